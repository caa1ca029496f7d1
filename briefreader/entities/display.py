"""How an entity is shown: under which of its spellings, and as what kind."""

from __future__ import annotations

from collections.abc import Collection

from briefreader.entities.forms import KINDS, Form
from briefreader.entities.gazetteer import load
from briefreader.entities.recogniser import Kind

# A longer name that is written this many times less often than the shorter is no one's usual full name.
_RARE = 10


def name_of(forms: Collection[Form]) -> str:
    """Return the best-attested full form: of the names of several words the one most often written.

    A single word stands for the whole where there is nothing fuller, or nothing fuller that counts.
    """
    written = {form.form: sum(form.spellings.values()) for form in forms}
    full = [form for form in forms if " " in form.form]
    if kind_of(forms) == "person":
        # Double surnames ("Bankman-Fried") are not full names, however often they are written.
        given = [form for form in full if form.form.split()[0] in load().given]
        ends = {" ".join(form.form.split()[at:]) for form in full for at in range(1, form.form.count(" ") + 1)}
        full = given or [form for form in full if form.form not in ends]
    else:
        # A company goes by its one word, and a full name hardly ever written is not its usual one.
        words = [written[form.form] for form in forms if " " not in form.form and not form.is_acronym]
        full = [form for form in full if written[form.form] * _RARE >= max(words, default=0)]
    return spelling_of(min(full or forms, key=lambda form: (-written[form.form], -form.form.count(" "), form.form)))


def spelling_of(form: Form) -> str:
    """Return the spelling of a form that is written most, headlines in capitals apart."""
    shouted = "" if form.is_acronym else "shouted"
    return min(
        form.spellings,
        key=lambda spelling: (bool(shouted) and spelling.isupper(), -form.spellings[spelling], len(spelling), spelling),
        default=form.form,
    )


def kind_of(forms: Collection[Form]) -> Kind:
    """Return the kind that most mentions have."""
    counts = [sum(of_kind) for of_kind in zip(*(form.kinds for form in forms), strict=True)]
    return KINDS[counts.index(max(counts))]

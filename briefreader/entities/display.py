"""How an entity is shown: under which of its spellings, and as what kind."""

from __future__ import annotations

from collections.abc import Collection

from briefreader.entities.forms import KINDS, Form
from briefreader.entities.gazetteer import load
from briefreader.entities.names import shorter
from briefreader.entities.recogniser import Kind

# A longer name that is written this many times less often than the shorter is no one's usual full name.
_RARE = 10
_CODE = 4  # letters of an abbreviation at most


def name_of(forms: Collection[Form]) -> str:
    """Return the best-attested full form: of the names of several words the one most often written.

    A single word stands for the whole where there is nothing fuller, or nothing fuller that counts.
    """
    written = {form.form: sum(form.spellings.values()) for form in forms}
    full = [form for form in forms if " " in form.form]
    if kind_of(forms) == "person":
        # Double surnames ("Bankman-Fried") are not full names, however often they are written.
        given = [form for form in full if form.form.split()[0] in load().given]
        ends = {short for form in full for short in shorter(form.form.split(), True)}
        full = given or [form for form in full if form.form not in ends]
    else:
        # A company goes by its one word, and a full name hardly ever written is not its usual one.
        words = [written[form.form] for form in forms if " " not in form.form and not form.is_acronym]
        full = [form for form in full if written[form.form] * _RARE >= max(words, default=0)]
    best = min(full or forms, key=lambda form: (-written[form.form], -form.form.count(" "), form.form))
    return spelling_of(best)


def spelling_of(form: Form) -> str:
    """Return the spelling of a form that is written most, headlines in capitals apart."""

    def order(spelling: str) -> tuple[bool, int, int, str]:
        shouted = spelling.isupper() and not form.is_acronym
        return shouted, -form.spellings[spelling], len(spelling), spelling

    best = min(form.spellings, key=order, default=form.form)
    # A place that only datelines name is written as it usually is.
    known = best.isupper() and len(best) > _CODE and "." not in best and form.form in load().places
    return best.title() if known else best


def kind_of(forms: Collection[Form]) -> Kind:
    """Return the kind that most mentions have."""
    counts = [sum(of_kind) for of_kind in zip(*(form.kinds for form in forms), strict=True)]
    return KINDS[counts.index(max(counts))]

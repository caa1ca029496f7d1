"""How an entity is shown: under which of its spellings, and as what kind."""

from __future__ import annotations

from collections.abc import Collection

from briefreader.entities.forms import KINDS, Form
from briefreader.entities.recogniser import Kind

# A longer name that is written this many times less often than the shorter is no one's usual full name.
_RARE = 10


def name_of(forms: Collection[Form]) -> str:
    """Return the best-attested full form: of the names of several words the one most often written.

    A single word stands for the whole where there is nothing fuller, or nothing fuller that counts.
    """
    written = {form.form: sum(form.spellings.values()) for form in forms}
    words = [written[form.form] for form in forms if " " not in form.form and not form.is_acronym]
    # Of a person the surname alone is always the commoner; a company goes by its one word.
    least = 0 if kind_of(forms) == "person" else max(words, default=0) // _RARE
    full = [form for form in forms if " " in form.form and written[form.form] >= least]
    return spelling_of(min(full or forms, key=lambda form: (-written[form.form], -form.form.count(" "), form.form)))


def spelling_of(form: Form) -> str:
    """Return the spelling of a form that is written most, headlines in capitals apart."""
    shouted = "" if form.is_acronym else "shouted"
    return min(
        form.spellings,
        key=lambda spelling: (bool(shouted) and spelling.isupper(), -form.spellings[spelling], spelling),
        default=form.form,
    )


def kind_of(forms: Collection[Form]) -> Kind:
    """Return the kind that most mentions have."""
    counts = [sum(form.kinds[at] for form in forms) for at in range(len(KINDS))]
    return KINDS[max(range(len(KINDS)), key=lambda at: (counts[at], -at))]

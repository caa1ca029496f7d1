"""Names: who and where in a report (recognising), under one name whatever the spelling (merging)."""

from briefreader.entities.decisions import Decision, DecisionError
from briefreader.entities.forms import Form
from briefreader.entities.merge import VERSION, Changes, Entity, Names
from briefreader.entities.names import form_id, form_of
from briefreader.entities.naming import Named, Naming, understand
from briefreader.entities.recogniser import Kind, Mention, Recogniser
from briefreader.entities.stock import Shelf
from briefreader.entities.within import Alias

__all__ = [
    "VERSION",
    "Alias",
    "Changes",
    "Decision",
    "DecisionError",
    "Entity",
    "Form",
    "Kind",
    "Mention",
    "Named",
    "Names",
    "Naming",
    "Recogniser",
    "Shelf",
    "form_id",
    "form_of",
    "understand",
]

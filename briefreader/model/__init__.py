"""The words that every room speaks: frozen records, without behaviour of their own.

Offsets count characters (Python ``str``) of the clean text of an article, end exclusive.

To make one of these classes takes Python more than a millisecond: who searches does not wait for those of
stories and relations. The module of a name is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from briefreader.model.kinds import EntityKind as EntityKind
from briefreader.model.kinds import MarkupKind as MarkupKind
from briefreader.model.kinds import Span as Span

if TYPE_CHECKING:
    from briefreader.model.history import SavedSearch as SavedSearch
    from briefreader.model.history import Visit as Visit
    from briefreader.model.marks import UNMARKED as UNMARKED
    from briefreader.model.marks import Marks as Marks
    from briefreader.model.names import Decision as Decision
    from briefreader.model.names import Entity as Entity
    from briefreader.model.names import Portrait as Portrait
    from briefreader.model.relations import HARDLY_RELATED as HARDLY_RELATED
    from briefreader.model.relations import Aligned as Aligned
    from briefreader.model.relations import Comparison as Comparison
    from briefreader.model.relations import Difference as Difference
    from briefreader.model.relations import Novelty as Novelty
    from briefreader.model.relations import RelatedReport as RelatedReport
    from briefreader.model.reports import Article as Article
    from briefreader.model.reports import Markup as Markup
    from briefreader.model.reports import Mention as Mention
    from briefreader.model.results import Hit as Hit
    from briefreader.model.results import Page as Page
    from briefreader.model.stories import Leading as Leading
    from briefreader.model.stories import Story as Story
    from briefreader.model.stories import StoryReport as StoryReport
    from briefreader.model.tasks import Checkup as Checkup
    from briefreader.model.tasks import Outcome as Outcome
    from briefreader.model.tasks import Progress as Progress
    from briefreader.model.tasks import Restored as Restored
    from briefreader.model.tasks import Skipped as Skipped
    from briefreader.model.tasks import Stats as Stats

_NAMES = {
    "history": ("SavedSearch", "Visit"),
    "marks": ("UNMARKED", "Marks"),
    "names": ("Decision", "Entity", "Portrait"),
    "relations": ("HARDLY_RELATED", "Aligned", "Comparison", "Difference", "Novelty", "RelatedReport"),
    "reports": ("Article", "Markup", "Mention"),
    "results": ("Hit", "Page"),
    "stories": ("Leading", "Story", "StoryReport"),
    "tasks": ("Checkup", "Outcome", "Progress", "Restored", "Skipped", "Stats"),
}
_MODULES = {name: f"{__name__}.{module}" for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return found

"""The names of one report, counted: what the library's merging takes in and the store keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefreader.entities.recogniser import Kind, Mention
from briefreader.entities.within import Alias, read
from briefreader.model import Article


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a report, with the number of times that it is written so and understood so.

    ``owner`` is the form of the fuller name that it is short for in this report, else ``form`` itself.
    """

    spelling: str
    form: str
    owner: str
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of one report. To be kept with it: taking the report away needs it again.

    ``mentions`` gives for each mention its place in ``named``.
    """

    named: tuple[Named, ...]
    aliases: tuple[Alias, ...]
    mentions: tuple[int, ...]


def understand(article: Article, mentions: Sequence[Mention]) -> Naming:
    """Return the names of a report as it alone tells them: it can be done in another process."""
    readings, aliases = read(article, mentions)
    counts = Counter(readings)
    place = {reading: at for at, reading in enumerate(counts)}
    return Naming(
        tuple(Named(one.spelling, one.form, one.owner, one.kind, count) for one, count in counts.items()),
        tuple(aliases),
        tuple(place[reading] for reading in readings),
    )

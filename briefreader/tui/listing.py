"""The hits of a query as far as they are here: pages in a cache that forgets the least used."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from briefreader.model import Hit, Marks, Page

PAGE = 40
"""Hits in a page: what a tall screen shows, since the first one is fetched anew after every key."""
PAGES_KEPT = 80
NO_STORIES: Mapping[str, str] = MappingProxyType({})


class Listing:
    """Hits by their place in the order, of which only some pages are held."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        """Lines of the list."""
        self.hits = total
        """Hits of the query."""
        self.state: int | None = None
        """The state of the library that they were found in (see ``Page``)."""
        self._pages: OrderedDict[int, tuple[Hit, ...]] = OrderedDict()

    @property
    def is_whole(self) -> bool:
        """Whether ``total`` is known for good."""
        return True

    def count(self, index: int) -> int:
        """Return how many hits the line at ``index`` stands for."""
        return 1

    def put(self, page: Page, stories: Mapping[str, str] = NO_STORIES) -> None:
        """Hold a page that begins at a multiple of ``PAGE``."""
        number = page.offset // PAGE
        self.state = page.state
        self._pages[number] = page.hits
        self._pages.move_to_end(number)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def hit(self, index: int) -> Hit | None:
        """Return the hit at ``index``, or None while its page is not here."""
        number, at = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[at] if at < len(page) else None

    def index_of(self, report: str, near: int) -> int | None:
        """Return where a report stands, the place nearest to ``near``; None where it is in no page held."""
        places = [
            number * PAGE + at
            for number, page in self._pages.items()
            for at, hit in enumerate(page)
            if hit.id == report
        ]
        return min(places, key=lambda place: abs(place - near), default=None)

    def held(self) -> Iterator[Hit]:
        """Yield the hits that are here, in no order."""
        for page in self._pages.values():
            yield from page

    def reports(self, first: int, last: int) -> list[str] | None:
        """Return the ids of the reports from ``first`` to ``last`` (inclusive), None where one is missing."""
        hits = [self.hit(index) for index in range(first, min(last, self.total - 1) + 1)]
        return [hit.id for hit in hits if hit] if all(hits) else None

    def remark(self, marks: Mapping[str, Marks]) -> list[int]:
        """Give the hits that are here their marks, and return where the list looks otherwise for it."""
        changed = []
        for number, page in self._pages.items():
            new = tuple(_remarked(hit, marks) for hit in page)
            changed += [number * PAGE + at for at, hit in enumerate(page) if hit is not new[at]]
            self._pages[number] = new
        return changed

    def lacks(self, first: int, last: int) -> int | None:
        """Return the first page that is not here of those that hold ``first`` to ``last`` (inclusive)."""
        last = min(last, self.total - 1)
        for number in range(max(0, first) // PAGE, last // PAGE + 1):
            if number not in self._pages:
                return number
        return None


class Folded(Listing):
    """The hits of a query with those of one story folded into the first of them.

    How many stories there are is known when all hits have been seen; pages come in their order, as one
    goes down, and until the last is here one more line stands for what is to come.
    """

    def __init__(self, total: int = 0) -> None:
        super().__init__(total)
        self._lines: list[list[Hit]] = []
        self._line_of: dict[str, int] = {}
        self._seen = 0
        self.total = min(1, total)

    @property
    def is_whole(self) -> bool:
        """Whether all hits have been seen."""
        return self._seen * PAGE >= self.hits

    def count(self, index: int) -> int:
        """Return how many hits of one story the line at ``index`` stands for, as far as seen."""
        return len(self._lines[index]) if index < len(self._lines) else 1

    def put(self, page: Page, stories: Mapping[str, str] = NO_STORIES) -> None:
        """Take the next page, with the story of each of its reports."""
        if page.offset != self._seen * PAGE:
            return
        self._seen += 1
        self.state = page.state
        for hit in page:
            story = stories.get(hit.id, hit.id)
            at = self._line_of.setdefault(story, len(self._lines))
            if at == len(self._lines):
                self._lines.append([])
            self._lines[at].append(hit)
        self.total = len(self._lines) + (not self.is_whole)

    def hit(self, index: int) -> Hit | None:
        """Return the first hit of the story at ``index``, or None while it is not here."""
        return self._lines[index][0] if 0 <= index < len(self._lines) else None

    def index_of(self, report: str, near: int) -> int | None:
        """Return where the story of a report stands; None where it has not been seen."""
        return next(
            (at for at, hits in enumerate(self._lines) if any(hit.id == report for hit in hits)), None
        )

    def held(self) -> Iterator[Hit]:
        """Yield the hits that have been seen, in no order."""
        for hits in self._lines:
            yield from hits

    def reports(self, first: int, last: int) -> list[str] | None:
        """Return the ids of the reports of the stories from ``first`` to ``last`` (inclusive)."""
        return [hit.id for hits in self._lines[first : last + 1] for hit in hits]

    def remark(self, marks: Mapping[str, Marks]) -> list[int]:
        """Give the hits that have been seen their marks, and return where the list looks otherwise for it."""
        changed = []
        for at, hits in enumerate(self._lines):
            new = [_remarked(hit, marks) for hit in hits]
            if new[0] is not hits[0]:
                changed.append(at)
            self._lines[at] = new
        return changed

    def lacks(self, first: int, last: int) -> int | None:
        """Return the next page, if the list is looked at to its end and there is one."""
        return self._seen if last >= len(self._lines) and not self.is_whole else None


def _remarked(hit: Hit, marks: Mapping[str, Marks]) -> Hit:
    now = marks.get(hit.id, hit.marks)
    return hit if hit.marks == now else hit._replace(marks=now)

"""The hits of a query as far as they are here: pages in a cache that forgets the least used."""

from __future__ import annotations

from collections import OrderedDict

from briefreader.model import Hit, Page

PAGE = 128
"""Hits in a page."""
PAGES_KEPT = 24


class Listing:
    """Hits by their place in the order, of which only some pages are held."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self._pages: OrderedDict[int, tuple[Hit, ...]] = OrderedDict()

    def put(self, page: Page) -> None:
        """Hold a page that begins at a multiple of ``PAGE``."""
        number = page.offset // PAGE
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

    def lacks(self, first: int, last: int) -> int | None:
        """Return the first page that is not here of those that hold ``first`` to ``last`` (inclusive)."""
        last = min(last, self.total - 1)
        for number in range(max(0, first) // PAGE, last // PAGE + 1):
            if number not in self._pages:
                return number
        return None

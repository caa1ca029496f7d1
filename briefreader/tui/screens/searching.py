"""Searching: queries, their answers, and a list that keeps its place as the library grows."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.timer import Timer

from briefreader.tui import messages
from briefreader.tui.actions import shown
from briefreader.tui.reading import Query
from briefreader.tui.screens.panes import Panes
from briefreader.tui.widgets.results import Results
from briefreader.tui.widgets.searchbox import SearchBox

PREVIEW_SECONDS = 0.06
"""How long the cursor must rest before its report is previewed."""
TYPING_SECONDS = 2.0
"""How long one must have stopped typing before the first hit is previewed."""

EMPTY = (
    "Nothing to read yet.\n \nTake reports in with\n \n  briefreader index PATH\n \n"
    "PATH is a file or a folder of texts, Markdown or JSON Lines."
)
NOTHING = "No report says this."
STILL = "Not all reports can be found yet: they are still being indexed."


class Searching(Panes):
    """The panes, and what they do about a query. What is previewed a class above decides."""

    touched = False
    """Whether a key has been pressed, or a place taken up from the last time."""
    _again = False
    _shown: Query | None = None
    _whole: tuple[str, int] | None = None
    _committed_from: Query | None = None
    _preview_timer: Timer | None = None

    def preview(self) -> None:
        """Show the report under the cursor."""
        raise NotImplementedError

    def preview_soon(self, seconds: float = PREVIEW_SECONDS) -> None:
        """Preview when the cursor has rested for so long."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
            self._preview_timer = None
        if seconds:
            self._preview_timer = self.set_timer(seconds, self.preview)
        else:
            self.preview()

    def search(self, query: Query, keep: str | None = None, near: int = 0) -> None:
        """Search for something else; ``keep`` and ``near`` are those of ``reading.find``.

        The search line is left alone: one may have typed on in it since.
        """
        hit = self.results.hit
        if query.words and not self.query_now.words and hit:
            self._whole = (hit.id, self.results.cursor)
        self.query_now = query
        self._again = False
        self.ask(query, keep, near)

    @property
    def waiting(self) -> bool:
        """Whether the list is still that of an older query."""
        return self._shown != self.query_now

    def commit(self) -> None:
        """Take the last word as finished, unless nothing is found then; or what may have been meant."""
        words = self.search_box.take()
        if self.meant is not None and not self.waiting and words == self.query_now.words:
            words = self.meant
            self.search_box.set_words(words)
        query = replace(self.query_now, words=words, typing=False)
        if words.strip() and (query != self.query_now or query.about_marks):
            self._committed_from = replace(query, typing=True)
            self.search(query)

    def _offer(self) -> tuple[str, ...]:
        if self.meant is None:
            return ()
        keys = self.keymap.keys_in("to-results", "search")
        how = f" {shown(keys[0])} in the search line searches for it." if keys else ""
        return (f"Did you mean “{self.meant}”?{how}",)

    def clear(self) -> None:
        """Empty the search line, and list everything again."""
        self.search_box.set_words("")
        self._list_everything()

    def _list_everything(self) -> None:
        """Search for nothing, the cursor where it was before searching."""
        self.search(replace(self.query_now, words="", typing=False), *(self._whole or ()))

    @on(SearchBox.Edited)
    def _edited(self, event: SearchBox.Edited) -> None:
        # It is told of behind the keys: since then one may have typed on, or taken the word as finished.
        is_finished = event.words == self.query_now.words and not self.query_now.typing
        if is_finished or event.words != self.search_box.value:
            return
        if event.words.strip():
            self.search(replace(self.query_now, words=event.words, typing=True))
        else:
            self._list_everything()

    @on(messages.Answered)
    def _answered(self, event: messages.Answered) -> None:
        found = event.found
        self.has_list = True
        if found.query != self.query_now or found.query.folded != self.query_now.folded:
            return
        if not found.page.total and self._committed_from is not None:
            self.query_now, self._committed_from = self._committed_from, None
            self.ask(self.query_now)
            return
        self._committed_from = None
        self.notes = found.page.notes
        self.names = found.page.names
        self.meant = found.page.meant
        cursor, row = found.cursor, None
        hit = self.results.hit
        if self._again and hit is not None:
            # The cursor may have moved since this was asked.
            at = found.listing.index_of(hit.id, self.results.cursor)
            cursor, row = found.cursor if at is None else at, self.results.row
        self._shown = found.query
        if found.page.total:
            self.results.show(found.listing, cursor, row)
        elif found.query.words.strip():
            notes = (*self._offer(), *self.notes, *((STILL,) if self.activity else ()))
            self.results.say("\n".join([NOTHING, *(line for note in notes for line in (" ", note))]))
        else:
            self.results.say(f"{self.activity.capitalize()} ..." if self.activity else EMPTY)
        self.name_panes(self.place)
        if self.library.notices:
            self.say("; ".join(self.library.notices))
            self.library.notices.clear()
        self.tell()
        self.preview_soon(TYPING_SECONDS if self.place == "search" else 0)

    @on(Results.Wanted)
    def _page_wanted(self, event: Results.Wanted) -> None:
        listing = self.results.listing
        self.fetch_page(self.query_now, event.number, listing.state, listing.hits)

    @on(messages.PageCame)
    def _page_came(self, event: messages.PageCame) -> None:
        if event.query != self.query_now or event.query.folded != self.query_now.folded:
            return
        if event.page.total == self.results.listing.hits:
            self.results.put(event.page, event.stories)
        else:
            self.search_again()

    def search_again(self) -> None:
        """Search anew, the cursor staying on its report and that in its line of the screen.

        Until a first key is pressed there is no place to keep: a library that fills shows its top. A list
        that depends on marks stays as it is: what has been read in it must not go from under the eyes.
        """
        if self.query_now.about_marks and self._shown == self.query_now and self.touched:
            return
        self._again = self.touched and self._shown == self.query_now
        hit = self.results.hit if self._again else None
        self.ask(self.query_now, hit.id if hit else None, self.results.cursor)

"""Finding words inside the open report: typed in the status line, gone through with next and previous hit."""

from __future__ import annotations

from textual import events

from briefreader.text import clean_line
from briefreader.tui.screens.marking import Marking

WORDS_AT_MOST = 200
_ENDS = ("escape", "ctrl+c")


class Finding(Marking):
    """The panes, and what is found in the report that is open."""

    _typing: str | None = None
    """What has been typed of the words to find; None while none are typed."""
    _from = 0
    """The line that was the first on the screen when one began."""

    def begin_find(self) -> None:
        """Type words to find in the report."""
        if self.article.reading is None:
            self.say("No report is open.")
            return
        if self.place != "article":
            self.focus_place("article")
        self._from = self.article.top
        self._typing = ""
        self._look_up()

    def find_key(self, key: str, typed: str) -> bool:
        """Take a key of the words to find, and tell whether any are being typed."""
        words = self._typing
        if words is None:
            return False
        if typed:
            self._typing = (words + typed)[:WORDS_AT_MOST]
        elif key in ("backspace", "ctrl+h"):
            self._typing = words[:-1]
        elif key == "ctrl+w":
            self._typing = words.rstrip().rpartition(" ")[0]
        elif key == "ctrl+u":
            self._typing = ""
        elif key in ("down", "up"):
            self.article.step_hit(1 if key == "down" else -1)
            self._say_found()
            return True
        elif key == "enter":
            self._typing = None
            self.hush()
            if not self.article.hit_count:
                self.end_find()
            self.tell()
            return True
        elif key in _ENDS:
            self.end_find()
            self.article.scroll_lines(self._from)
            return True
        self._look_up()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted for words to find."""
        if self._typing is not None:
            event.stop()
            self._typing = (self._typing + clean_line(event.text))[:WORDS_AT_MOST]
            self._look_up()

    def _look_up(self) -> None:
        self.article.find(self._typing or "", self._from)
        self._say_found()

    def _say_found(self) -> None:
        words = self._typing or ""
        count, number = self.article.hit_count, self.article.hit_number
        found = f"{number or 1:,} of {count:,}" if count else "not in this report" if words.strip() else ""
        keys = "Enter keeps, Esc ends" if count else "Esc ends"
        self.say(f"find: {words}▏ {found} · {keys}" if found else f"find: {words}▏ {keys}")

    def end_find(self) -> bool:
        """Show the hits of the search again, and tell whether anything was found before."""
        self._typing = None
        self.hush()
        if not self.article.finding:
            return False
        self.article.find("", self.article.top)
        self.tell()
        return True

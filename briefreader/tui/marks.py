"""What one does to reports by hand: read, unread, starred, tagged, in words and as the library takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefreader.library import Library
from briefreader.model import Marks
from briefreader.text import tag_form
from briefreader.tui.moment import counted
from briefreader.tui.widgets.choices import Choice


@dataclass(frozen=True, slots=True)
class Deed:
    """A mark to make or to take away; None and empty leave what there is."""

    read: bool | None = None
    star: bool | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing in it to do."""
        return self == Deed()

    def do(self, library: Library, ids: Iterable[str]) -> int:
        """Mark reports by their ids, and return how many that changed.

        Raises:
            LibraryError: as ``Library.mark`` does.
        """
        return library.mark(ids, read=self.read, star=self.star, add_tags=self.add, remove_tags=self.remove)

    def asked(self, count: int) -> str:
        """Return the question whether to do it to so many reports."""
        reports = counted(count)
        if self.read is not None:
            return f"Mark {reports} {'read' if self.read else 'unread'}?"
        if self.star is not None:
            return f"Star {reports}?" if self.star else f"Take the stars of {reports} away?"
        tags = " ".join([*(f"+{tag}" for tag in self.add), *(f"-{tag}" for tag in self.remove)])
        return f"Tag {reports}: {tags}?"

    def done(self) -> str:
        """Return in words that it is done."""
        if self.read is not None:
            return "Marked read." if self.read else "Marked unread."
        if self.star is not None:
            return "Starred." if self.star else "The star is taken away."
        added, removed = " ".join(self.add), " ".join(self.remove)
        words = [f"tagged {added}"] if added else []
        words += [f"no longer {removed}"] if removed else []
        return f"{' and '.join(words).capitalize() or 'Nothing to change'}."


def retagged(typed: str, now: Marks | None) -> Deed:
    """Return the tags that a line asks for: ``+new -old``, or all that there shall be.

    Args:
        typed: the line; commas separate as blanks do.
        now: the marks of the one report that is meant; None where there are several, whose other tags stay.
    """
    words = typed.replace(",", " ").split()
    plus = [tag_form(word.lstrip("+")) for word in words if not word.startswith("-")]
    minus = [tag_form(word.lstrip("-")) for word in words if word.startswith("-")]
    if now is not None and not any(word[0] in "+-" for word in words):
        minus = [tag for tag in now.tags if tag not in plus]
    here = now.tags if now is not None else ()
    add = dict.fromkeys(tag for tag in plus if tag and tag not in here)
    remove = dict.fromkeys(tag for tag in minus if tag and (now is None or tag in here))
    return Deed(add=tuple(add), remove=tuple(remove))


def completions(typed: str, known: Sequence[tuple[str, int]]) -> list[Choice]:
    """Return the known tags that the last word of a line may become, each as the line would then be."""
    head, _, tail = typed.rpartition(" ")
    sign = tail[:1] if tail[:1] in ("+", "-") else ""
    begun = tag_form(tail.removeprefix(sign)) if tail.removeprefix(sign) else ""
    before = f"{head} " if head else ""
    there = {tag_form(word.lstrip("+-")) for word in head.split()}
    fitting = [(tag, count) for tag, count in known if begun in tag and tag not in there]
    fitting.sort(key=lambda each: (not each[0].startswith(begun), -each[1], each[0]))
    return [Choice(f"{before}{sign}{tag} ", tag, counted(count)) for tag, count in fitting]

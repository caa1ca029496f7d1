"""Text that grows line by line, with the structure over it."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader.model import Markup, MarkupKind
from briefreader.text import clean


@dataclass(slots=True)
class Inline:
    """A stretch of running text, its lines ended by ``\\n``, and the marks inside its lines."""

    text: str = ""
    marks: list[Markup] = field(default_factory=list)


@dataclass(slots=True)
class _Container:
    kind: MarkupKind | None
    value: str = ""
    indent: str = ""
    start: int | None = None


class Rendered:
    """Collects blocks of text under the containers (quotations, items) that are open around them.

    Offsets of ``markup`` count characters of ``text``. Lines inside an item are indented below
    its marker; a block is parted from the one before by a blank line, or by none inside a tight list.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._markup: list[Markup] = []
        self._open: list[_Container] = []
        self._marker: str | None = None

    def finish(self) -> tuple[str, tuple[Markup, ...]]:
        """Return the text and its markup, outer before inner."""
        text = "".join(self._parts)
        if clean(text) != text:
            # Pieces that are clean apart can still grow together (an accent at the start of one).
            return clean(text), ()
        return text, tuple(sorted(self._markup, key=lambda m: (m.start, -m.end)))

    def open(self, kind: MarkupKind | None, value: str = "", marker: str = "") -> None:
        """Begin a container; ``marker`` stands before the first line, the others are indented below."""
        if self._marker is not None and marker:
            self.block(Inline())
        self._open.append(_Container(kind, value, " " * len(marker)))
        if marker:
            self._marker = marker

    def close(self) -> None:
        """End the innermost container."""
        if self._marker is not None and self._open[-1].indent:
            self.block(Inline())
        container = self._open.pop()
        if container.kind and container.start is not None:
            self._mark(container.start, self._length, container.kind, container.value)

    def block(
        self, content: Inline, kind: MarkupKind | None = None, value: str = "", *, tight: bool = False
    ) -> None:
        """Write a block; ``kind`` marks its whole lines."""
        marker, self._marker = self._marker, None
        if not content.text and not kind and marker is None:
            return
        if self._length:
            self._write("\n" if tight else "\n\n")
        start = self._length
        for container in self._open:
            if container.start is None:
                container.start = start
        indent = "".join(c.indent for c in self._open)
        first = indent if marker is None else indent[: -len(marker)] + marker
        at = 0
        for number, line in enumerate(content.text.split("\n")):
            if number:
                self._write("\n")
            prefix = (indent if number else first) if line else (first.rstrip() if not number else "")
            shift = self._length + len(prefix) - at
            end = at + len(line)
            self._write(prefix + line)
            for mark in content.marks:
                if mark.start < end and mark.end > at:
                    self._mark(max(mark.start, at) + shift, min(mark.end, end) + shift, mark.kind, mark.value)
            at = end + 1
        if kind:
            self._mark(start, self._length, kind, value)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _mark(self, start: int, end: int, kind: MarkupKind, value: str) -> None:
        if end > start:
            self._markup.append(Markup(start, end, kind, value))

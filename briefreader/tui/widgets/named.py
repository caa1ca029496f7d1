"""The open report with the names in it: marked, gone through, jumped to by labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from briefreader.model import Mention
from briefreader.tui.geometry import column
from briefreader.tui.reading import Reading
from briefreader.tui.spans import Styled
from briefreader.tui.trail import Spot, Trail
from briefreader.tui.widgets.article import ArticleView
from briefreader.tui.widgets.surface import Run

if TYPE_CHECKING:
    from briefreader.tui.sheet import Part


class NamedView(ArticleView):
    """A report whose names can be shown or not, and gone to one after the other."""

    class NameClicked(Message):
        """A name was clicked on, and is now the one that one is at."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.names_shown = True
        self._names = Trail()
        self._mentions: dict[Spot, Mention] = {}
        self._of = ""
        self._link: Spot | None = None
        self._labels: Mapping[int, list[tuple[int, str]]] = {}

    def _name_trail(self, reading: Reading) -> None:
        """Take the names of a report, at the same one as before where it is the same report."""
        before = self._names.current
        same = self._of == reading.article.id
        self._of = reading.article.id
        titled = reading.sheet.shows("title")
        mentions = [m for m in reading.article.mentions if titled or not m.in_title]
        mentions.sort(key=lambda m: (not m.in_title, m.start))
        self._mentions = {Spot("title" if m.in_title else "text", m.start, m.end): m for m in mentions}
        self._names = Trail(self._mentions)
        self._link = None
        if same and before in self._mentions:
            self._names.number = self._names.spots.index(before) + 1

    def further_layers(self, reading: Reading) -> dict[tuple[str, Part], list[Styled]]:
        """Return the names of a report, and the one that one is at."""
        self._labels = {}
        self._name_trail(reading)
        return self._name_layers()

    def overwritten(self, number: int, runs: Sequence[Run]) -> list[Run]:
        """Return a line with the labels in it."""
        if number not in self._labels:
            return list(runs)
        from briefreader.tui.labels import stamped

        return stamped(runs, self._labels[number], "jump")

    def scrolled(self) -> None:
        """Take labels away, which stand on lines that are no longer there."""
        self._labels = {}
        super().scrolled()

    def say(self, words: str) -> None:
        """Show words to the reader instead of a report."""
        self._names, self._mentions, self._labels, self._link = Trail(), {}, {}, None
        super().say(words)

    def _name_layers(self) -> dict[tuple[str, Part], list[Styled]]:
        layers: dict[tuple[str, Part], list[Styled]] = {("names", "title"): [], ("names", "text"): []}
        if self.names_shown:
            for spot, mention in self._mentions.items():
                layers["names", spot.part].append(Styled(spot.start, spot.end, mention.kind))
        if (current := self._names.current) is not None:
            layers["name", current.part] = [Styled(current.start, current.end, "name-current")]
        return layers

    def show_names(self, shown: bool) -> None:
        """Show or hide the names; the one that one is at stays marked."""
        self.names_shown = shown
        for (layer, part), spans in self._name_layers().items():
            if layer == "names":
                self.set_layer(layer, spans, part)

    @property
    def mention(self) -> Mention | None:
        """The name that one is at."""
        return self._mentions.get(self._names.current) if self._names.current else None

    @property
    def labelled(self) -> bool:
        """Whether labels are on the screen."""
        return bool(self._labels)

    @property
    def link(self) -> str:
        """The target of the link that one has jumped to."""
        if self._link is None or self.reading is None:
            return ""
        marks = self.reading.article.markup
        return next((m.value for m in marks if m.kind == "link" and m.start == self._link.start), "")

    def step_name(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) name, round at the ends; tell whether there is one."""
        spot = self._names.step(step, self.sheet, self.top) if self.sheet else None
        if spot is not None:
            self._link = None
            self.show_spot("name", spot, "name-current")
        return spot is not None

    def go_to_spot(self, spot: Spot) -> None:
        """Go to a name or a link."""
        named = spot in self._mentions
        self._names.number = self._names.spots.index(spot) + 1 if named else 0
        self._link = None if named else spot
        self.show_spot("name", spot, "name-current")

    def spots_on_screen(self) -> list[Spot]:
        """Return the names and links that begin on the screen, from the top."""
        if self.sheet is None or self.reading is None:
            return []
        links = [Spot("text", m.start, m.end) for m in self.reading.article.markup if m.kind == "link"]
        lines = {spot: self.sheet.line_of(spot.start, spot.part) for spot in (*self._names.spots, *links)}
        # A link that is a name counts once, as the name.
        starts = {(spot.part, spot.start) for spot in self._names.spots}
        return sorted(
            (
                spot
                for spot, line in lines.items()
                if self.top <= line < self.top + self.page
                and (spot in self._mentions or (spot.part, spot.start) not in starts)
            ),
            key=lambda spot: (lines[spot], spot.start),
        )

    def show_labels(self, labels: Mapping[Spot, str]) -> None:
        """Write labels over the beginnings of spots; with none, take them away."""
        before = self._labels
        placed: dict[int, list[tuple[int, str]]] = {}
        if self.sheet is not None:
            for spot, text in labels.items():
                number = self.sheet.line_of(spot.start, spot.part)
                placed.setdefault(number, []).append((self.sheet.column_of(number, spot.start), text))
        self._labels = placed
        for number in {*before, *placed}:
            if before.get(number) != placed.get(number):
                self.refresh_lines(number, 1)

    def on_click(self, event: events.Click) -> None:
        """Go to the name that was clicked on."""
        number = self.top + event.y
        if self.sheet is None or number >= len(self.sheet.lines):
            return
        line = self.sheet.lines[number]
        offset = self.sheet.offset_at(number, event.x - column(self.size.width)[0] - self.gutter.left)
        for spot in self._names.spots:
            if spot.part == line.part and spot.start <= offset < spot.end:
                self.go_to_spot(spot)
                self.post_message(self.NameClicked())

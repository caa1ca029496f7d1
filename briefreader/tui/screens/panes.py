"""The main screen as it looks: its parts, what is folded away, where the focus is, what the status says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from briefreader.library import Library
from briefreader.model import Entity
from briefreader.tui.actions import FILTERS, PANES, Keymap, Place, shown
from briefreader.tui.geometry import WIDE, Widths, column, share
from briefreader.tui.lean import Paper
from briefreader.tui.moment import counted, keys_of_the_moment, label, through
from briefreader.tui.reading import Query
from briefreader.tui.screens.desk import Desk
from briefreader.tui.widgets.caret import CaretView
from briefreader.tui.widgets.cast import Cast
from briefreader.tui.widgets.related import Related
from briefreader.tui.widgets.results import Results
from briefreader.tui.widgets.rule import Rule
from briefreader.tui.widgets.searchbox import SearchBox
from briefreader.tui.widgets.shelf import Shelf
from briefreader.tui.widgets.status import Status
from briefreader.tui.widgets.surface import Pane

COLUMNS: tuple[Place, ...] = ("results", "article", "related")
ORDER: tuple[Place, ...] = ("filters", *COLUMNS)
FOLDED: tuple[Place, ...] = ("filters", "results", "related", "article")
"""The panes side by side; the names stand under the related reports."""


class Panes(Desk):
    """Search line, results, article, related reports, names and status."""

    AUTO_FOCUS = None

    def __init__(
        self, paper: Paper, library: Library, keymap: Keymap, query: Query, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(paper, library)
        self.paper = paper
        self.keymap = keymap
        self.clock = clock
        self.query_now = query
        self.notes: tuple[str, ...] = ()
        self.names: tuple[Entity, ...] = ()
        self.meant: str | None = None
        """What may have been meant by words that nothing was found for."""
        """Entities that the query names, and that reports name otherwise too."""
        self.activity = ""
        """What goes on in the background, for the status."""
        self.newness = ""
        """How much of the open report is new to the reader, for the status, while that is shown in it."""
        self.has_list = False
        """Whether the library has answered at all."""
        self.only_article = False
        self.widths = Widths(0, 0, 0)
        self._side: Place = "results"
        self._word = ""
        self._warning = False
        self.search_box = SearchBox(query.words, id="search")
        self.prompt = Static("/", id="prompt", markup=False)
        self.rule = Rule("rule")
        self.results = Results("results", clock)
        self.shelf = Shelf("filters", self._how_to_keep())
        self.article = CaretView("article")
        self.related = Related("related", clock)
        self.cast = Cast("names")
        self.side = Vertical(id="side")
        self.status = Status("status")
        self.container = Horizontal(id="panes")
        self._order = ORDER

    def compose(self) -> ComposeResult:
        """Put the parts on the screen."""
        with Horizontal(id="search-line"):
            yield self.prompt
            yield self.search_box
        yield self.rule
        with self.container:
            yield self.shelf
            yield self.results
            yield self.article
            with self.side:
                yield self.related
                yield self.cast
        yield self.status

    def _how_to_keep(self) -> str:
        keys = self.keymap.keys("keep-search")
        return f"none yet: {shown(keys[0])} keeps a search" if keys else "none yet"

    # -- where one is

    @property
    def place(self) -> Place:
        """The part that has the focus."""
        if self.focused is self.search_box:
            return "search"
        return next((name for name in (*PANES, *FILTERS) if self.focused is self.pane(name)), "results")

    @property
    def key_place(self) -> Place:
        """Whose keys work: in the article those of the caret where it is on."""
        place = self.place
        return self.article.mode if place == "article" else place

    def pane(self, place: Place) -> Pane:
        """Return the pane of a place (the results for the search line)."""
        panes: dict[Place, Pane] = {
            "filters": self.shelf,
            "article": self.article,
            "related": self.related,
            "names": self.cast,
        }
        return panes.get(place, self.results)

    def _column(self, place: Place) -> Widget:
        return self.side if place == "related" else self.pane(place)

    def focus_place(self, place: Place) -> None:
        """Give a part the focus, shown first if it is folded away."""
        self.share_out(place)
        self.set_focus(self.search_box if place == "search" else self.pane(place), scroll_visible=False)

    @property
    def stand(self) -> tuple[Place, Place, bool]:
        """Where one is and what shows beside it, to be taken up again."""
        return self.place, self._side, self.only_article

    def take_stand(self, stand: tuple[Place, Place, bool]) -> None:
        """Go back to where one was, as if one had not left it."""
        place, self._side, self.only_article = stand
        self.focus_place(place)

    def show_focus(self) -> None:
        """Show where the focus is now."""
        place = self.place
        if place in ("results", "related", "names"):
            self._side = "related" if place == "names" else place
        if place != "article":
            self.only_article = False
        self.prompt.set_class(place == "search", "-on")
        self.share_out(place)
        self.tell()

    def share_out(self, focus: Place) -> None:
        """Share the width between the panes."""
        side = "related" if focus in ("related", "names") else self._side
        widths = share(self.app.size.width, focus, side, self.only_article)
        if widths != self.widths:
            self._put_in_order()
            self.widths = widths
            first = True
            for name in self._order:
                columns = getattr(widths, name)
                pane = self._column(name)
                pane.display = columns > 0
                if columns:
                    pane.styles.width = columns
                    pane.set_class(first, "-first")
                    first = False
        self.name_panes(focus)

    def _put_in_order(self) -> None:
        """Folded, the related reports take the place of the results: the article stays where it is."""
        order = ORDER if self.app.size.width >= WIDE else FOLDED
        if order != self._order:
            self._order = order
            if order == ORDER:
                self.container.move_child(self.side, after=self.article)
            else:
                self.container.move_child(self.side, before=self.article)

    def split_side(self) -> None:
        """Share the height between the related reports and the names: half to either that needs it."""
        wanted = self.cast.line_count + 1 if self.cast.cast else 0
        height = self.side.size.height or self.app.size.height - 3
        room = (
            max(height - height // 2, height - self.related.line_count)
            if self.related.reports
            else height - 3
        )
        lines = min(wanted, room)
        self.cast.display = lines > 0 or self.place == "names"
        self.cast.styles.height = max(1, lines)

    @property
    def columns(self) -> int:
        """Cells of a line of the article, whether or not its pane shows."""
        return column(self.article.size.width or self.widths.article or self.app.size.width)[1]

    def name_panes(self, focus: Place) -> None:
        """Write over the panes what they hold."""
        query = self.query_now
        hits = self.results.listing.hits
        listed = label(hits, query.words, query.sort, query.folded) if self.has_list else ""
        labels = {"filters": "Filters", "results": listed, "related": "Related"}
        widths = [(name, getattr(self.widths, name)) for name in self._order]
        self.rule.show([(width, labels.get(name, ""), name == focus) for name, width in widths if width])

    # -- saying things

    def key_of(self, action: str) -> str:
        """Return the key of an action as a person reads it, empty where it has none."""
        keys = self.keymap.keys(action)
        return shown(keys[0]) if keys else ""

    def say(self, word: str, warning: bool = False) -> None:
        """Say something in the status, until the next key."""
        self._word, self._warning = word, warning
        self.tell()

    def hush(self) -> None:
        """Take back what was said."""
        if self._word:
            self.say("")

    def tell(self) -> None:
        """Show in the status where one is."""
        place = self.place
        note = "; ".join([*self.notes, *self._naming_note()]) if place in ("search", "results") else ""
        folded = self.article.reading is not None and not self.widths.related
        name = self.article.mention is not None
        keys = keys_of_the_moment(self.keymap, self.key_place, self.article.hit_count, folded, name)
        self.status.show(self._facts(place), keys, self._word or note, self._warning or not self._word)

    def _facts(self, place: Place) -> list[str]:
        total, listing = self.results.total, self.results.listing
        of = f"{total:,}" if listing.is_whole else f"{total - 1:,} or more"
        facts = [f"{self.results.cursor + 1:,} of {of}" if total else ""]
        if place == "results" and (selection := self.results.selection):
            facts.append(f"{selection[1] - selection[0] + 1:,} selected")
        if place == "search":
            facts = [counted(listing.hits) if total else ""]
        elif place == "article" and (selected := self.article.selected):
            facts = [f"{len(selected):,} {'character' if len(selected) == 1 else 'characters'} selected"]
        elif place == "article" and self.article.reading:
            hits, listed = self.article.hit_count, self.results.hit
            if listed is not None and listed.id != self.article.reading.article.id:
                facts = []
            if self.article.finding:
                facts = [f"found {self.article.hit_number} of {hits}: {self.article.finding}"]
            elif self.article.hit_number:
                facts.append(f"hit {self.article.hit_number} of {hits}")
            elif hits and not self.article.mention:
                facts.append("1 hit" if hits == 1 else f"{hits} hits")
            if self.article.mention:
                facts = self._about_name()
            else:
                facts.append(self.newness)
            facts.append(through(self.article.top, self.article.last_top))
        elif place == "related" and self.related.reports:
            facts = [f"{self.related.cursor + 1} of {len(self.related.reports)} related"]
        elif place == "filters" and self.shelf.filter:
            facts = [self.shelf.filter.query]
        elif place == "names" and self.cast.cast:
            facts = [f"{self.cast.cursor + 1} of {len(self.cast.cast)} names"]
        return [fact for fact in (*facts, self.activity) if fact]

    def _about_name(self) -> list[str]:
        name = self.article.mention
        if name is None:
            return []
        named = self.cast.find(name.entity)
        return [name.name, name.kind, *([counted(named[0].reports)] if named else [])]

    def _naming_note(self) -> list[str]:
        """Say that what was searched for has other spellings, and which key takes them in."""
        keys = self.keymap.keys_in("search-name", "results")
        if not self.names or not keys:
            return []
        return [f"{shown(keys[0])} finds {self.names[0].name} under every spelling"]

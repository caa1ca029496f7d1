"""Names on the main screen: shown, gone through, jumped to, looked up, and offered while one types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from briefreader.tui import messages
from briefreader.tui.actions import shown
from briefreader.tui.history import Visit
from briefreader.tui.reading import Query
from briefreader.tui.screens.together import Together
from briefreader.tui.widgets.cast import Cast
from briefreader.tui.widgets.named import NamedView
from briefreader.tui.widgets.searchbox import SearchBox

if TYPE_CHECKING:
    from briefreader.tui.trail import Spot


class Naming(Together):
    """The panes with a report, and what they do about the names in it."""

    _cast_of = ""
    _asked = ""
    _offered: messages.Offered | None = None
    _taken = 0
    _jumps: dict[str, Spot]
    _begun = ""

    # -- in the report

    def toggle_names(self) -> None:
        """Hide the names, or show them again."""
        shown = not self.article.names_shown
        self.article.show_names(shown)
        self.say("Names are marked." if shown else "Names are not marked.")
        self.save()

    def step_name(self, step: int) -> None:
        """Go to the next (1) or previous (-1) name."""
        if not self.article.step_name(step):
            self.say("No names in this report.")

    def open_name(self) -> None:
        """Show what there is about the current name."""
        name = self.article.mention
        if self.place == "names":
            if self.cast.entity is not None:
                self.open_entity(self.cast.entity.id)
        elif name is not None:
            self.open_entity(name.entity)
        elif self.article.link:
            self.say(self.article.link)
        else:
            self.say(f"Go to a name first{self._ways()}.")

    def _ways(self) -> str:
        """Return in words which keys go to a name."""
        ways = [("next-name", "goes to the next"), ("labels", "to any")]
        said = [f"{key} {words}" for action, words in ways if (key := self.key_of(action))]
        return f": {', '.join(said)}" if said else ""

    @on(Cast.Opened)
    @on(NamedView.NameClicked)
    def _clicked(self) -> None:
        self.open_name()

    def show_labels(self) -> None:
        """Write labels over the names and links on the screen; the next keys are those of one."""
        from briefreader.tui.labels import labels

        spots = self.article.spots_on_screen()
        if not spots:
            self.say("No names or links on the screen.")
            return
        self._jumps = dict(zip(labels(len(spots)), spots, strict=False))
        self._begun = ""
        self.article.show_labels({spot: label for label, spot in self._jumps.items()})
        self.say("Type a label to jump to it; Esc leaves.")

    def jump(self, key: str) -> bool:
        """Take a key of a label, and tell whether labels were shown; any other key takes them away."""
        if not self.article.labelled:
            return False
        begun = self._begun + key
        left = {label: spot for label, spot in self._jumps.items() if label.startswith(begun)}
        if begun not in left and left:
            self._begun = begun
            self.article.show_labels({spot: label[len(begun) :] for label, spot in left.items()})
            return True
        self.article.show_labels({})
        self.hush()
        if begun in left:
            self.article.go_to_spot(left[begun])
            if self.article.link:
                self.say(self.article.link)
        return True

    # -- the list of names

    def relate(self) -> None:
        """Fetch the names in the report on the screen too: the list of them is one key away."""
        super().relate()
        current = self.article.reading
        if current is not None and self._cast_of != current.article.id:
            self._cast_of = current.article.id
            self.fetch_cast(current.article.id)

    @on(messages.CastCame)
    def _cast_came(self, event: messages.CastCame) -> None:
        if event.report == self._cast_of:
            self.cast.show(event.cast)
            self.split_side()
            if not event.cast and self.place == "names":
                self.focus_place("related")
            self.tell()

    @on(messages.LibraryChanged)
    def _names_changed(self) -> None:
        self._cast_of = ""

    @on(Cast.Moved)
    def _cast_moved(self) -> None:
        self.tell()

    def show_nothing(self, words: str) -> None:
        """Clear the list of names with the report."""
        super().show_nothing(words)
        self._cast_of = ""
        self.cast.show(())
        self.split_side()

    def focus_names(self) -> None:
        """Go to the list of names."""
        if self.article.reading is None:
            self.say("No report is open.")
        elif not self.article.reading.article.mentions:
            self.say("No names in this report.")
        else:
            self.cast.display = True
            self.focus_place("names")

    # -- an entity

    def open_entity(self, entity: str) -> None:
        """Go to an entity."""
        if not entity:
            self.say("The library does not know this name yet.")
            return
        self.leave()
        self.history.open(Visit("", self.query_now, entity=entity))
        self.show_entity(entity, direct=True)

    def show_entity(self, entity: str, direct: bool = False) -> None:
        """Show what there is about an entity that is the history's current visit."""
        from briefreader.tui.screens.entity import EntityScreen

        screen = EntityScreen(
            self.paper, self.library, self.keymap, self.clock, self.history, entity, direct, self._decided
        )
        self.app.push_screen(screen, self._left)

    def _decided(self) -> None:
        self.post_message(messages.LibraryChanged())

    def _left(self, where: Visit | str | None) -> None:
        if isinstance(where, str):
            self.search_for(where)
        elif where is not None and where == self.history.current:
            self.go_to(where)
        elif where is not None:
            self.open(where)

    # -- searching

    def search_for(self, words: str) -> None:
        """Search for something else, and go to the results."""
        self.search_box.set_words(words)
        self.search(replace(self.query_now, words=words, typing=False))
        self.note_search()
        self.focus_place("results")

    def search_name(self) -> None:
        """Search for the name under the cursor; in the results, for the one the query names."""
        from briefreader.tui.offers import query_for

        name = self.article.mention
        if self.place == "names" and self.cast.entity is not None:
            self.search_for(query_for(self.cast.entity))
        elif self.place == "results" and self.names:
            self.search_for(query_for(self.names[0]))
        elif name is not None and self.place == "article":
            known = self.cast.find(name.entity)
            self.search_for(query_for(known[0]) if known else f"entity:{name.entity}")
        else:
            self.say(f"No name is marked{self._ways()}.")

    @on(SearchBox.Edited)
    def _typed(self, event: SearchBox.Edited) -> None:
        self._asked = event.words
        self.complete(event.words)

    @on(messages.Offered)
    def _offers_came(self, event: messages.Offered) -> None:
        if event.typed == self._asked and self.place == "search":
            self._offered = event if event.entities else None
            self._taken = 0
            keys = self.keymap.keys_in("next-pane", "search") or self.keymap.keys_in("take-offer", "search")
            self.rule.offer(event.entities, shown(keys[0]) if event.entities and keys else "")

    def no_offers(self) -> None:
        """Take away the names that are offered."""
        self._asked = ""
        self._offered = None
        self.rule.offer((), "")

    def take_offer(self) -> bool:
        """Put the name offered into the search line, the next one when it is there; tell whether any is."""
        offered = self._offered
        if offered is None:
            return False
        from briefreader.tui.offers import taken

        entity = offered.entities[self._taken % len(offered.entities)]
        self._taken += 1
        words = taken(offered.typed, offered.tail, entity)
        self.search_box.set_words(words)
        self._asked = words
        self.search(Query(words, self.query_now.sort, typing=True))
        return True

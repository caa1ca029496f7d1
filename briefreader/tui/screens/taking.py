"""Taking text along: the caret and what is selected with it, copied, with its citation or without."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on

from briefreader.errors import LibraryError
from briefreader.text import clean
from briefreader.tui import messages
from briefreader.tui.actions import ACTIONS
from briefreader.tui.screens.naming import Naming
from briefreader.tui.widgets.caret import CaretView

if TYPE_CHECKING:
    from briefreader.citations import Form
    from briefreader.model import Article
    from briefreader.tui.taken import Taken
    from briefreader.tui.widgets.choices import Choice

FORM_KEY = "citation"
"""Under which the library keeps the form of a citation that was chosen, after the one of the settings."""
NO_REPORT = "There is no report here."

_WALKS = tuple(
    action.id
    for action in ACTIONS
    if action.id.startswith(("caret-", "inner-", "around-")) and action.id != "caret-off"
)


class Taking(Naming):
    """The panes with a report, and what one takes out of it."""

    _form: Form | None = None

    @property
    def taking(self) -> Mapping[str, Callable[[], object]]:
        """What is done for each action, by its id."""
        return {
            **{action: partial(self._walk, action) for action in _WALKS},
            "copy": self._copy,
            "copy-cited": self._copy_cited,
            "citation": self._ask_form,
            "select": lambda: self.article.select("characters"),
            "select-lines": lambda: self.article.select("lines"),
            "swap-ends": self.article.swap_ends,
            "drop-selection": self.article.drop_selection,
            "caret-off": self.article.caret_off,
        }

    def _walk(self, action: str) -> None:
        if self.article.ground is None:
            self.say("No report is open.")
        else:
            self.article.walk(action, self.count)

    @on(CaretView.CaretMoved)
    def _caret_moved(self) -> None:
        self.tell()

    # -- which report

    def with_report(self, then: Callable[[Taken], object]) -> None:
        """Do something with what is selected, else with the report that is open or under the cursor."""
        from briefreader.tui.taken import Taken

        place = self.place
        reading = self.article.reading
        hit, related = self.results.hit, self.related.report
        if place in ("article", "names"):
            id = reading.article.id if reading else ""
        else:
            id = (related.id if related else "") if place == "related" else (hit.id if hit else "")
        if not id:
            self.say(NO_REPORT)
        elif reading is not None and reading.article.id == id:
            then(Taken(reading.article, self.article.selected if place == "article" else ""))
        else:
            self._work(
                "taken",
                lambda: messages.ReportFetched(
                    self.library.article(id), lambda article: then(Taken(article))
                ),
            )

    @on(messages.ReportFetched)
    def _fetched(self, event: messages.ReportFetched) -> None:
        event.then(event.article)

    # -- copying

    def _copy(self) -> None:
        article = self.article
        text = article.selected or article.paragraph
        if not text.strip():
            self.say("There is nothing to copy.")
            return
        article.drop_selection()
        self.copy_text(text)

    def copy_text(self, text: str, why: str = "") -> None:
        """Bring a text to the clipboard, and say how that went, after ``why``.

        Line ends at its end are left out: what is pasted into a shell must not run by itself.
        """
        own = self.library.settings.copy_command

        def work() -> messages.CopyCame:
            from briefreader.tui import clipboard

            try:
                ways = clipboard.roads(os.environ, own)
            except clipboard.NoCommand as error:
                return messages.CopyCame(clipboard.Copied(f"not copied: copy_command: {error}", True))
            copied = clipboard.copy(clean(text).rstrip("\n"), ways)
            return messages.CopyCame(replace(copied, words=why + copied.words))

        self._work("copy", work)

    @on(messages.CopyCame)
    def _copied(self, event: messages.CopyCame) -> None:
        copied = event.copied
        save = self.key_of("save")
        offer = f": {save} saves it" if copied.doubtful and save else ""

        def tell() -> None:
            self.say(copied.words + offer, copied.warning)

        if copied.sequence:
            self.post_message(messages.ForTerminal(copied.sequence, tell))
        else:
            tell()

    # -- citing

    @property
    def form(self) -> Form:
        """How citations are written: as chosen last, else as the settings say."""
        if self._form is None:
            from briefreader.citations import FORMS

            set_to = self.library.settings.citation
            try:
                before, _, chosen = (self.library.recall(FORM_KEY) or "").partition(":")
            except LibraryError:
                before = chosen = ""
            self._form = cast("Form", chosen if before == set_to and chosen in FORMS else set_to)
        return self._form

    def _copy_cited(self) -> None:
        paragraph = self.article.paragraph if self.place == "article" else ""

        def copy(taken: Taken) -> None:
            self.article.drop_selection()
            # A reference manager wants what was chosen to be quoted, not where one happened to be.
            in_words = self.form in ("plain", "markdown")
            self.copy_text(self._cited(taken.article, taken.quote or (paragraph if in_words else "")))

        self.with_report(copy)

    def _cited(self, article: Article, quote: str) -> str:
        from briefreader.citations import cite

        return cite(article, self.form, quote, self.clock().date())

    def _ask_form(self) -> None:
        from briefreader.citations import FORMS, NAMES
        from briefreader.tui.screens.ask import AskScreen
        from briefreader.tui.widgets.choices import Choice

        def choices(typed: str) -> Sequence[Choice]:
            wanted = typed.lower()
            forms = sorted(FORMS, key=lambda form: form != self.form)
            return [
                Choice(form, NAMES[form][0].upper() + NAMES[form][1:], "as now" if form == self.form else "")
                for form in forms
                if wanted in NAMES[form].lower()
            ]

        self.app.push_screen(AskScreen(self.paper, "How to cite", choices), self._form_chosen)

    def _form_chosen(self, chosen: str | None) -> None:
        if chosen is not None:
            from briefreader.citations import NAMES

            self._form = cast("Form", chosen)
            kept = f"{self.library.settings.citation}:{chosen}"
            self._work("form", lambda: self.library.remember(FORM_KEY, kept))
            self.say(f"{self.key_of('copy-cited') or 'Citing'} copies with {NAMES[self._form]} from now on.")

"""Driving the reader in a test: a few reports, and waiting for what a person would wait for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from textual.pilot import Pilot

from briefreader.library import Library
from briefreader.model import Article
from briefreader.tui.app import ReaderApp
from briefreader.tui.screens.main import MainScreen

NOW = datetime(2024, 9, 1, 12, tzinfo=UTC)
WAIT_SECONDS = 20.0

FLOOD = Article(
    id="flood",
    title="River bursts its banks at Elmstead",
    text="\n\n".join(
        [
            "The river Arn burst its banks at Elmstead on Sunday after three days of rain.",
            "Rescue boats took 120 people from their homes. Nobody was hurt.",
            *(f"Paragraph {n} says how the flood rose by {n} centimetres in the hour." for n in range(1, 31)),
            "The flood is expected to fall by Tuesday.",
        ]
    ),
    published=datetime(2024, 5, 5, 18, 30, tzinfo=UTC),
    source="Valley Herald",
    section="Weather",
    byline="Ann Ost",
)
AFTER = Article(
    id="after",
    title="Elmstead counts the cost of the flood",
    text="The flood at Elmstead on the river Arn left 40 houses without power. Rescue boats are still there.",
    published=datetime(2024, 5, 8, 9, 0, tzinfo=UTC),
    source="Valley Herald",
)
BRACKETS = Article(
    id="brackets",
    title="[b]Brackets[/b] in [red]headlines[/red] and \\[all] that",
    text="The text has [link=x]brackets[/link] as well.",
    published=datetime(2023, 1, 2, tzinfo=UTC),
    source="[i]Outlet[/i]",
)
UNDATED = Article(id="undated", title="A comet nobody dated", text="A comet was seen over the sea.")

REPORTS = (FLOOD, AFTER, BRACKETS, UNDATED)


def many(count: int) -> list[Article]:
    """Return reports with falling dates, the newest first."""
    day = datetime(2020, 1, 1, tzinfo=UTC)
    return [
        Article(
            f"n{n:05}", f"Report number {n}", f"All there is of report {n}.", day - timedelta(days=n), "Wire"
        )
        for n in range(count)
    ]


class Driver:
    """A running reader, its main screen, and a pilot for its keys."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The main screen, also when another is on top."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def press(self, *keys: str) -> None:
        """Press keys one after the other and let the screen answer."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Type words."""
        names = {" ": "space", '"': "quotation_mark", "/": "slash"}
        await self.press(*(names.get(char, char) for char in words))

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds that a person would see."""
        loop = asyncio.get_running_loop()
        end = loop.time() + WAIT_SECONDS
        while not holds():
            assert loop.time() < end, f"waited in vain: {what}\n{self.screen()}"
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    async def search(self, words: str, total: int) -> None:
        """Search for words and go on to the results once there are ``total``."""
        await self.press("slash")
        await self.type(words)
        await self.press("enter")
        await self.until(
            lambda: self.main.results.total == total and self.main.query_now.words == words,
            f"{words}: {total}",
        )

    async def open(self, title: str) -> None:
        """Wait until the article under the cursor is ``title``, and go into it."""
        await self.until(lambda: self.title == title, title)
        await self.press("enter")
        await self.until(lambda: self.main.place == "article")

    @property
    def title(self) -> str:
        """The title of the report that the article pane shows."""
        reading = self.main.article.reading
        return reading.article.title if reading else ""

    def screen(self) -> str:
        """Return what is on the screen as lines of text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    def lines(self) -> list[str]:
        """Return the lines of the screen."""
        return self.screen().splitlines()

    def styles_of(self, words: str) -> set[str]:
        """Return the styles in which words stand on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return {str(segment.style) for strip in strips for segment in strip if words in segment.text}


@asynccontextmanager
async def reader(
    library: Library, size: tuple[int, int] = (120, 40), clock: Callable[[], datetime] = lambda: NOW
) -> AsyncIterator[Driver]:
    """Run the reader on a library, and wait until its list is there."""
    app = ReaderApp(library, clock=clock)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: isinstance(app.screen, MainScreen))
        await driver.until(
            lambda: driver.main.results.total or "Nothing to read" in driver.screen(), "the list"
        )
        if driver.main.widths.article and driver.main.results.total:
            await driver.until(lambda: driver.title or "no longer" in driver.screen(), "the first report")
        yield driver

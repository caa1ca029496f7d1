"""How many bytes a key sends to the terminal, in the real program on ``corpus/`` at 80x24.

Bytes, unlike times, are the same whatever else the machine does: the most of several repetitions counts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefreader.library import Library
from tests.conftest import CORPUS
from tests.terminal import Terminal

KB = 1000
QUIET_SECONDS = 0.2
LONG_QUIET_SECONDS = 1.5
ESCAPE = "\x1b"

HOME = (ESCAPE, ESCAPE, ESCAPE, "1", "g", "g")
"""From any pane, with a caret or words in the search line, to the top of the list of everything."""

TABLE = [
    pytest.param([*HOME, "/"], "kataib hez", 3 * KB, id="a key in the search box"),
    pytest.param(HOME, "jjjjjjjj", 5 * KB, id="a row down in the results"),
    pytest.param([*HOME, "\r"], "jjjjjj", 3 * KB, id="a line down in the article"),
    pytest.param([*HOME, "\r", "l"], "llwwbehj", 600, id="the caret one step"),
    pytest.param([*HOME, "\r", "l", "v"], "llwwbehj", 600, id="a selection grown by one"),
    pytest.param([*HOME, "\r"], "JJJKJJ", 6 * KB, id="opening a report that was not shown yet"),
    pytest.param(HOME, "213231", 3 * KB, id="changing pane"),
    pytest.param([*HOME, "\r"], "\t\t\t\t\t", 3 * KB, id="next pane"),
    pytest.param(HOME, "mmurUV", 1 * KB, id="marking"),
]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A reader that all tests here share."""
    folder = tmp_path_factory.mktemp("bytes") / "library"
    with Library.open(folder) as library:
        library.index([CORPUS])
    with Terminal("read", library=folder) as opened:
        opened.wait("96 reports")
        opened.settle(1.0)
        yield opened


def cost(terminal: Terminal, key: str, quiet: float = QUIET_SECONDS) -> int:
    """Type and return the bytes that were sent for it, all that follows included."""
    before = len(terminal.sent)
    terminal.keys(key)
    terminal.settle(quiet)
    return len(terminal.sent) - before


def most(terminal: Terminal, first: list[str], keys: str, quiet: float = QUIET_SECONDS) -> int:
    """Return the most that one of ``keys`` sends, typed one after the other after ``first``."""
    for key in first:
        cost(terminal, key, quiet / 2)
    terminal.settle(2 * quiet)
    return max(cost(terminal, key, quiet) for key in keys)


@pytest.mark.parametrize(("first", "keys", "limit"), TABLE)
def test_no_key_sends_more_than_its_share(
    terminal: Terminal, first: list[str], keys: str, limit: int
) -> None:
    found = most(terminal, first, keys)
    if found > limit:  # on a busy machine what one key sends may come after the next
        found = most(terminal, first, keys, LONG_QUIET_SECONDS)
    assert 0 < found <= limit


def test_opening_a_report(terminal: Terminal) -> None:
    found = [most(terminal, [*HOME, *("j" * row)], "\r") for row in range(3)]
    assert 0 < max(found) <= 6 * KB


def test_ten_idle_seconds_send_nothing(terminal: Terminal) -> None:
    terminal.keys("\r")
    terminal.settle(1.0)
    before = len(terminal.sent)
    terminal.settle(10.0)
    assert len(terminal.sent) == before

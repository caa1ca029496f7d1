"""Text as bad as it comes, for every door into the program.

``HOSTILE_FACTOR`` multiplies the examples of every fuzzed door, and draws them at random: without it every
run of the tests is the same and short; ``tests/soak/README.md`` says what longer ones came to.
"""

from __future__ import annotations

import os
import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

MARKER = "Kestrelmark"
"""A word that every payload can be followed by, on a line of its own: it must be shown as it is."""

SEQUENCES = (
    "\x1b]52;c;cm0gLXJmIH4K\x07",  # put this into the clipboard
    "\x1b]52;c;?\x1b\\",  # say what is in it
    "\x9d52;c;cm0gLXJmIH4K\x9c",
    "\x1b]0;title\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]1337;File=inline=1:AAAA\x07",
    "\x1b]52;c;never closed",
    "\x1bPq#0;2;0;0;0~\x1b\\",  # a picture
    "\x1bP+q544e\x1b\\",
    "\x90$qm\x9c",
    "\x1b_Gf=24,s=1,v=1;AAAA\x1b\\",
    "\x9fapc\x9c",
    "\x1b^privacy\x1b\\",
    "\x1bXstart of string\x1b\\",
    "\x98sos\x9c",
    "\x1b[2J",
    "\x1b[31;1m",
    "\x9b2J",
    "\x1b[?1049l",
    "\x1b[?2004l",
    "\x1b[6n",
    "\x1b[>0q",
    "\x1b[21t",
    "\x1b[5i",  # print
    "\x1bc",
    "\x1b(0",
    "\x1b#8",
    "\x1bN\x1bO\x8e\x8f",
    "\x1b\x1b[A",
    "\x1b\x1b\x1b]",
    "\x1b[\x1b]0;x\x07",
    "\x1b",
    "\x9b",
    "\x05\x07\x08\x0e\x0f\x11\x13\x18\x1a\x7f",
    "\x00",
    "\r",
    "\r\n",
    "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029",
)
INVISIBLE = (
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u2068x\u2069",
    "\u200e\u200f\u061c",
    "Ham\u200bas",
    "\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e",
    "\u3164\uffa0\u115f\u1160\u17b4",
    "\U000e0001\U000e0041\U000e0042\U000e007f",
    "a" + "\ufe0f" * 100,
    "a" + "\U000e0100" * 100,
    "\u206a\u206f\ufff9x\ufffay\ufffb",
    "\U0001d173\U00013430\U0001bca0",
)
FLOODS = (
    "z\u0335\u0301\u0489" * 3 + "\u0300\u0316\u0335" * 100,
    "\u0301" * 50,
    " \u20dd\u20dd",
    "\u1100" + "\u1161" * 60 + "\u11a8" * 60,
    "\u0628" + "\u064b\u200d" * 60,
    "\u0e01" + "\u0e31" * 60,
    "\ufdfd" * 30,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 20,
    "\U0001f1e6" * 31,
    "\u65e5\u672c" * 60,
    "x" * 400,
    "\u00a0\u3000\u2003" * 20,
)
UNKNOWN = ("\ue000\uf8ff\U000f0000\U0010fffd", "\u0378\U0003ffff\ufdd0\ufffe\uffff", "\ud800", "\udc9b\udfff")
MARKUP = (
    "[@click=app.quit]here[/]",
    "[@click=app.bell()]",
    "[link=file:///etc/passwd]x[/link]",
    "[bold red on blue]x[/]",
    "[/]",
    "[/bold]",
    "\\[",
    "[$accent]",
    "[[",
    "]",
    "%s%n{0}{x!r}$(id)`id`",
    "&#27;]52;c;eA==&#7;",
    "&#x9b;2J&#x202e;&ZeroWidthSpace;&#0;",
    "\\u001b[2J\\x1b\\033",
    "<script>x</script><!-- ",
    "](javascript:x)",
    "'; DROP TABLE articles; --",
    '"',
    "entity:",
    "AND (NOT",
    "../x",
    "-",
    "--help",
    "=cmd|' /C calc'!A0",
    "\t\tcolumns\t",
    "\n---\n",
    "# ",
    "| a | b |\n|---|---|\n",
)
ATOMS = (*SEQUENCES, *INVISIBLE, *FLOODS, *UNKNOWN, *MARKUP)

ANY = st.characters(exclude_categories=())
"""Every code point there is, lone surrogates too."""

hostile = st.lists(
    st.one_of(st.sampled_from(ATOMS), st.text(ANY, max_size=8), st.just(MARKER)), min_size=1, max_size=8
).map("".join)
"""Text that wants to be more than text."""

encodable = hostile.map(lambda text: text.encode("utf-8", "replace").decode())
"""The same where Unicode must be whole."""


def mixture(seed: int) -> str:
    """Return tricks and characters of every kind mixed by ``seed``."""
    chance = random.Random(seed)
    pieces = [
        chance.choice(ATOMS) if chance.random() < 0.6 else chr(chance.randrange(0x110000))
        for _ in range(chance.randrange(1, 30))
    ]
    return "".join(pieces)


def fuzz(examples: int) -> settings:
    """Return how a test is fuzzed: so many examples, the same at every run without ``HOSTILE_FACTOR``."""
    factor = int(os.environ.get("HOSTILE_FACTOR", "1"))
    return settings(
        max_examples=examples * factor,
        derandomize=factor == 1,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

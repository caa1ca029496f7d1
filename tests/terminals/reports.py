"""Reports to take text from, and what was sent of them."""

from __future__ import annotations

import base64
import re
import unicodedata
from datetime import UTC, datetime

from briefreader.model import Article

SCRIPTS = unicodedata.normalize(
    "NFC",
    "Zażółć gęślą jaźń: naïve façade, Ærø, Kata\u2019ib.\n\n"
    "Ελληνικά, русский, العربية, עברית, 日本語の文章です。 한국어 too.\n\n"
    "Emoji 🎉👩🏽 and e\u0323\u0301 marks; $(rm) `id` \"quotes\" 'and' \\backslash\\ | > & ; # ! all stay.",
)
UNICODE = Article(
    "scripts", "Scripts of the world", SCRIPTS, datetime(2024, 5, 6, tzinfo=UTC), "Wire",
    url="https://wire.example/scripts",
)  # fmt: skip
PARAGRAPH = "Line {n} of a long report says that the river rose by {n} centimetres, żółw and all. "
LONG = Article(
    "long",
    "A long report",
    "\n\n".join((PARAGRAPH.format(n=n) * 4).strip() for n in range(300)),
    datetime(2024, 5, 5, tzinfo=UTC),
    "Wire",
)
REPORTS = (UNICODE, LONG)

assert len(LONG.text.encode()) > 100_000

OSC52 = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")


def copied(sent: bytes) -> list[str]:
    """Return what a terminal that was sent this has been told to put into its clipboard."""
    return [base64.b64decode(found, validate=True).decode() for found in OSC52.findall(sent)]

"""Whose words a passage gives."""

from __future__ import annotations

import re

from briefreader.model import Span

SAYING = r"(?:said|says|told|added|reported|stated|announced|confirmed|estimated|claimed|counted|put)"
"""A pattern of the words with which something is said."""

_ACCORDING = re.compile(r"\baccording to [^,.;:\n]{2,80}", re.IGNORECASE)
_SAID = re.compile(rf"(?:^|(?<=, )|(?<=; ))[^,;:\n]{{2,80}}?\b{SAYING}\b")


def attribution(text: str, passage: Span) -> Span | None:
    """Return where the passage says whose words it gives ("X said", "according to X"), None if nowhere."""
    match = _ACCORDING.search(text, *passage) or _SAID.search(text[passage[0] : passage[1]])
    if match is None:
        return None
    shift = 0 if match.re is _ACCORDING else passage[0]
    return match.start() + shift, match.end() + shift

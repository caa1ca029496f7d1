"""Reports of one event that agree, differ and follow one another, and of another event."""

from __future__ import annotations

from datetime import UTC, datetime

from briefreader.model import Article


def _report(id: str, title: str, source: str, published: datetime | None, *paragraphs: str) -> Article:
    return Article(id, title, "\n\n".join(paragraphs), published, source)


FIRST = _report(
    "first", "Ferry sinks off Port Amal", "Coast Wire", datetime(2024, 3, 4, 8, 30, tzinfo=UTC),
    "The ferry Bright Star sank off Port Amal on Monday, killing at least 41 people, the coast guard said.",
    "The Bright Star had left Port Amal for Kessa with 180 passengers on board, its owner Delmar Lines said.",
    "Fishing boats pulled survivors out of the water before dawn.",
    "Captain Ilan Torv is being questioned by the police in Port Amal.",
)  # fmt: skip
SECOND = _report(
    "second", "Dozens dead as Bright Star goes down near Port Amal", "Daily Ledger",
    datetime(2024, 3, 4, 15, 0, tzinfo=UTC),
    "The ferry Bright Star sank off Port Amal on Monday, killing at least 57 people, officials said.",
    "The Bright Star had left Port Amal for Kessa with 180 passengers on board, its owner Delmar Lines said.",
    "Divers found the wreck of the ferry at a depth of ninety metres, lying on its side.",
)  # fmt: skip
LATER = _report(
    "later", "Owner of sunken ferry Bright Star is arrested", "Coast Wire",
    datetime(2024, 3, 7, 9, 0, tzinfo=UTC),
    "Police arrested the owner of Delmar Lines three days after its ferry Bright Star sank off Port Amal.",
    "Prosecutors say that the Bright Star carried more cars than its papers allowed when it left for Kessa.",
    "The coast guard said the ferry Bright Star had passed no inspection since it was rebuilt.",
)  # fmt: skip
OTHER = _report(
    "other", "Chess title goes to Marit Olsen", "Daily Ledger", datetime(2024, 3, 5, 9, 0, tzinfo=UTC),
    "Marit Olsen won the chess championship in Reyk with a game to spare, beating the holder Ivo Brand.",
    "Her queen sacrifice in the opening will be studied for years, grandmasters said.",
)  # fmt: skip

EVENTS = (FIRST, SECOND, LATER, OTHER)
COPY = _report(
    "copy", "Bright Star sinks near Port Amal: dozens dead", "Harbour Post",
    datetime(2024, 3, 4, 16, 0, tzinfo=UTC), *SECOND.text.split("\n\n"),
)  # fmt: skip

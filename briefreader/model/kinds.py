"""What the records hold that is no class."""

from typing import Literal

Span = tuple[int, int]
"""Start and end (exclusive) in characters."""

MarkupKind = Literal["heading", "quote", "item", "code", "table", "rule", "strong", "emphasis", "link"]

EntityKind = Literal["person", "organisation", "place", "other"]

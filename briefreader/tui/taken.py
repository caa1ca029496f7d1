"""What one takes out of the reader: a report or words of it, as text, Markdown or JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from briefreader.citations import cite
from briefreader.formats import plain, record
from briefreader.model import Article
from briefreader.text import clean, fold

Kind = Literal["text", "markdown", "json"]
KINDS: dict[str, Kind] = {
    ".txt": "text", ".text": "text", "": "text", ".md": "markdown", ".markdown": "markdown", ".json": "json",
}  # fmt: skip
"""What a file holds, by the ending of its name."""

_NAME_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A report, and the words of it that are meant; without any, all of it."""

    article: Article
    quote: str = ""

    def text(self) -> str:
        """Return it as plain text: the words alone, or the report with its headline."""
        return clean(self.quote or f"{plain(self.article, None)}\n")

    def markdown(self) -> str:
        """Return it as Markdown: a quotation with its source, or the report with its front matter."""
        if self.quote:
            return f"{cite(self.article, 'markdown', self.quote)}\n"
        from briefreader.markdown import markdown

        return clean(markdown(self.article))

    def json(self) -> str:
        """Return it as a JSON object: the report's record, with the words as ``quote`` if there are any."""
        fields = record(self.article)
        if self.quote:
            fields.pop("text")
            fields["quote"] = self.quote
        fields = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"

    def as_kind(self, kind: Kind) -> str:
        """Return it as a file of a kind holds it, a line end after the last line."""
        made = {"text": self.text, "markdown": self.markdown, "json": self.json}[kind]()
        return made if made.endswith("\n") else f"{made}\n"

    @property
    def file_name(self) -> str:
        """A name for a file of it, made of the headline: ASCII letters, digits and hyphens."""
        words = re.findall(r"[a-z0-9]+", " ".join(fold(word) for word in self.article.title.split()))
        name = ""
        for word in words:
            if len(name) + len(word) >= _NAME_AT_MOST:
                break
            name = f"{name}-{word}" if name else word
        return f"{name or 'report'}.txt"

"""A recogniser for those who have spaCy and a model of their own: ``recogniser = "spacy:MODEL"``."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefreader.entities.recogniser import Kind, Mention, RecogniserError
from briefreader.model import Article, Span

# The labels of OntoNotes (English models) and of WikiNER and CoNLL (most others). Peoples and faiths (NORP)
# are no names of anybody here, nor are dates and figures.
_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "MISC": "other",
}
_PIECE = 100_000  # characters given to the model at once; spaCy itself refuses more than a million
_ENDINGS = ("'s", "’s", "'", "’")
_ARTICLES = ("the ", "The ", "a ", "an ")


class SpacyRecogniser:
    """Recognises with a spaCy pipeline.

    ``model`` is the name of an installed model or the path of one on disk. Raises RecogniserError, with what
    to do in one line, when spaCy or the model is missing.
    """

    def __init__(self, model: str) -> None:
        try:
            spacy: Any = importlib.import_module("spacy")
        except ImportError as error:
            advice = "pip install spacy, or choose the recogniser rules"
            raise RecogniserError(f"the recogniser spacy:{model} needs spaCy: {advice}") from error
        try:
            self._pipeline: Any = spacy.load(model)
        except (OSError, ValueError, ImportError) as error:
            raise RecogniserError(
                f"spaCy cannot load the model {model}: install it with python -m spacy download {model}"
            ) from error

    def recognise(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """Return the mentions of each report (see ``Recogniser.recognise``)."""
        found: list[list[Mention]] = [[] for _ in articles]
        read = self._pipeline.pipe(_pieces(articles), as_tuples=True)
        for document, (number, in_title, offset) in read:
            for entity in document.ents:
                kind = _KINDS.get(entity.label_)
                start, end = _trimmed(entity.text)
                if kind is not None and start < end:
                    at = offset + entity.start_char
                    found[number].append(Mention(at + start, at + end, kind, in_title=in_title))
        return found


def _pieces(articles: Iterable[Article]) -> Iterator[tuple[str, tuple[int, bool, int]]]:
    """Yield the titles and texts in pieces, with the report's number, whether a title, and the offset."""
    for number, article in enumerate(articles):
        for field, in_title in ((article.title, True), (article.text, False)):
            at = 0
            while at < len(field):
                end = len(field)
                if end - at > _PIECE:
                    end = field.rfind("\n", at, at + _PIECE) + 1 or field.rfind(" ", at, at + _PIECE) + 1
                    if end <= at:
                        end = at + _PIECE
                yield field[at:end], (number, in_title, at)
                at = end


def _trimmed(name: str) -> Span:
    """Return the part of an entity that is the name: no article before it, no possessive behind it."""
    start, end = 0, len(name)
    for article in _ARTICLES:
        if name.startswith(article):
            start = len(article)
            break
    for ending in _ENDINGS:
        if name.endswith(ending):
            end -= len(ending)
            break
    while start < end and name[start].isspace():
        start += 1
    while end > start and name[end - 1].isspace():
        end -= 1
    return start, end

"""Plain Whoosh on the same reports: its writer, codec and matchers, as the reference of the engine."""

from __future__ import annotations

from math import log
from typing import Any
from unittest.mock import patch

from whoosh import query as wq
from whoosh.analysis import IDTokenizer
from whoosh.fields import NUMERIC, TEXT, FieldType, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence
from whoosh.matching import AndMaybeMatcher

from briefreader.model import Article
from briefreader.search import analysis
from briefreader.search.schema import FORMS, NAME_FIELDS, TEXT_FIELDS, seconds

_SEVERAL = (wq.Prefix, wq.FuzzyTerm, wq.Wildcard, wq.TermRange)


class PlainWhoosh:
    """The living reports of a library, written into one segment of an ordinary Whoosh index."""

    def __init__(self, reports: dict[int, Article]) -> None:
        texts = {name: TEXT(analyzer=IDTokenizer()) for name in (*TEXT_FIELDS, *NAME_FIELDS)}
        forms = {name: FieldType(Existence(), IDTokenizer()) for name in FORMS.values()}
        number = {"bits": 64, "shift_step": 0}
        schema = Schema(
            key=NUMERIC(int, stored=True, **number), published=NUMERIC(int, **number), **texts, **forms
        )
        self._index = RamStorage().create_index(schema)
        with self._index.writer() as writer:
            for key, article in reports.items():
                writer.add_document(key=key, **_fields(article))

    def search(self, tree: Any) -> dict[int, float]:
        """Return the keys that Whoosh's own matchers find, with their scores."""
        with self._index.searcher() as searcher, patch.object(AndMaybeMatcher, "skip_to", _skip_both):
            found = searcher.search(self._settled(tree, searcher), limit=None)
            return {hit["key"]: found.score(n) for n, hit in enumerate(found)}

    def _settled(self, node: Any, searcher: Any) -> Any:
        """Return the query with a constant score for what stands for several terms.

        Whoosh itself scores those constantly or not by the number of terms and of documents.
        """
        if isinstance(node, _SEVERAL):
            count = len({hit["key"] for hit in searcher.search(node, limit=None)})
            if not count:
                return wq.NullQuery
            return wq.ConstantScoreQuery(node, node.boost * (log(searcher.doc_count() / (count + 1)) + 1))
        if isinstance(node, wq.Not):
            return wq.Not(self._settled(node.query, searcher))
        return node if node.is_leaf() else node.apply(lambda part: self._settled(part, searcher))


def _skip_both(matcher: Any, document: int) -> bool:
    """Skip as AndMaybeMatcher does, but the second clause to where the first came to.

    Whoosh 2.7.4 skips it to where it was sent, and so loses its score in an AND with a rarer clause.
    """
    moved = bool(matcher.a.skip_to(document))
    if matcher.a.is_active() and matcher.b.is_active():
        moved = bool(matcher.b.skip_to(matcher.a.id())) or moved
    return moved


def _fields(article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in TEXT_FIELDS:
        folded = analysis.words(getattr(article, name))
        fields[name] = [analysis.stem_of(word) for word in folded]
        fields[FORMS[name]] = sorted({word for word in folded if analysis.stem_of(word) != word})
    for name in NAME_FIELDS:
        fields[name] = analysis.words(getattr(article, name) or "")
    if article.published:
        fields["published"] = seconds(article.published)
    return {name: value for name, value in fields.items() if value not in ([], None)}

"""The same reports and questions for SQLite FTS5, tantivy (only the benchmark needs it) and Whoosh."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefreader.model import Article
from tests.benchmarks.queries import Query

HITS = 20
SNIPPET_WORDS = 32
SNIPPET_CHARACTERS = 200

_REPORT = "insert into report (rowid, title, text) values (?, ?, ?)"
_DATE = "insert into dates values (?, ?)"
_RANK = "bm25(report, 2.0, 1.0)"


class Fts5:
    """A table of SQLite FTS5: Porter's stems, accents folded, the title weighing twice.

    Dates stand in a table of their own, where they are found without reading the reports; and snippets
    are made of the hits that are shown alone.
    """

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts5.db")
        self.filled = bool(self._base.execute("select 1 from sqlite_master").fetchone())

    def fill(self, articles: Sequence[Article]) -> None:
        """Index the reports."""
        self._base.execute(
            "create virtual table report using fts5 (title, text, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        self._base.execute("create table dates (number integer primary key, published integer)")
        with self._base:
            self._base.executemany(_REPORT, ((n, a.title, a.text) for n, a in enumerate(articles, 1)))
            self._base.executemany(_DATE, ((n, _when(a)) for n, a in enumerate(articles, 1)))

    def megabytes(self) -> float:
        """Return the size of the index alone, without the reports."""
        self._base.execute("insert into report (report) values ('optimize')")
        return float(self._base.execute("select sum(length(block)) from report_data").fetchone()[0]) / 1e6

    def page(self, query: Query) -> list[Any] | None:
        """Return titles and snippets of the first hits; None where there is no such query."""
        if query.fuzzy:
            return None
        words = [f'"{word}"' for word in query.words]
        asked = {"and": " AND ", "or": " OR ", "phrase": " + "}[query.joint].join(words) + "*" * query.prefix
        shown = f"report.rowid, title, snippet(report, 1, '[', ']', '', {SNIPPET_WORDS})"
        joined = "report join dates on dates.number = report.rowid where report match ?1"
        if query.by_date:
            newest = f"select number from {joined} order by published desc limit {HITS}"
            sql = f"select {shown} from ({newest}) join report on report.rowid = number where report match ?1"
        elif query.dates:
            within = f"{joined} and published >= ?2 and published < ?3"
            sql = f"select {shown} from {within} order by {_RANK} limit {HITS}"
        else:
            sql = f"select {shown} from report where report match ?1 order by {_RANK} limit {HITS}"
        return self._base.execute(sql, (asked, *(query.dates or ()))).fetchall()

    def more_like(self, number: int) -> None:
        """There is no such query."""

    def commit(self, number: int, article: Article) -> None:
        """Add one report."""
        with self._base:
            self._base.execute(_REPORT, (number, article.title, article.text))
            self._base.execute(_DATE, (number, _when(article)))


class Tantivy:
    """An index of tantivy: English stems, the title weighing twice."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for field in ("title", "text"):
            builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
        builder.add_integer_field("number", stored=True, indexed=True, fast=True)
        builder.add_integer_field("published", indexed=True, fast=True)
        self._schema = builder.build()
        self._folder = folder / "tantivy"
        self.filled = self._folder.exists()
        self._folder.mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, str(self._folder))
        self._searcher = self._index.searcher()

    def fill(self, articles: Sequence[Article]) -> None:
        """Index the reports."""
        writer = self._index.writer(num_threads=1)
        for number, article in enumerate(articles, 1):
            writer.add_document(self._document(number, article))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _document(self, number: int, article: Article) -> Any:
        published = _when(article)
        return self._tantivy.Document(
            title=article.title,
            text=article.text,
            number=number,
            published=-(1 << 60) if published is None else published,
        )

    def megabytes(self) -> float:
        """Return the size of the index with the reports, which it keeps compressed."""
        return sum(path.stat().st_size for path in self._folder.iterdir()) / 1e6

    def _query(self, query: Query) -> Any:
        make, occur = self._tantivy.Query, self._tantivy.Occur
        boosts = {"title": 2.0, "text": 1.0}

        def either(build: Any) -> Any:
            return make.boolean_query(
                [(occur.Should, make.boost_query(build(f), b)) for f, b in boosts.items()]
            )

        parts = []
        whole = query.words[:-1] if query.prefix or query.fuzzy else query.words
        if query.joint == "phrase":
            whole, asked = (), '"' + " ".join(query.words) + '"'
            parts.append(self._index.parse_query(asked, ["title", "text"], field_boosts=boosts))
        parts += [self._index.parse_query(word, ["title", "text"], field_boosts=boosts) for word in whole]
        last = query.words[-1]
        if query.prefix:
            parts.append(either(lambda field: make.regex_query(self._schema, field, f"{last}.*")))
        if query.fuzzy:
            parts.append(either(lambda field: make.fuzzy_term_query(self._schema, field, last, 1, False)))
        if query.dates:
            first, end = query.dates
            parts.append(
                make.range_query(
                    self._schema, "published", self._tantivy.FieldType.Integer, first, end, True, False
                )
            )
        if len(parts) == 1:
            return parts[0]
        return make.boolean_query(
            [(occur.Should if query.joint == "or" else occur.Must, part) for part in parts]
        )

    def page(self, query: Query) -> list[Any] | None:
        """Return titles and snippets of the first hits, counted exactly like ours."""
        asked = self._query(query)
        order = {"order_by_field": "published"} if query.by_date else {}
        found = self._searcher.search(asked, HITS, count=True, **order)
        cutter = self._tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, "text")
        cutter.set_max_num_chars(SNIPPET_CHARACTERS)
        page = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            shown = cutter.snippet_from_doc(document)
            page.append((document["number"][0], document["title"][0], shown.fragment(), shown.highlighted()))
        return page

    def more_like(self, number: int) -> None:
        """Find the reports like one of them."""
        make = self._tantivy.Query
        own = make.term_query(self._schema, "number", number)
        address = self._searcher.search(own, 1).hits[0][1]
        for _, other in self._searcher.search(make.more_like_this_query(address), 10).hits:
            self._searcher.doc(other)["title"]

    def commit(self, number: int, article: Article) -> None:
        """Add one report."""
        writer = self._index.writer(num_threads=1)
        writer.add_document(self._document(number, article))
        writer.commit()
        self._index.reload()


class Whoosh:
    """An index of plain Whoosh, with its own analysis."""

    name = "Whoosh"

    def __init__(self, folder: Path) -> None:
        from whoosh import analysis, fields, index

        import briefreader.search  # noqa: F401  (silences what Python says of Whoosh)

        text = fields.TEXT(analyzer=analysis.StemmingAnalyzer())
        schema = fields.Schema(
            number=fields.NUMERIC(unique=True, stored=True),
            title=text,
            text=text,
            published=fields.NUMERIC(int, 64),
        )
        folder = folder / "whoosh"
        self.filled = folder.exists()
        folder.mkdir(exist_ok=True)
        self._index = index.open_dir(folder) if self.filled else index.create_in(folder, schema)

    def fill(self, articles: Sequence[Article]) -> None:
        """Index the reports."""
        writer = self._index.writer(limitmb=128)
        for number, article in enumerate(articles, 1):
            writer.add_document(**self._fields(number, article))
        writer.commit()

    def _fields(self, number: int, article: Article) -> dict[str, Any]:
        found = {"number": number, "title": article.title, "text": article.text, "published": _when(article)}
        return {name: value for name, value in found.items() if value is not None}

    def commit(self, number: int, article: Article) -> None:
        """Add one report."""
        writer = self._index.writer()
        writer.update_document(**self._fields(number, article))
        writer.commit()
        self._index = self._index.refresh()


def _when(article: Article) -> int | None:
    return int(article.published.timestamp()) if article.published else None

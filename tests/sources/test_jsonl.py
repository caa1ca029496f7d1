"""JSON: a record a line, a list, one object; and what is wrong with records."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefreader.limits import Limits
from briefreader.model import Skipped
from briefreader.sources import read_stream
from briefreader.sources.records import lines, values


def record(**fields: object) -> str:
    return json.dumps({"text": "Some text.", **fields})


def test_a_record_with_everything(read_file) -> None:
    articles, reasons = read_file(
        "one.jsonl",
        record(
            id="a-1", title=" A  storm ", text=" Line one.\n\n  Line two. ", published="2024-01-31T11:43:00Z",
            source="Wire", section="World", byline="By Jane Doe", url="https://x.example/a", language="en",
            unknown={"a": [1]},
        ),
    )  # fmt: skip
    article = articles[0]
    assert reasons == []
    assert (article.id, article.title, article.text) == ("a-1", "A storm", " Line one.\n\n  Line two. ")
    assert article.published == datetime(2024, 1, 31, 11, 43, tzinfo=UTC)
    assert (article.source, article.section, article.byline) == ("Wire", "World", "Jane Doe")
    assert (article.url, article.language) == ("https://x.example/a", "en")
    assert article.path is not None
    assert article.path.endswith("daily-wire/one.jsonl")


def test_a_record_with_text_alone(read_file) -> None:
    articles, _ = read_file("one.jsonl", record())
    article = articles[0]
    assert (article.id, article.published, article.source, article.byline) == ("", None, None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A storm\n\nIt came at night.", "A storm"),
        ("\n\n  A storm \nIt came.", "A storm"),
        ("One line only.", "One line only."),
        ("It came at night. " + "And it went on and on. " * 20, "It came at night"),
        ("word " * 100, "word " * 23 + "word…"),
    ],
)
def test_without_a_title_the_first_line_serves_and_the_text_stays(read_file, text: str, title: str) -> None:
    articles, _ = read_file("one.jsonl", record(text=text))
    assert (articles[0].title, articles[0].text) == (title, text)


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"body": "Body.", "text": None}, "text", "Body."),
        ({"body": "Body.", "text": ""}, "text", "Body."),
        ({"body": "Body.", "text": "Text."}, "text", "Text."),
        ({"source": {"name": "Wire", "id": 1}}, "source", "Wire"),
        ({"author": "Jane Doe"}, "byline", "Jane Doe"),
        ({"authors": ["Jane Doe", {"name": "Ali Hassan"}]}, "byline", "Jane Doe, Ali Hassan"),
        ({"id": 17}, "id", "17"),
        ({"id": ""}, "id", ""),
        ({"id": None}, "id", ""),
        ({"title": "a\n\tb\u202e\x1b[31mc"}, "title", "a bc"),
        ({"text": "a\r\nb\x07\x1b]52;c;aGk=\x07c\u202e"}, "text", "a\nbc"),
        ({"text": "caf\u0065\u0301"}, "text", "café"),
        ({"text": "half \ud83d pair"}, "text", "half  pair"),
        ({"Title": "Upper"}, "title", "Upper"),
    ],
)  # fmt: skip
def test_fields(read_file, fields: dict[str, object], name: str, value: object) -> None:
    articles, reasons = read_file("one.jsonl", record(**fields))
    assert reasons == []
    assert getattr(articles[0], name) == value


@pytest.mark.parametrize(
    ("published", "moment"),
    [
        ("2024-01-31T11:43:00Z", "2024-01-31T11:43+00:00"),
        ("2024-01-31", "2024-01-31T00:00+00:00"),
        ("Wed, 31 Jan 2024 11:43:00 GMT", "2024-01-31T11:43+00:00"),
        (1706701380, "2024-01-31T11:43+00:00"),
        (1706701380.0, "2024-01-31T11:43+00:00"),
        ("1706701380", "2024-01-31T11:43+00:00"),
        ("20240131", "2024-01-31T00:00+00:00"),
        ("", None),
        (None, None),
    ],
)
def test_published(read_file, published: object, moment: str | None) -> None:
    articles, reasons = read_file("one.jsonl", record(published=published))
    assert reasons == []
    assert articles[0].published == (datetime.fromisoformat(moment) if moment else None)


@pytest.mark.parametrize("published", ["soon", "03/04/2024", "2024-02-30", True, [], {}, 1e300, "9" * 5000])
def test_an_unreadable_date_is_said_once_a_file(read_file, published: object) -> None:
    articles, reasons = read_file("one.jsonl", "\n".join([record(published=published)] * 3))
    assert [article.published for article in articles] == [None] * 3
    assert len(reasons) == 2
    assert reasons[0].startswith("line 1: published is not a clear date")
    assert reasons[1] == "the same with published in 2 more records"


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "{",
        '{"text": "cut',
        '{"text": "a" "b"}',
        "[]",
        '["text"]',
        '"text"',
        "17",
        "null",
        "{}",
        '{"title": "no text"}',
        '{"text": ""}',
        '{"text": " \\n "}',
        '{"text": "\\u200b\\u001b[31m"}',
        '{"text": 17}',
        '{"text": ["a"]}',
        '{"text": NaN}',
        '{"text": "a", "text": "b"}',
        '{"text": "a", "Text": "b"}',
        '{"text": "a", "n": ' + "9" * 5000 + "}",
        '{"text": "a", "deep": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_report_is_named_and_passed_over(read_file, line: str) -> None:
    articles, reasons = read_file("one.jsonl", f"{record(id='a')}\n\n{line}\n{record(id='b')}\n")
    assert [article.id for article in articles] == ["a", "b"]
    assert len(reasons) == 1
    assert reasons[0].startswith("line 3: ")


@pytest.mark.parametrize(
    "field",
    [{"title": 5}, {"source": [1]}, {"byline": True}, {"url": {}}, {"id": True}, {"id": 1.5}, {"id": []}],
)
def test_an_optional_field_of_the_wrong_kind_is_left_out_and_named(
    read_file, field: dict[str, object]
) -> None:
    articles, reasons = read_file("one.jsonl", record(**field))
    assert [(a.title, a.text) for a in articles] == [("Some text.", "Some text.")] or articles[0].source == ""
    if field != {"source": [1]}:
        assert len(reasons) == 1
        assert reasons[0].startswith(f"line 1: {next(iter(field))} is ")


def test_nan_and_null_are_nothing(read_file) -> None:
    articles, reasons = read_file(
        "one.jsonl", '{"text": "a", "title": NaN, "published": Infinity, "source": null, "x": -Infinity}'
    )
    assert reasons == []
    assert (articles[0].title, articles[0].published, articles[0].source) == ("a", None, None)


@pytest.mark.parametrize("given", ["a b", "a\tb", "a\nb", "x" * 201, "a\x1b[31mb", "a\u202eb"])
def test_an_unsafe_id_is_made_safe_and_stays_its_own(read_file, given: str) -> None:
    other = given.replace("a", "A").replace("x", "X")
    articles, _ = read_file("one.jsonl", "\n".join(record(id=i) for i in (given, given, other, given[:1])))
    first, again, differs, plain = (article.id for article in articles)
    assert first == again
    assert len({first, differs, plain}) == 3
    assert len(first) <= 200
    assert first.isprintable()
    assert not any(c.isspace() for c in first)


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.json", f"[{record(id=1)}, {record(id=2)}]", ["1", "2"]),
        ("a.json", f"\n[\n{record(id=1)}\n,\n{record(id=2)}\n]\n", ["1", "2"]),
        (
            "a.json",
            json.dumps([{"id": "1", "text": 'a ] } , " \\ ['}, {"id": "2", "text": "b"}], indent=2),
            ["1", "2"],
        ),
        ("a.json", record(id=1), ["1"]),
        ("a.json", json.dumps({"id": 1, "text": "x", "deep": {"a": [1, {"b": 2}]}}, indent=2), ["1"]),
        ("a.json", f"{record(id=1)}\n{record(id=2)}\n", ["1", "2"]),
        (
            "a.json",
            json.dumps({"id": 1, "text": "x"}, indent=1) + json.dumps({"id": 2, "text": "x"}, indent=1),
            ["1", "2"],
        ),
        ("a.jsonl", f"[{record(id=1)},\n {record(id=2)}]", ["1", "2"]),
        ("a.ndjson", f"{record(id=1)}\r\n{record(id=2)}", ["1", "2"]),
        ("a.txt", f"{record(id=1)}\n{record(id=2)}\n", ["1", "2"]),
        ("a", f"[{record(id=1)}]", ["1"]),
        ("a.JSON", f"[{record(id=1)}]", ["1"]),
    ],
)
def test_a_list_an_object_or_lines_whatever_the_name(
    read_file, name: str, content: str, ids: list[str]
) -> None:
    plain, reasons = read_file(name, content)
    packed, more = read_file(name + ".gz", gzip.compress(content.encode()))
    disguised, still_more = read_file("b", gzip.compress(content.encode()))
    assert [a.id for a in plain] == [a.id for a in packed] == [a.id for a in disguised] == ids
    assert reasons == more == still_more == []


@pytest.mark.parametrize(
    ("content", "ids", "reasons"),
    [
        (
            f'[{record(id=1)}, {{"text": }}, 17, {record(id=2)}]',
            ["1", "2"],
            ["record 2: not JSON", "record 3: not an"],
        ),
        (f"[{record(id=1)}, {record(id=2)}", ["1", "2"], []),
        (f'[{record(id=1)}, {{"text": "cut', ["1"], ["record 2: not JSON"]),
        ("[]", [], ["holds no report"]),
        ("{}", [], ["line 1: has no text"]),
        ("null", [], ["record 1: not an object"]),
        ("only words", [], ["record 1: not JSON"]),
    ],
)
def test_what_is_wrong_with_a_list(read_file, content: str, ids: list[str], reasons: list[str]) -> None:
    articles, found = read_file("a.json", content)
    assert [a.id for a in articles] == ids
    assert len(found) == len(reasons)
    assert all(reason.startswith(start) for reason, start in zip(found, reasons, strict=True))


def test_problems_past_a_bound_are_counted(read_file) -> None:
    _, reasons = read_file("a.jsonl", "bad\n" * 1050 + record(), Limits(complaints=10))
    assert len(reasons) == 11
    assert reasons[-1] == "and 1,040 more that could not be read"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_record_too_long_is_named_and_the_next_read(read_file, name: str) -> None:
    long, short = record(id=1, text="x" * 5000), record(id=2)
    content = f"{long}\n{short}\n" if name == "a.jsonl" else f"[{long}, {short}]"
    articles, reasons = read_file(name, content, Limits(record_bytes=1024))
    assert [a.id for a in articles] == ["2"]
    assert len(reasons) == 1
    assert reasons[0].endswith(" 1: longer than 1 kB")


@pytest.mark.parametrize("filler", [b"x", b"\n", b"x\n", b" ", b"[", b'"', b","])
@pytest.mark.parametrize("start", [b"", b"[", b'{"text": "'])
def test_a_packed_file_without_end_ends(read_file, start: bytes, filler: bytes) -> None:
    bomb = gzip.compress(start + filler * ((8 << 20) // len(filler)))
    limits = Limits(record_bytes=1 << 16, barren_bytes=1 << 18, barren_records=100)
    articles, reasons = read_file("a.jsonl.gz", bomb, limits)
    assert articles == []
    assert reasons != []
    assert len(reasons) < 120


def test_packed_data_that_is_cut_off_or_damaged_gives_what_it_can(read_file) -> None:
    packed = gzip.compress("\n".join(record(id=n) for n in range(20_000)).encode())
    articles, reasons = read_file("cut.jsonl.gz", packed[:-2000])
    assert len(articles) > 1000
    assert reasons == ["cannot be read to its end: the compressed data is cut off"]
    broken = packed[:5000] + bytes(b ^ 255 for b in packed[5000:5100]) + packed[5100:]
    articles, reasons = read_file("bad.jsonl.gz", broken)
    assert any("the compressed data is damaged" in reason for reason in reasons)


def test_packed_members_one_after_another_are_one_file(read_file) -> None:
    members = b"".join(gzip.compress((record(id=n) + "\n").encode()) for n in range(3))
    articles, reasons = read_file("a.jsonl.gz", members + b"\0\0\0")
    assert [a.id for a in articles] == ["0", "1", "2"]
    assert reasons == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings(read_file, encoding: str) -> None:
    content = "\n".join(f'{{"id": {n}, "text": "Çağlayan’da"}}' for n in range(2000))
    articles, reasons = read_file("a.jsonl", content.encode(encoding))
    assert reasons == []
    assert len(articles) == 2000
    assert {a.text for a in articles} == {"Çağlayan’da"}


def test_a_bad_byte_spoils_only_itself(read_file) -> None:
    good = '{"text": "Übung é"}'.encode()
    articles, _ = read_file("a.jsonl", good + b"\n" + good.replace(b"bung", b"b\xffng") + b"\n" + good)
    assert [a.text for a in articles] == ["Übung é", "Üb\ufffdng é", "Übung é"]


class Dripping(io.RawIOBase):
    """A pipe that gives a few bytes at a time."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step = data, step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece = self._data[: min(self._step, len(buffer))]
        self._data = self._data[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("step", [1, 3, 1000])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize(
    "content", [f"{record(id=1)}\nbad\n{record(id=2)}", f"[{record(id=1)}, 7 ,{record(id=2)}]"]
)
def test_a_stream(step: int, pack, content: str) -> None:
    skipped: list[Skipped] = []
    stream = Dripping(pack(content.encode()), step)
    articles = list(read_stream(stream, "standard input", skipped.append))
    assert [a.id for a in articles] == ["1", "2"]
    assert [(s.path, s.reason.split(" ")[1]) for s in skipped] == [("standard input", "2:")]
    assert articles[0].path is None


def test_an_empty_stream_is_named() -> None:
    skipped: list[Skipped] = []
    assert list(read_stream(io.BytesIO(), "standard input", skipped.append)) == []
    assert skipped == [Skipped("standard input", "is empty")]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_records_do_not_depend_on_how_the_bytes_come(size: int) -> None:
    listed = b' [ {"a": "x]},\\""} , [1,[2]], "s,]", 3 ,\n{} ] '
    rowed = b'{"a": 1}\n{"b": "}{"}\t{"c": [1, {}]}'
    lined = b"one\r\n\n two \nthree"

    def cut(data: bytes) -> list[bytes]:
        return [data[at : at + size] for at in range(0, len(data), size)]

    assert [value for _, value in values(cut(listed), 100)] == [
        b'{"a": "x]},\\""}',
        b"[1,[2]]",
        b'"s,]"',
        b"3",
        b"{}",
    ]
    assert [value for _, value in values(cut(rowed), 100)] == [b'{"a": 1}', b'{"b": "}{"}', b'{"c": [1, {}]}']
    assert list(lines(cut(lined), 100)) == [(1, b"one"), (3, b"two"), (4, b"three")]


def test_the_reuters_briefs(request: pytest.FixtureRequest) -> None:
    reuters = Path(request.config.rootpath).parent / "shared/data/reuters/reuters-21578.jsonl.gz"
    if not reuters.exists():
        pytest.skip("the evaluation sets are not beside the checkout")
    from briefreader.sources import read, walk

    skipped: list[Skipped] = []
    articles = [a for file in walk([reuters], skipped.append) for a in read(file, skipped.append)]
    assert len(articles) == 18257
    assert skipped == []
    assert all(a.title and a.text and a.source == "Reuters" for a in articles)
    assert sum(a.published is None for a in articles) < 10

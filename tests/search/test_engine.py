"""What a small library does not show: size, merges, workers, pages, snippets, suggestions."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.search import (
    Index,
    IndexDamaged,
    codec,
    dictionary,
    line,
    merge,
    parse,
    snippet,
    terms,
    worker,
    writer,
)
from briefreader.search.errors import Dropped
from tests.search.conftest import report

Make = Callable[..., Index]
GAP = st.one_of(st.integers(0, 300), st.sampled_from([254, 255, 256, 510, 65_534, 65_535, 65_536, 2**32 - 1]))


def keys(index: Index, query: str, **options: object) -> list[int]:
    return index.search(parse(query), 1000, **options).keys  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.lists(st.lists(GAP, min_size=1, max_size=40), min_size=1, max_size=12), st.randoms())
def test_gaps_are_unpacked_as_they_were_packed(runs: list[list[int]], draw: random.Random) -> None:
    gaps = np.array([gap for run in runs for gap in run], np.int64)
    counts = np.array([len(run) for run in runs])
    starts = np.cumsum(counts) - counts
    packed, modes, ends = codec.pack(gaps, starts)
    sizes = np.diff(ends[starts + counts - 1], prepend=0)
    assert len(packed) <= 4 * len(gaps)
    wanted = [np.cumsum(run).tolist() for run in runs]
    together = codec.sums_of_runs(packed, modes, sizes, counts)
    assert together.tolist() == [total for run in wanted for total in run]
    at = 0
    for run, sums, mode, size in zip(runs, wanted, modes, sizes, strict=True):
        assert codec.sums(packed[at : at + size], mode).tolist() == sums
        cuts = [0, *sorted(draw.sample(range(1, len(run)), draw.randrange(len(run)))), len(run)]
        parts = [part for part in pairwise(cuts) if draw.random() < 0.7]
        bases = np.array(sorted(draw.choices(range(1 << 40), k=len(parts))), np.int64)
        firsts, lasts = np.array(parts, np.int64).reshape(-1, 2).T
        places = [
            (base + total, number)
            for number, (base, (a, b)) in enumerate(zip(bases.tolist(), parts, strict=True))
            for total in np.cumsum(run[a:b]).tolist()
        ]
        packed_run = packed[at : at + size]
        for short in (0, size):
            with patch.object(codec, "_SHORT", short):
                some, of = codec.chosen_sums(packed_run, mode, len(run), firsts, lasts - firsts, bases)
            assert list(zip(some.tolist(), of.tolist(), strict=True)) == places
        at += size


def test_a_report_of_a_million_words(new_index: Make) -> None:
    words = [f"w{n % 997}" for n in range(1_000_000)]
    words[700_000:700_002] = ["needle", "thread"]
    words[900_000] = "needle"
    text = " ".join(words)
    index = new_index()
    index.write([(1, report("Long", text)), (2, report("Short", "needle and thread w1"))], (), 1, "s")
    assert keys(index, '"needle thread"') == [1]
    assert keys(index, "needle thread") == [2, 1]
    assert keys(index, '"w1 w2 w3"') == keys(index, '"w996 w0"') == [1]
    assert set(keys(index, "w1")) == {1, 2}
    ((shown, spans, _),) = index.shown(parse('"needle thread"'), [(1, "", text)], 120)
    assert [shown[a:b] for a, b in spans] == ["needle thread"]


@pytest.mark.parametrize("coded", [0, 1, 2])
def test_positions_in_a_few_reports_are_those_in_all(
    new_index: Make, monkeypatch: pytest.MonkeyPatch, coded: int
) -> None:
    monkeypatch.setattr(line, "CODED", coded)

    def text(n: int) -> str:
        return "filler " * (300 * (n % 11 == 0)) + "oil " * (400 if n % 700 == 5 else n % 3 + 1)

    index = new_index()
    index.write([(n, report(f"Number {n}", text(n))) for n in range(3000)], (), 1, "s")
    (segment,) = index._snapshot.segments
    field = segment.fields["text"]
    number, bases = field.find(b"oil"), np.zeros(3000, np.int64)
    assert field.line.has_code(number) == (coded > 0)
    everywhere, of = field.positions(number, np.arange(3000), np.arange(3000), bases)
    assert len(everywhere) == sum(text(n).count("oil") for n in range(3000))
    monkeypatch.setattr(terms, "_MANY", 0)
    for chosen in ([0], [5], [2999], [5, 1405]):
        found = field.positions(number, np.array(chosen), np.array(chosen), bases[: len(chosen)])
        assert [places.tolist() for places in found] == [
            [place for doc in chosen for place in everywhere[of == doc].tolist()],
            [at for at, doc in enumerate(chosen) for _ in everywhere[of == doc]],
        ]


def test_what_is_kept_of_finished_words_follows_the_library(new_index: Make) -> None:
    index = new_index()
    texts = ["oil price rises", "oil price and the price of oil futures", "rates rise", "futures rise"]
    index.write([(n, report(f"Number {n}", text)) for n, text in enumerate(texts)], (), 1, "s")
    typed = [parse(f"oil price {begun}", typing=True) for begun in ("r", "ri", "rise", "f", "fu")]
    before = [index.search(query, 10) for query in typed]
    assert [found.total for found in before] == [1, 1, 1, 1, 1]
    more = [(n, report(f"Number {n}", "the oil price rises, " * n)) for n in range(10, 14)]
    for revision, (added, removed) in enumerate([(more, []), ([], [1])], 2):
        index.write(added, removed, revision, "s")
        fresh = Index.open(index._folder)
        for query in typed:
            kept, anew = index.search(query, 10), fresh.search(query, 10)
            assert (kept.total, kept.keys, kept.scores) == (anew.total, anew.keys, anew.scores)
    assert [index.search(query, 10).total for query in typed] == [5, 5, 5, 0, 0]


def test_terms_looked_up_together_are_found_as_one_by_one(new_index: Make) -> None:
    words = ["a", "interna", "internat", "internation", "internationalist", "zürich", "zz"]
    index = new_index()
    index.write([(n, report(f"Number {n}", f"{word} oil w{n}")) for n, word in enumerate(words)], (), 1, "s")
    (segment,) = index._snapshot.segments
    asked = [b"", b"intern", b"internati", b"zzz"]
    for name in ("text", "title"):
        asked += segment.fields[name].all()
        field = segment.fields[name]
        numbers = field.find_all(asked, dictionary.beginnings(asked))
        assert numbers == [field.find(term) for term in asked]
        there = [number for number in numbers if number >= 0]
        docs = [doc for number in there for doc in field.documents(number).tolist()]
        assert terms.unpack([field.packed(there)]).tolist() == docs
    assert terms.unpack([]).tolist() == []


def test_a_word_of_ten_thousand_letters(new_index: Make) -> None:
    index = new_index()
    index.write([(1, report("x" * 10_000, "y" * 10_000 + " end")), (2, report("Other", "words"))], (), 1, "s")
    for query in ("x" * 10_000, "y" * 9_000 + "*", "end", "xxxx*"):
        assert keys(index, query) == [1]


def _reports(count: int) -> list[tuple[int, object]]:
    return [
        (
            n,
            report(
                f"Number {n}", f"word{n % 7} common text, the {n}th of them. " * (n % 5 + 1), "2024-01-01"
            ),
        )
        for n in range(count)
    ]


QUERIES = (
    "common",
    "word3",
    '"common text"',
    "wor*",
    "number -word3",
    "coomon~",
    "12* OR 13*",
    "after:2023 text",
)


@pytest.mark.parametrize("cores", [1, 2])
def test_a_large_import_is_cut_built_and_merged_as_if_it_were_one(
    new_index: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    whole, cut = new_index("whole"), new_index("cut")
    reports = [*_reports(400), *_reports(30)]
    whole.write(reports, (), 1, "s")  # type: ignore[arg-type]
    monkeypatch.setattr(writer, "_BATCH_WORDS", 500)
    monkeypatch.setattr(worker, "cores", lambda: cores)
    cut.write(reports, [5], 1, "s")  # type: ignore[arg-type]
    assert len(list((tmp_path / "cut").glob("*.segment"))) == 1
    assert cut.count() == whole.count() == 400
    for query in QUERIES:
        mine, theirs = (index.search(parse(query), 500) for index in (cut, whole))
        assert mine.keys == theirs.keys
        assert mine.scores == pytest.approx(theirs.scores)


def test_what_a_lost_worker_had_to_do_is_done(new_index: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_BATCH_WORDS", 500)
    monkeypatch.setattr(worker, "cores", lambda: 2)
    monkeypatch.setattr(worker, "_START", "import sys; sys.exit(1)")
    index = new_index()
    index.write(_reports(100), (), 1, "s")  # type: ignore[arg-type]
    assert index.count() == len(keys(index, "common")) == 100


def test_an_error_in_a_worker_is_the_error_of_the_commit(
    new_index: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_BATCH_WORDS", 500)
    monkeypatch.setattr(worker, "cores", lambda: 2)
    lines = worker._START.replace("worker.serve()", "worker.build = None; worker.serve()")
    monkeypatch.setattr(worker, "_START", lines)
    index = new_index()
    with pytest.raises(TypeError):
        index.write(_reports(100), (), 1, "s")  # type: ignore[arg-type]
    assert (index.count(), index.revision) == (0, 0)
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == ["lock", "manifest"]


def test_no_room_for_a_merge_is_no_reason_not_to_commit(
    new_index: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(segments: object, path: Path) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    index = new_index()
    with monkeypatch.context() as patched:
        patched.setattr(merge, "merge", full)
        for n, entry in enumerate(_reports(20), 1):
            index.write([entry], (), n, "s")  # type: ignore[list-item]
    assert index.count() == len(keys(index, "common")) == 20
    index.write([], (), 21, "s")
    assert index.count() == len(keys(index, "common")) == 20
    assert len(list((tmp_path / "index").glob("*.segment"))) < 8


def test_a_merge_does_not_carry_damage_on(new_index: Make, tmp_path: Path) -> None:
    index = new_index()
    for n, entry in enumerate(_reports(5), 1):
        index.write([entry], (), n, "s")  # type: ignore[list-item]
    index.close()
    segment = sorted((tmp_path / "index").glob("*.segment"))[0]
    content = bytearray(segment.read_bytes())
    content[100] ^= 1
    segment.write_bytes(content)
    again = new_index()
    with pytest.raises(IndexDamaged, match="is damaged"):
        again.write(_reports(9)[8:], (), 6, "s")  # type: ignore[arg-type]
    assert again.revision == 5


def test_segments_stay_few_and_none_is_merged_often() -> None:
    sizes: list[int] = []
    merged = 0
    for _ in range(20_000):
        sizes.append(150)
        while groups := merge.choose(sizes):
            for group in groups:
                merged += sum(sizes[n] for n in group)
                sizes.append(sum(sizes[n] for n in group))
            gone = {n for group in groups for n in group}
            sizes = [size for n, size in enumerate(sizes) if n not in gone]
        assert len(sizes) <= 5
    assert merged < 60 * 150 * 20_000


@pytest.mark.parametrize(
    ("sizes", "dead", "chosen"),
    [
        ([], [], []),
        ([100], [0.0], []),
        ([100] * 5, [0.0] * 5, []),
        ([100] * 6, [0.0] * 6, [[0, 1, 2, 3, 4, 5]]),
        ([100_000, *[100] * 5], [0.0] * 6, [[1, 2, 3, 4, 5]]),
        ([1, 2, 4, 8, 16, 32], [0.0] * 6, [[0, 1]]),
        ([1, 1, 2, 4, 8, 16], [0.0] * 6, [[0, 1, 2, 3, 4, 5]]),
        ([1000, 100], [0.6, 0.4], [[0]]),
        ([30_000_000] * 9, [0.0] * 9, []),
        ([16_000_000] * 6, [0.0] * 6, [[0, 1], [2, 3], [4, 5]]),
    ],
)
def test_which_segments_are_merged(sizes: list[int], dead: list[float], chosen: list[list[int]]) -> None:
    assert merge.choose(sizes, dead) == chosen


def test_pages_of_one_search_fit_together_while_the_library_grows(new_index: Make) -> None:
    index = new_index()
    index.write(_reports(60), (), 1, "s")  # type: ignore[arg-type]
    first = index.search(parse("common"), 20)
    whole = keys(index, "common")
    index.write([(1000 + n, report("Common common", "common")) for n in range(50)], [3, 4, 5], 2, "s")
    pages = [index.search(parse("common"), 20, at, state=first.state).keys for at in (20, 40)]
    assert [*first.keys, *pages[0], *pages[1]] == whole
    assert index.search(parse("common"), 20).keys[0] >= 1000


def test_a_search_that_nobody_waits_for_ends(new_index: Make) -> None:
    index = new_index()
    index.write(_reports(10), (), 1, "s")  # type: ignore[arg-type]
    asked: list[bool] = []

    def dropped() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(Dropped):
        index.search(parse("common text OR word3"), 10, dropped=dropped)
    assert len(asked) == 3


TEXT = (
    "The morning was quiet. " * 60
    + "Then the Kata'ib Hezbollah militia\n\nsuspended its attacks on the bases; attacks had been many. "
    + "The evening was quiet too. " * 60
)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("attacks", ["attacks", "attacks"]),
        ("kataib attacks", ["Kata'ib", "attacks", "attacks"]),
        ('"suspended its attacks"', ["suspended its attacks"]),
        ("suspending", ["suspended"]),
        ("suspen*", ["suspended"]),
        ("hezbolah~", ["Hezbollah"]),
        ("title:quiet militia", ["quiet", "militia"]),
        ("zebra OR bases", ["bases"]),
        ("zebra", []),
    ],
)
def test_the_passage_by_positions_is_the_passage_by_the_text(
    new_index: Make, query: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Short texts are searched themselves; this one is to go the way of the long ones.
    monkeypatch.setattr("briefreader.search.passages.SHORT", 0)
    index = new_index()
    index.write([(1, report("Quiet", "zebra")), (2, report("Zebra quiet", TEXT))], (), 1, "s")
    parsed = parse(query)
    ((passage, spans, _),) = index.shown(parsed, [(2, "", TEXT)], 160)
    hits = [passage[a:b] for a, b in spans]
    assert hits == shown or {hit.lower() for hit in hits} >= {word.lower() for word in shown}
    assert len(passage) <= 162
    if shown:
        assert passage == snippet(TEXT, parsed, 160)[0]


def test_a_snippet_of_a_text_that_changed_since_is_still_right(
    new_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.search.passages.SHORT", 0)
    index = new_index()
    index.write([(1, report("Title", "one two three needle"))], (), 1, "s")
    for now in ("", "needle", "a needle in a new text", "nothing of the kind", "x " * 1000 + "needle"):
        ((passage, spans, _),) = index.shown(parse("needle"), [(1, "", now)], 60)
        assert [passage[a:b] for a, b in spans] == ["needle"] * ("needle" in now)


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("suspention of atacks", "suspension of attacks"),
        ("the MILITIAA AND bases", "the militia AND bases"),
        ("suspenison", "suspension"),
        ("source:levnat drones", "source:levant drones"),
        ("suspension", None),
        ("suspending", None),
        ("qqqqqq", None),
        ("atac* atacks~", None),
        ('atacks tag:atacks note:"atacks" is:unred', 'attacks tag:atacks note:"atacks" is:unred'),
        ("", None),
    ],
)
def test_did_you_mean(new_index: Make, query: str, suggested: str | None) -> None:
    index = new_index()
    index.write(
        [
            (
                1,
                report(
                    "Suspension of attacks",
                    "The suspension of all attacks by the militia",
                    source="Levant Wire",
                ),
            ),
            (2, report("Bases", "The bases were attacked with drones")),
        ],
        (),
        1,
        "s",
    )
    assert index.suggest(parse(query)) == suggested

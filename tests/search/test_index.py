"""The index: writing, replacing, removing, sorting, paging, and the same as Whoosh itself finds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from briefreader.search import Index, parse
from tests.search.conftest import report

Make = Callable[..., Index]


def keys(index: Index, query: str = "", **options: object) -> list[int]:
    return index.search(parse(query), 1000, **options).keys  # type: ignore[arg-type]


def test_a_new_index_holds_nothing(new_index: Make) -> None:
    index = new_index()
    assert (index.count(), index.revision, index.store_id) == (0, 0, "")
    assert keys(index) == keys(index, "word") == keys(index, "a* b~ -c") == []
    assert index.more_like(report("Title", "Text"), 5, ()) == []


def test_reports_come_are_replaced_and_go(new_index: Make, tmp_path: Path) -> None:
    index = new_index()
    index.write(
        [(1, report("One", "red")), (2, report("Two", "red green")), (7, report("Seven", "blue"))], (), 3, "s"
    )
    assert keys(index, "red") == [1, 2]
    index.write([(2, report("Two", "blue"))], [1], 4, "s")
    assert (keys(index, "red"), sorted(keys(index, "blue")), index.count()) == ([], [2, 7], 2)
    index.write([], [7, 99], 5, "s")
    assert (keys(index, "blue"), keys(index), index.count()) == ([2], [2], 1)
    index.write([(2, report("Two", "black"))], [2], 6, "t")
    assert (keys(index, "black"), keys(index, "blue"), index.count()) == ([2], [], 1)
    index.write([], [2], 7, "t")
    assert (keys(index), index.count(), index.revision, index.store_id) == ([], 0, 7, "t")
    again = new_index()
    assert (again.count(), again.revision, again.store_id) == (0, 7, "t")


def test_of_a_key_twice_in_one_commit_the_last_counts(new_index: Make) -> None:
    index = new_index()
    index.write([(1, report("A", "old")), (2, report("B", "other")), (1, report("A", "new"))], (), 1, "s")
    assert (keys(index, "old"), keys(index, "new"), index.count()) == ([], [1], 2)
    index.write([(1, report("A", "newer")), (1, report("A", "newest")), (1, report("A", "last"))], (), 2, "s")
    assert (keys(index, "new* OR newest"), keys(index, "last"), index.count()) == ([], [1], 2)


def test_many_small_commits_are_as_one_and_stay_few_files(new_index: Make, tmp_path: Path) -> None:
    many, one = new_index("many"), new_index("one")
    reports = [(n, report(f"Number {n}", f"word{n % 7} common text", "2024-01-01")) for n in range(60)]
    for revision, entry in enumerate(reports, 1):
        many.write([entry], [n for n in (revision - 11,) if n >= 0 and n % 5 == 0], revision, "s")
    one.write(reports, [], 1, "s")
    one.write([], [n for n in range(49) if n % 5 == 0 and n <= 49], 2, "s")
    for query in ("common", "word3", '"common text"', "wor*", "number -word3", ""):
        assert set(keys(many, query)) == set(keys(one, query)), query
    assert len(list((tmp_path / "many").glob("*.segment"))) < 20


def test_what_is_removed_is_found_by_no_kind_of_query(new_index: Make) -> None:
    index = new_index()
    text = "The quick runners crossed the river"
    index.write([(n, report("Runners", text, "2024-01-01", source="Wire")) for n in range(40)], (), 1, "s")
    index.write([], range(0, 40, 2), 2, "s")
    odd = set(range(1, 40, 2))
    for query in (
        "runners",
        '"quick runners"',
        "runn*",
        "runer~",
        "source:wire",
        "on:2024",
        "-zebra",
        "quick OR zebra",
        "",
    ):
        assert set(keys(index, query)) == odd, query
        assert index.search(parse(query), 5).total == len(odd)
        assert set(keys(index, query, sort="date")) == odd
    assert set(index.more_like(report("Runners", text), 100, ())) <= odd


def test_a_rare_word_among_many_is_looked_up_with_the_same_score(new_index: Make) -> None:
    index = new_index()
    index.write(
        [(n, report(f"Title {n}", "common words" + " rare" * (n % 100 == 7) * n)) for n in range(600)],
        (),
        1,
        "s",
    )
    index.write([], [107, 108], 2, "s")
    rare, common, both = (index.search(parse(q), 1000, 0, "date") for q in ("rare", "common", "rare common"))
    assert both.keys == rare.keys == [7, 207, 307, 407, 507]
    alone = dict(zip(common.keys, common.scores, strict=True))
    assert both.scores == [pytest.approx(s + alone[k]) for k, s in zip(rare.keys, rare.scores, strict=True)]


def test_after_a_rest_all_is_found_as_before_and_nothing_is_held(new_index: Make) -> None:
    index = new_index()
    reports = [(n, report(f"Drones {n}", f"Drones over {n} towns.")) for n in range(300)]
    index.write(reports, (), 1, "s")
    asked = [parse(words) for words in ("drones", "towns 17", "dr*", '"over 5"')]
    before = [index.search(query, 20) for query in asked]
    assert index._cache._size > 0
    index.rest()
    assert index._cache._size == 0
    assert [index.search(query, 20) for query in asked] == before


def test_relevance_sorts_titles_first_then_newest_then_by_key(new_index: Make) -> None:
    index = new_index()
    index.write(
        [
            (1, report("Other news", "The flood came to the town.")),
            (2, report("Other news", "The flood came to the town.", "2024-01-01")),
            (3, report("The flood", "Other news came to the town.", "2023-01-01")),
            (4, report("Other news", "The flood came to the town.", "2024-02-01")),
            (5, report("Other news", "The flood came to the town.", "2024-01-01")),
            (6, report("Other news", "The rain came to the town.", "2024-01-01")),
        ],
        (),
        1,
        "s",
    )
    page = index.search(parse("flood"), 10)
    assert page.keys == [3, 4, 2, 5, 1]
    assert page.scores == sorted(page.scores, reverse=True)
    assert keys(index, "floo*") == [3, 4, 2, 5, 1]


def test_by_date_is_newest_first_undated_last_then_by_key(new_index: Make) -> None:
    index = new_index()
    dates = {4: "2024-01-01", 2: "2024-01-01", 9: "1871-05-01", 1: None, 3: "2024-01-01T00:00:01", 0: None}
    for revision, (key, date) in enumerate(dates.items()):
        index.write([(key, report("Word", "word " * (key + 1), date))], (), revision, "s")
    wanted = [3, 2, 4, 9, 0, 1]
    assert keys(index, "word", sort="date") == wanted
    assert keys(index, "") == wanted
    assert keys(index, "before:2000") == [9]


def test_pages_are_cuts_of_one_list_with_one_total(new_index: Make) -> None:
    index = new_index()
    reports = [(n, report("Word", "word " * (n % 5 + 1), f"2024-01-{n % 28 + 1:02}")) for n in range(95)]
    index.write(reports[:50], (), 1, "s")
    index.write(reports[50:], (), 2, "s")
    for sort in ("relevance", "date"):
        whole = keys(index, "word", sort=sort)
        paged = [key for at in range(0, 100, 10) for key in keys_at(index, at, sort)]
        assert paged == whole
    assert index.search(parse("word"), 10, 1000).keys == []
    assert index.search(parse("word"), 0).total == 95


def keys_at(index: Index, offset: int, sort: str) -> list[int]:
    page = index.search(parse("word"), 10, offset, sort)  # type: ignore[arg-type]
    assert page.total == 95
    return page.keys


def test_an_error_while_writing_leaves_all_as_it_was(new_index: Make, tmp_path: Path) -> None:
    index = new_index()
    index.write([(1, report("One", "red"))], (), 1, "s")
    before = sorted(path.name for path in (tmp_path / "index").iterdir())

    def failing() -> object:
        yield 2, report("Two", "green")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        index.write(failing(), [1], 2, "s")  # type: ignore[arg-type]
    assert (keys(index), index.revision, new_index().revision) == ([1], 1, 1)
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before
    index.write([(2, report("Two", "green"))], (), 2, "s")
    assert sorted(keys(index)) == [1, 2]


def test_a_library_of_one_report_and_queries_for_everything_and_nothing(new_index: Make) -> None:
    index = new_index()
    index.write([(7, report("Only", "the only report there is"))], (), 1, "s")
    for query in (
        "",
        "only",
        '"only report"',
        "onl*",
        "o*",
        "onli~",
        "-zebra",
        "NOT (zebra OR quagga)",
        "on* OR -on*",
    ):
        page = index.search(parse(query), 10)
        assert (page.total, page.keys) == (1, [7]), query
        assert index.search(parse(query), 10, sort="date").keys == [7]
    for query in (
        "zebra",
        '"report only"',
        "ze*",
        "zebraa~2",
        "-only",
        "only -report",
        "title:there",
        "after:1900",
    ):
        page = index.search(parse(query), 10)
        assert (page.total, page.keys) == (0, []), query
    assert index.more_like(report("Only", "the only report there is"), 5, [7]) == []
    index.write([], [7], 2, "s")
    assert index.search(parse("-zebra"), 10).total == index.search(parse(""), 10).total == 0


def test_odd_reports_are_indexed(new_index: Make) -> None:
    index = new_index()
    index.write(
        [
            (1, report("", "")),
            (2, report("x" * 10_000, "y" * 10_000)),
            (3, report("العربية", "Київ 北京 ½ ﷺ 🙂 naïve")),
            (4, report("", "word " * 70_000 + "last words")),
            (2**40, report("big key", "", "9999-12-31T23:59:59")),
            (6, report("old", "", "0001-01-01")),
        ],
        (),
        1,
        "s",
    )
    assert index.count() == 6
    assert keys(index, "naive") == keys(index, "київ") == keys(index, "العربية") == [3]
    assert keys(index, "x" * 4_000) == [2]
    assert keys(index, '"last words"') == [4]
    assert keys(index, "after:9999") == [2**40]
    assert keys(index, "before:0002") == [6]
    assert len(keys(index)) == 6


def test_threads_read_while_one_writes(new_index: Make) -> None:
    index = new_index()
    index.write([(n, report("Steady", "constant words here")) for n in range(200)], (), 1, "s")
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            for query in ("steady", '"constant words"', "const*", "-moving"):
                try:
                    total = index.search(parse(query), 10).total
                except Exception as error:
                    wrong.append(error)
                    return
                if total != 200:
                    wrong.append((query, total))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for revision in range(2, 22):
        index.write([(1000 + revision, report("Moving", "moving"))], [1000 + revision - 1], revision, "s")
    stop.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert index.count() == 201

"""Names in the library: found by any spelling, offered while typing, described, decided about."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefreader.errors import Ambiguous, LibraryError, NotFound
from briefreader.library import Library
from briefreader.model import Article
from briefreader.store.database import FILE_NAME
from tests.made import LibraryOf

KATAIB = "Kata'ib Hezbollah"


def report(id: str, text: str, day: int | None = None, month: int = 1) -> Article:
    return Article(id, "Report", text, day and datetime(2024, month, day, tzinfo=UTC))


REPORTS = (
    report(
        "one",
        "Drones were sent by Kata'ib Hezbollah, officials in Baghdad said. Kata'ib Hezbollah denied it.",
        1,
    ),
    report("two", "In Iraq the militia Kataib Hezbollah said it would stop. The Kata'ib had no choice.", 2),
    report("three", "In Beirut the movement Hezbollah said nothing. Hezbollah is watched by Israel.", 3),
    report("four", "Quds Force Commander Esmail Qaani flew to Baghdad. Qaani met leaders there.", 4),
    report("five", "The visit of Esmail Ghaani to Baghdad was short, a diplomat in Iraq said.", 5),
)


@pytest.fixture
def named(library_of: LibraryOf) -> Library:
    """A library of reports on the same few under several spellings."""
    return library_of(REPORTS)


def ids(library: Library, query: str, **options: object) -> list[str]:
    return [hit.id for hit in library.search(query, **options)]  # type: ignore[arg-type]


def found(library: Library, query: str, **options: object) -> set[str]:
    return set(ids(library, query, **options))


def notes(library: Library, query: str) -> str:
    return " ".join(library.search(query).notes)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('entity:"Kataib Hezbollah"', {"one", "two"}),
        ('entity:"kata’ib hezbollah"', {"one", "two"}),
        ("entity:Kata'ib", {"one", "two"}),
        ('org:"Kata\'ib Hezbollah"', {"one", "two"}),
        ("entity:Hezbollah", {"three"}),
        ('person:"Esmail Ghaani"', {"four", "five"}),
        ("person:Qaani", {"four", "five"}),
        ('entity:"The Kata\'ib" baghdad', {"one"}),
        ('entity:"Kataib Hezbollah" OR person:Ghaani', {"one", "two", "four", "five"}),
        ('-entity:"Kataib Hezbollah" hezbollah', {"three"}),
        ('NOT entity:"Kataib Hezbollah" NOT person:Ghaani', {"three"}),
        ('entity:("Kataib Hezbollah" OR Qaani) after:2024-01-02', {"two", "four", "five"}),
        ("place:Baghdad person:Qaani", {"four", "five"}),
        ('entity:"Kataib Hezbollah" entity:Iraq', {"two"}),
    ],
)
def test_a_name_finds_its_reports_by_any_spelling(named: Library, query: str, expected: set[str]) -> None:
    assert found(named, query) == expected


def test_the_corpus_keeps_its_traps_apart(corpus_library: Library) -> None:
    kataib = found(corpus_library, 'entity:"Kataib Hezbollah"', limit=100)
    only = [
        article.id
        for article in corpus_library.export()
        if "Kataib Hezbollah" not in article.text + article.title and "Kata'ib" in article.text
    ]
    assert kataib.issuperset(only)
    assert only
    bare = found(corpus_library, "entity:Hezbollah", limit=100)
    assert bare
    for id in bare - kataib:
        assert "Kata" not in corpus_library.article(id).text


def test_what_is_found_by_a_name_sorts_and_pages(named: Library) -> None:
    assert ids(named, "place:Baghdad", sort="date") == ["five", "four", "one"]
    assert ids(named, "place:Baghdad", sort="date", limit=1, offset=1) == ["four"]
    assert named.search("place:Baghdad", limit=1).total == 3


def test_all_spellings_of_a_name_are_marked(named: Library) -> None:
    text = "Kata'ib Hezbollah, or Kataib Hezbollah: the Kata'ib, not Hezbollah."
    spans = named.highlight("entity:Kata'ib", text)
    assert [text[slice(*span)] for span in spans] == [KATAIB, "Kataib Hezbollah", "Kata'ib"]
    (hit,) = named.search("entity:Kata'ib two OR militia entity:Kata'ib", limit=1)
    assert "Kataib Hezbollah" in [hit.snippet[slice(*span)] for span in hit.snippet_spans]


def test_an_acronym_is_not_marked_where_a_word_is_spelt_like_it(library: Library) -> None:
    library.add([report("a", "The US said so. It told us that the US Army was in Iraq, and us too.")])
    (hit,) = library.search("place:US")
    assert {hit.snippet[slice(*span)] for span in hit.snippet_spans} == {"US"}


def test_a_name_that_nobody_has_is_searched_for_as_words(named: Library) -> None:
    assert found(named, "entity:drones") == {"one"}
    assert "“drones” is known" in notes(named, "entity:drones")
    assert "near it: Kata'ib Hezbollah" in notes(named, 'entity:"Kataib Hizbollah"')
    assert "No person “Baghdad” is known" in notes(named, "person:Baghdad")


def test_a_name_half_typed_finds_what_begins_so(named: Library) -> None:
    typed = 'entity:"Kata\'ib Hezbollah"'
    for end in range(len('entity:"') + 1, len(typed) + 1):
        assert found(named, typed[:end], typing=True) >= {"one", "two"}, typed[:end]
    assert found(named, "hezbollah -entity:Kat", typing=True) == {"one", "two", "three"}


def test_one_spelling_of_several_finds_them_all_and_says_so(library: Library) -> None:
    library.add(
        [
            report("joe", "President Joe Biden spoke in Ohio. Biden left early."),
            report("jill", "First lady Jill Biden spoke in Texas. Biden stayed."),
        ]
    )
    assert found(library, "person:Biden") == {"joe", "jill"}
    assert "Joe Biden" in notes(library, "person:Biden")
    assert "Jill Biden" in notes(library, "person:Biden")
    with pytest.raises(Ambiguous, match="Jill Biden"):
        library.entity("Biden")


def test_a_plain_query_says_who_else_it_may_mean(named: Library) -> None:
    (entity,) = named.search("Ghaani").names
    assert entity.name in ("Esmail Qaani", "Esmail Ghaani")
    assert {spelling for spelling, _ in entity.spellings} >= {"Esmail Qaani", "Esmail Ghaani"}
    assert found(named, f"entity:{entity.id}") == {"four", "five"}
    (also,) = named.search('short "esmail ghaani"').names
    assert also.id == entity.id


@pytest.mark.parametrize("query", ["Beirut", "Kataib Hezbollah", "drones", "", "entity:Ghaani", "-Ghaani"])
def test_a_query_that_finds_all_of_a_name_offers_nothing(named: Library, query: str) -> None:
    assert named.search(query).names == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kata", [KATAIB]),
        ("Kata’", [KATAIB]),
        ("hez", [KATAIB, "Hezbollah"]),
        ("the kat", [KATAIB]),
        ("hez kata", [KATAIB]),
        ("bagh", ["Baghdad"]),
        ("zzz", []),
        ("", []),
        ("'", []),
    ],
)
def test_names_are_completed(named: Library, typed: str, expected: list[str]) -> None:
    assert [entity.name for entity in named.complete(typed)] == expected


def test_completion_offers_the_most_named_first_and_no_more_than_asked(named: Library) -> None:
    first, second = named.complete("b", 2)
    assert (first.name, first.reports, second.name) == ("Baghdad", 3, "Beirut")
    assert len(named.complete("b", 1)) == 1


def test_completion_knows_spellings_and_given_names(named: Library) -> None:
    (one,), (other,) = named.complete("qaa"), named.complete("ghaa")
    assert one.id == other.id
    named.decide("rename", one.id, "The Shadow Commander")
    assert [entity.id for entity in named.complete("shad")] == [one.id]


def test_a_portrait(named: Library) -> None:
    named.add([report("six", "Quds Force Commander Esmail Qaani was in Baghdad.", 8)])
    portrait = named.portrait("Esmail Ghaani")
    assert (portrait.entity.reports, portrait.entity.kind) == (3, "person")
    assert portrait.roles == (("Quds Force Commander", 2),)
    assert portrait.step == "day"
    assert portrait.timeline == (
        (date(2024, 1, 4), 1),
        (date(2024, 1, 5), 1),
        (date(2024, 1, 6), 0),
        (date(2024, 1, 7), 0),
        (date(2024, 1, 8), 1),
    )
    assert [(one.name, count) for one, count in portrait.companions][:2] == [
        ("Baghdad", 3),
        ("Quds Force", 2),
    ]
    assert found(named, f"entity:{portrait.entity.id}") == {"four", "five", "six"}


def test_a_timeline_of_months_and_of_years(library: Library) -> None:
    library.add([report("a", "Rain fell in Baghdad.", 1, 1), report("b", "It rained in Baghdad.", 1, 6)])
    portrait = library.portrait("Baghdad")
    assert portrait.step == "month"
    assert [count for _, count in portrait.timeline] == [1, 0, 0, 0, 0, 1]
    library.add([Article("old", "t", "Snow fell in Baghdad.", datetime(1009, 1, 1, tzinfo=UTC))])
    portrait = library.portrait("Baghdad")
    assert portrait.step == "year"
    assert portrait.timeline[-1] == (date(2024, 1, 1), 2)
    assert len(portrait.timeline) <= 100


def test_the_cast_of_a_report(named: Library) -> None:
    cast = named.cast("two")
    assert [(entity.name, entity.kind, count) for entity, count in cast] == [
        (KATAIB, "organisation", 2),
        ("Iraq", "place", 1),
    ]
    assert [entity.reports for entity, _ in cast] == [2, 2]
    with pytest.raises(NotFound):
        named.cast("nope")


def test_counts_follow_what_comes_changes_and_goes(named: Library) -> None:
    assert named.entity("Baghdad").reports == 3
    named.add([report("one", "Nothing happened in Basra.", 1)])
    assert (named.entity("Baghdad").reports, named.entity("Basra").reports) == (2, 1)
    named.forget(["four", "five"])
    with pytest.raises(NotFound):
        named.entity("Baghdad")
    assert named.complete("bagh") == []


# -- decisions


def test_decisions_by_a_person_are_kept_told_and_undone(named: Library) -> None:
    named.decide("merge", "Hezbollah", "Kata'ib Hezbollah")
    assert found(named, "entity:Hezbollah") == {"one", "two", "three"}
    named.decide("rename", "Beirut", "Beyrouth")
    assert [str(one) for one in named.decisions()] == [
        "Hezbollah and Kata'ib Hezbollah merged",
        "Beirut renamed Beyrouth",
    ]
    assert named.undo_decision(1) == "Hezbollah and Kata'ib Hezbollah merged"
    assert found(named, "entity:Hezbollah") == {"three"}
    assert [one.value for one in named.decisions()] == ["Beyrouth"]
    named.undo_decision()
    with pytest.raises(LibraryError, match="no decision"):
        named.undo_decision()


def test_a_spelling_split_off_is_its_own_in_every_report(named: Library) -> None:
    before = named.entity(KATAIB)
    named.decide("split", "Kata'ib")
    assert found(named, "entity:Kata'ib") == {"two"}
    assert named.entity("Kata'ib").spellings == (("Kata'ib", 1),)
    assert dict(named.entity(KATAIB).spellings) == {KATAIB: 2, "Kataib Hezbollah": 1}
    named.add([report("more", "The militia Kata'ib Hezbollah left. The Kata'ib said so.")])
    assert found(named, "entity:Kata'ib") == {"two", "more"}
    named.forget(["more"])
    named.undo_decision()
    assert named.entity("Kata'ib") == before


def test_decisions_that_contradict_one_another(named: Library) -> None:
    with pytest.raises(LibraryError, match="one already"):
        named.decide("merge", "Kataib Hezbollah", "Kata'ib")
    with pytest.raises(LibraryError, match="nothing to split"):
        named.decide("split", "Beirut")
    named.decide("merge", "Hezbollah", "Kata'ib Hezbollah")
    named.decide("split", "Hezbollah")
    assert found(named, "entity:Hezbollah") == {"three"}
    named.decide("merge", "Hezbollah", "Kata'ib Hezbollah")
    assert found(named, "entity:Hezbollah") == {"one", "two", "three"}


@pytest.mark.parametrize(
    ("verb", "name", "value", "says"),
    [
        ("merge", "Nobody", "Beirut", "Nobody"),
        ("merge", "Beirut", "Nobody", "Nobody"),
        ("split", "Nobody", "", "Nobody"),
        ("rename", "Beirut", "", "needs a name"),
        ("rename", "Beirut", "x" * 201, "too long"),
        ("kind", "Beirut", "planet", "planet"),
    ],
)
def test_a_decision_that_makes_no_sense_is_one_line(
    named: Library, verb: str, name: str, value: str, says: str
) -> None:
    with pytest.raises(LibraryError, match=says) as raised:
        named.decide(verb, name, value)  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)
    assert named.decisions() == []


def test_an_entity_is_found_again_by_an_id_that_went(named: Library) -> None:
    old = {named.entity(name).id for name in ("Hezbollah", KATAIB)}
    named.decide("merge", "Hezbollah", KATAIB)
    assert {named.entity(id).id for id in old} == {named.entity(KATAIB).id}


def test_decisions_and_ids_outlive_looking_for_names_anew(named: Library) -> None:
    named.decide("merge", "Hezbollah", "Kata'ib Hezbollah")
    named.decide("kind", "Beirut", "other")
    before = named.entities()
    assert named.reindex(names=True) == 5
    assert named.entities() == before


# -- what a later version finds


def tamper(library: Library, *statements: str) -> None:
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_names_merged_by_other_rules_are_merged_anew(named: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    named.decide("rename", "Beirut", "Beyrouth")
    before = named.entities()
    tamper(named, "UPDATE meta SET value = 0 WHERE name = 'merging'", "UPDATE entities SET name = '?'")
    monkeypatch.setattr("briefreader.library.enriching.BATCH", 2)
    assert named.pending() == 5

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        named.catch_up(stop)
    assert 0 < named.pending() < 5
    named.catch_up()
    assert named.pending() == 0
    assert named.entities() == before
    assert found(named, 'entity:"Kataib Hezbollah"') == {"one", "two"}


def test_what_was_learnt_by_another_version_is_learnt_again(named: Library) -> None:
    tamper(named, "UPDATE meta SET value = x'00ff' WHERE name = 'evidence'")
    named.add([report("six", "Esmail Qaani was in Baghdad.")])
    assert named.entity("Baghdad").reports == 4


class Finder:
    """A pipeline that knows one word."""

    def pipe(
        self, texts: Iterable[tuple[str, Any]], as_tuples: bool
    ) -> Iterator[tuple[SimpleNamespace, Any]]:
        for text, context in texts:
            at = text.find("drones")
            ents = [SimpleNamespace(text="drones", label_="PRODUCT", start_char=at)] if at >= 0 else []
            yield SimpleNamespace(ents=ents), context


def test_another_recogniser_finds_names_from_then_on_and_in_all_when_asked(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=lambda model: {"mine": Finder()}[model]))
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    (tmp_path / "config.toml").write_text('recogniser = "spacy:mine"\n')
    library.add([report("old", "In Baghdad there were drones.")])
    with Library.open(library.folder) as other:
        other.add([report("new", "In Baghdad there are drones.")])
        assert [(one.name, one.kind, one.reports) for one in other.entities()] == [
            ("Baghdad", "place", 1),
            ("drones", "other", 1),
        ]
        other.reindex(names=True)
        assert [(one.name, one.reports) for one in other.entities()] == [("drones", 2)]


def test_a_recogniser_that_cannot_be_had_leaves_the_reports_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path
    monkeypatch.setattr("briefreader.config.config_dir", lambda: settings)
    (settings / "config.toml").write_text('recogniser = "oracle"\n')
    with Library.open(tmp_path / "library") as library:
        library.add(REPORTS)
        assert found(library, "drones") == {"one"}
        assert "oracle" in library.notices[0]
        assert library.entities() == []
        assert "still being looked for" in notes(library, "entity:Hezbollah")
    (settings / "config.toml").write_text('recogniser = "rules"\n')
    with Library.open(tmp_path / "library") as library:
        library.catch_up()
        assert library.entity(KATAIB).reports == 2

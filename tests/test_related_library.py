"""Reports in company, through the library: related, stories, comparison, what is new; over time and kills."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

import pytest

from briefreader.errors import LibraryError, NotFound
from briefreader.library import Library, counting, joining, proposing
from briefreader.library.counting import Counts
from briefreader.library.profiles import Profiles
from briefreader.model import Article, Progress
from briefreader.related import settled
from tests.made import LibraryOf
from tests.related.test_corpus import COPIES, MOVED, ONE_STORY, TWO_STORIES

FLOOD = (
    "Two dams burst above the city of Derna after Storm Daniel brought a year of rain in a day. "
    "At least 5,300 people were killed in Derna and thousands are missing, the interior ministry said. "
    "Whole quarters were swept into the sea when the dams broke in the night."
)
FLOOD_TOO = (
    "Rescuers in Derna are digging through mud for survivors of the flood that Storm Daniel let loose. "
    "At least 11,300 people were killed in Derna when the two dams collapsed, the Red Crescent said. "
    "Bodies washed ashore from the sea for a third day."
)
BANK = (
    "The central bank left its interest rate unchanged. The governor said inflation would fall to its target "
    "by the summer, and that households could expect lower mortgage payments next year."
)
RUGBY = "South Africa beat New Zealand by a point in Paris to win the Rugby World Cup for a fourth time."


def report(id: str, title: str, text: str, hours: float | None = 0.0) -> Article:
    start = datetime(2023, 9, 12, 8, tzinfo=UTC)
    return Article(id, title, text, None if hours is None else start + timedelta(hours=hours), "Wire")


def desk() -> list[Article]:
    return [
        report("dams", "Dams burst above Derna", FLOOD),
        report("reprint", "Dams burst above Derna", FLOOD + " Reuters.", 1),
        report("dead", "Derna counts its dead", FLOOD_TOO, 60),
        report("bank", "Rates on hold", BANK, 2),
        report("rugby", "Champions by a point", RUGBY, None),
    ]


def grouping(library: Library) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in library.stories()}


@pytest.fixture
def filled(library_of: LibraryOf) -> Library:
    return library_of(desk())


@pytest.fixture(scope="module")
def names(corpus_library: Library) -> dict[str, str]:
    """Ids of the corpus by the names of the files, where these are not ids themselves."""
    return {
        article.id if article.id.startswith("ng-") else Path(article.path or "").stem: article.id
        for article in corpus_library.export()
    }


# -- related


def test_related_reports_have_kinds_scores_and_reasons(filled: Library) -> None:
    found = {one.id: one for one in filled.related("dams")}
    assert list(found)[:2] == ["reprint", "dead"]
    assert (found["reprint"].kind, found["dead"].kind) == ("copy", "follow-up")
    assert {one.id: one.kind for one in filled.related("dead")}["dams"] == "background"
    assert found["reprint"].score > found["dead"].score > 0.5
    assert "Derna" in found["dead"].reasons
    assert any("dams" in reason for reason in found["dead"].reasons), found["dead"].reasons
    assert all(
        one.kind == "topic" and one.score < 0.2 for one in found.values() if one.id in ("bank", "rugby")
    )


def test_the_agency_copies_of_the_corpus_are_copies(corpus_library: Library, names: dict[str, str]) -> None:
    for one, other in COPIES:
        first, *_ = corpus_library.related(names[one], 5)
        assert (first.id, first.kind) == (names[other], "copy")


def test_copies_fold_into_one(library: Library) -> None:
    copies = [replace(desk()[0], id=f"copy-{number:03}", source=f"S{number}") for number in range(600)]
    library.add([*desk(), *copies])
    flat = library.related("dams", 10)
    assert {one.kind for one in flat} == {"copy"}
    folded = library.related("dams", 10, fold=True)
    assert [one.kind == "copy" for one in folded][:2] == [True, False]
    assert folded[1].id == "dead"
    assert len(folded[0].copies) == 600
    assert len(library.story("dams").reports) >= 602
    # The copies stand together also where another report is asked about.
    seen_from_outside = library.related("dead", 10, fold=True)
    assert len([one for one in seen_from_outside if one.title == "Dams burst above Derna"]) == 1


def test_any_text_has_related_reports(filled: Library) -> None:
    before = list(filled.export())
    first, *_ = filled.related_to_text("Flood in Derna\n\nThe dams above Derna burst in the storm.\n")
    assert first.id in ("dams", "reprint", "dead")
    as_json = filled.related_to_text('{"text": "South Africa won the Rugby World Cup in Paris."}')
    assert as_json[0].id == "rugby"
    assert list(filled.export()) == before
    for nothing in ("", " \n", "\x1b[2J"):
        with pytest.raises(LibraryError, match="no text"):
            filled.related_to_text(nothing)


def test_a_report_not_enriched_yet_has_related_reports(library: Library) -> None:
    library.add(desk(), enrich=False)
    assert [one.id for one in library.related("dams")][:2] == ["reprint", "dead"]
    assert library.story("dams").reports == ("dams",)
    assert library.pending() == 5
    library.catch_up()
    assert library.pending() == 0
    assert library.story("dams").reports == ("dams", "reprint", "dead")


@pytest.mark.parametrize(
    "text",
    ["Derna.", "1", "Derna " * 50_000, "".join(f"word{n} " for n in range(50_000)), "大坝决堤。 " * 30, "…"],
    ids=["one word", "a digit", "one word often", "many words", "another language", "no word"],
)
def test_odd_reports_are_no_trouble(filled: Library, text: str) -> None:
    filled.add([Article("odd", "", text)])
    filled.related("odd", 100, fold=True)
    filled.related_to_text(text)
    assert "odd" not in [one.id for one in filled.related("odd", 100)]
    filled.compare("odd", "dams")
    assert filled.novelty("odd", ["dams"]).share <= 1
    assert "odd" in filled.story("odd").reports


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_the_limit_holds(filled: Library, limit: int) -> None:
    assert len(filled.related("dams", limit)) == limit
    assert len(filled.related("dams", limit, fold=True)) == limit
    assert len(list(filled.stories(limit))) == min(limit, 3)


def test_an_id_that_is_gone(filled: Library) -> None:
    filled.forget(["dead"])
    assert "dead" not in [one.id for one in filled.related("dams", 10)]
    for ask in (
        lambda: filled.related("dead"),
        lambda: filled.story("dead"),
        lambda: list(filled.timeline("dead")),
        lambda: filled.compare("dams", "dead"),
        lambda: filled.novelty("dead", ["dams"]),
    ):
        with pytest.raises(NotFound, match="'dead'"):
            ask()
    assert filled.novelty("reprint", ["dead", "dams"]).share < 0.2
    assert filled.stories_of(["dead", "reprint"]) == {"reprint": "dams"}


# -- stories


@pytest.mark.parametrize("reports", ONE_STORY)
def test_reports_of_one_event_are_one_story(
    corpus_library: Library, names: dict[str, str], reports: tuple[str, ...]
) -> None:
    ids = [names[name] for name in reports]
    assert set(ids) <= set(corpus_library.story(ids[0]).reports)
    assert len(set(corpus_library.stories_of(ids).values())) == 1


@pytest.mark.parametrize("reports", TWO_STORIES)
def test_two_events_of_one_kind_are_two_stories(
    corpus_library: Library, names: dict[str, str], reports: tuple[str, str]
) -> None:
    one, other = (names[name] for name in reports)
    assert other not in corpus_library.story(one).reports


def test_a_story_says_what_it_is(filled: Library) -> None:
    story = filled.story("dead")
    assert story == next(filled.stories(1))
    assert (story.id, story.reports) == ("dams", ("dams", "reprint", "dead"))
    assert story.headline in ("Dams burst above Derna", "Derna counts its dead")
    assert (story.first, story.last) == (desk()[0].published, desk()[2].published)
    assert story.entities[0].name == "Derna"
    assert story.outlets == ("Wire",)


def test_every_report_is_in_one_story(corpus_library: Library) -> None:
    reports = [id for story in corpus_library.stories() for id in story.reports]
    assert sorted(reports) == sorted(article.id for article in corpus_library.export())


def test_stories_are_the_same_whatever_the_order_within_a_day(tmp_path: Path) -> None:
    of_a_day = [replace(one, published=one.published or desk()[0].published) for one in desk()]
    of_a_day = [replace(one, published=(one.published or datetime.max).replace(day=12)) for one in of_a_day]
    found = in_orders(of_a_day, 4, 1, tmp_path, grouping)
    assert len(found[0]) == 3
    assert all(each == found[0] for each in found)


def test_names_that_come_together_leave_no_trace_of_the_order(
    corpus_library: Library, tmp_path: Path
) -> None:
    day = datetime(2024, 5, 6, tzinfo=UTC)
    of_a_day = [replace(one, published=day, path=None, mentions=()) for one in corpus_library.export()]
    found = []
    for seed in range(2):
        random.Random(seed).shuffle(of_a_day)
        with Library.open(tmp_path / str(seed)) as library:
            for at in range(0, len(of_a_day), 8):
                library.add(of_a_day[at : at + 8])
            found.append(bonds(library))
    assert found[0] == found[1]


def bonds(library: Library) -> dict[str, list[tuple[object, float]]]:
    """Return which reports each follows, and how strongly."""
    ids = dict(library._store.rows("SELECT key, id FROM articles"))
    joined = Profiles(library._store).joined()
    return {one.id: [(ids[other], bond) for other, bond in one.before] for one in joined}


def invented(count: int, days: int) -> list[Article]:
    """Return reports from around the world that share words, and name people by more and by less."""
    draw = random.Random(7)
    pool = [f"{a}{b}{c}en" for a in "bdfgklmp" for b in "aeiou" for c in "nrstvz"]
    topics = [draw.sample(pool, 16) for _ in range(count // 2)]
    made = []
    for number in range(count):
        words = draw.choices(draw.choice(topics), k=30) + draw.choices(draw.choice(topics), k=10)
        names = [draw.choice(pool[::2]).capitalize() for _ in range(2)]
        who = [draw.choice((f"Anna {last}", f"Minister {last}", f"{last}")) for last in names]
        text = f"In the house spoke {who[0]} and {who[1]}. The " + " ".join(words) + "."
        at = datetime(2024, 5, 6 + draw.randrange(days), draw.randrange(24), draw.randrange(60), tzinfo=UTC)
        zone = timezone(timedelta(hours=(0, -8, 9)[number % 3]))
        made.append(Article(f"report-{number}", f"Report {number}", text, at.astimezone(zone)))
    return made


T = TypeVar("T")


def in_orders(
    articles: list[Article], orders: int, at_once: int, folder: Path, asked: Callable[[Library], T]
) -> list[T]:
    """Return what is asked of libraries, filled day by day, each with a day's reports in another order."""
    found = []
    for seed in range(orders):
        random.Random(seed).shuffle(articles)
        articles.sort(key=lambda one: one.published.astimezone(UTC).date() if one.published else date.max)
        with Library.open(folder / str(seed)) as library:
            for at in range(0, len(articles), at_once):
                library.add(articles[at : at + at_once])
            found.append(asked(library))
    return found


def test_so_are_those_of_a_day_of_hundreds_of_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than are all compared with one another: what may be related is looked for by its words.

    They come in pieces each of which alone would be enough to count the library's words anew.
    """
    for room in (joining, proposing):
        monkeypatch.setattr(room, "SMALL", 50)
    monkeypatch.setattr(settled, "PRIOR_REPORTS", 100)
    found = in_orders(invented(240, days=1), 3, 120, tmp_path, grouping)
    assert 10 < len(found[0]) < 150
    assert found[1:] == found[:1] * 2


def test_so_are_those_of_days_that_come_a_few_reports_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over three days, in a library whose words are counted anew when a day begins."""
    for room in (joining, proposing):
        monkeypatch.setattr(room, "SMALL", 30)
    monkeypatch.setattr(settled, "PRIOR_REPORTS", 40)
    found = in_orders(invented(120, days=3), 2, 6, tmp_path, grouping)
    assert 10 < len(found[0]) < 120
    assert found[0] == found[1]
    with Library.open(tmp_path / "0") as library:
        assert Counts(library._store).settled.counts.reports > 0


def test_an_archive_that_comes_in_the_middle_of_a_day_shows_nothing_of_the_day_s_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had come of the day is measured anew with the words of the archive, as the rest is."""
    monkeypatch.setattr(settled, "PRIOR_REPORTS", 60)
    made = invented(200, days=3)
    last = max(one.published.astimezone(UTC).date() for one in made if one.published)
    day = [one for one in made if one.published and one.published.astimezone(UTC).date() == last]
    archive = [one for one in made if one not in day]
    found = []
    for seed in range(2):
        random.Random(seed).shuffle(day)
        with Library.open(tmp_path / str(seed)) as library:
            library.add(day[:30])
            assert Counts(library._store).settled.counts.reports == 0
            library.add(archive)
            assert Counts(library._store).settled.counts.reports == len(archive) >= 60
            library.add(day[30:])
            found.append(bonds(library))
    assert found[0] == found[1]


def test_what_the_next_day_tells_of_names_leaves_no_trace_in_the_day_before(
    corpus_library: Library, tmp_path: Path
) -> None:
    """Whether it comes with the end of that day or after it."""
    day = datetime(2024, 5, 6, tzinfo=UTC)
    of_days = [
        replace(one, published=day + timedelta(days=at // 30), path=None, mentions=())
        for at, one in enumerate(sorted(corpus_library.export(), key=lambda one: one.id))
    ]
    found = []
    for size in (20, 30):
        with Library.open(tmp_path / str(size)) as library:
            for at in range(0, len(of_days), size):
                library.add(of_days[at : at + size])
            found.append(bonds(library))
    assert found[0] == found[1]


def test_a_timeline_tells_what_each_report_added(filled: Library) -> None:
    first, second, third = filled.timeline("dead")
    assert [first.id, second.id, third.id] == ["dams", "reprint", "dead"]
    assert first.new == 1
    assert second.new < 0.2
    assert third.new > 0.5
    assert third.adds
    assert third.adds in " ".join(FLOOD_TOO.split())


def test_an_update_leaves_its_story_and_a_removal_parts_none_but_its_own(filled: Library) -> None:
    filled.add([report("reprint", "Rates on hold again", BANK + " It was unanimous.", 3)])
    assert filled.stories_of(["reprint", "dams", "dead", "bank"]) == {
        "reprint": "bank",
        "bank": "bank",
        "dams": "dams",
        "dead": "dams",
    }
    filled.forget(["dams", "bank"])
    assert grouping(filled) == {frozenset({"dead"}), frozenset({"reprint"}), frozenset({"rugby"})}
    filled.add(desk())
    assert frozenset({"dams", "reprint", "dead"}) in grouping(filled)


# -- beside one another


@pytest.mark.parametrize(("a", "b", "says", "differs"), MOVED)
def test_figures_that_moved_are_told(
    corpus_library: Library, names: dict[str, str], a: str, b: str, says: str, differs: str
) -> None:
    one, other = corpus_library.article(names[a]), corpus_library.article(names[b])
    found = corpus_library.compare(one.id, other.id)
    pairs = [(one.text[slice(*each.a)], other.text[slice(*each.b)]) for each in found.differences]
    assert (says, differs) in pairs


def test_a_report_compared_with_itself_has_all_in_common(filled: Library) -> None:
    found = filled.compare("dams", "dams")
    assert (found.only_a, found.only_b, found.differences) == ((), (), ())
    assert all(pair.a == pair.b for pair in found.common)
    assert len(found.common) == 3


def test_after_a_rest_little_is_held_and_all_is_told_as_before(corpus_library: Library) -> None:
    ids = [article.id for article in corpus_library.export()][:24]
    before = [corpus_library.compare(ids[0], other) for other in ids]
    assert len(corpus_library._beside._held) >= len(ids)
    corpus_library.rest()
    assert len(corpus_library._beside._held) < len(ids)
    assert [corpus_library.compare(ids[0], other) for other in ids] == before


def test_what_has_been_read_elsewhere_is_known(filled: Library) -> None:
    assert filled.novelty("reprint", []).share == 1
    assert filled.novelty("reprint", ["reprint"]).share == 1
    known = filled.novelty("reprint", ["dams", "bank"])
    assert known.share < 0.2
    text = filled.article("reprint").text
    assert any("swept into the sea" in text[slice(*span)] for span in known.known)


def test_the_passages_that_match(filled: Library) -> None:
    best, *_ = filled.matching("reprint", "dams", 2)
    assert FLOOD[slice(*best.a)] == FLOOD[slice(*best.b)]
    assert best.score > 0.9
    assert len(filled.matching("reprint", "dams", 2)) == 2


# -- over time


def related_of_all(library: Library) -> dict[str, list[tuple[str, str, float]]]:
    return {
        article.id: [(one.id, one.kind, round(one.score, 6)) for one in library.related(article.id, 20)]
        for article in library.export()
    }


def test_a_run_that_was_killed_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.library.relating.BATCH", 2)
    monkeypatch.setattr("briefreader.library.relating.TELL_EVERY", 1)
    with Library.open(tmp_path / "whole") as library:
        library.add(desk())
        whole = related_of_all(library), grouping(library)

    def die_at(stage: str, done: int) -> Iterator[None]:
        def watch(progress: Progress) -> None:
            if progress.stage == stage and progress.done >= done:
                raise KeyboardInterrupt

        with Library.open(tmp_path / "killed") as library:
            with pytest.raises(KeyboardInterrupt):
                library.add(desk(), watch)
            yield

    for _ in (*die_at("names", 1), *die_at("stories", 1), *die_at("stories", 3)):
        pass
    with Library.open(tmp_path / "killed") as library:
        library.catch_up()
        assert (related_of_all(library), grouping(library)) == whole


def test_what_another_version_kept_is_made_anew(filled: Library) -> None:
    before = related_of_all(filled), grouping(filled)
    with filled._store.transaction() as connection:
        connection.execute("UPDATE profiles SET profile = CAST(x'ff' || substr(profile, 2) AS BLOB)")
        connection.execute("UPDATE meta SET value = x'ff00' WHERE name = 'evidence'")
    assert related_of_all(filled)["dams"][0][0] == "reprint"
    filled.add([report("new", "Rain", "It rained on Derna.", 80)])
    filled.forget(["new"])
    assert (related_of_all(filled), grouping(filled)) == before


def test_names_that_come_together_later_relate_reports_from_before(library: Library) -> None:
    one = "Jamaat Nusrat said it had taken the town. The market was closed and the roads were empty."
    other = "A convoy was ambushed by fighters of JNIM near the border. Eleven drivers were killed."
    library.add([Article("a", "Town taken", one), Article("b", "Convoy ambushed", other)])
    before = {item.id: item for item in library.related("a")}
    library.decide("merge", "Jamaat Nusrat", "JNIM")
    library.catch_up()
    after = {item.id: item for item in library.related("a")}
    assert after["b"].score > (before["b"].score if "b" in before else 0)
    assert library.entity("JNIM").name in after["b"].reasons


def test_a_library_that_may_not_be_written_relates(filled: Library) -> None:
    with Library.open(filled.folder, read_only=True) as reader:
        assert [one.id for one in reader.related("dams")][:2] == ["reprint", "dead"]
        assert reader.story("dams").reports == ("dams", "reprint", "dead")


# -- word counts, kept change by change


def counted(library: Library) -> tuple[bytes, bytes, date | None]:
    counts = Counts(library._store)
    return counts.frequencies.to_bytes(), counts.settled.counts.to_bytes(), counts.settled.day


def one_by_one(library: Library, days: int = 12) -> None:
    for day in range(days):
        library.add([report(f"r{day}", f"Day {day}", f"{FLOOD} It was day {day} of it.", 24.0 * day)])
        if day % 3 == 2:
            library.add([report(f"r{day - 1}", "Again", f"{BANK} As on day {day}.", 24.0 * day)])
    library.forget(["r0"])


@pytest.mark.parametrize("changes", [0, 4, 500])
def test_counts_kept_change_by_change_are_those_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: int
) -> None:
    monkeypatch.setattr(settled, "PRIOR_REPORTS", 3)  # what stands still is to move now and then
    with Library.open(tmp_path / "whole") as library:
        monkeypatch.setattr(counting, "CHANGES_AT_MOST", -1)
        one_by_one(library)
        whole = counted(library), grouping(library)
        assert 0 < Counts(library._store).settled.counts.reports < library.stats().reports
    monkeypatch.setattr(counting, "CHANGES_AT_MOST", changes)
    with Library.open(tmp_path / "changes") as library:
        one_by_one(library)
        assert (counted(library), grouping(library)) == whole
    with Library.open(tmp_path / "changes") as library:
        library.add([report("more", "More", FLOOD_TOO, 400)])
        more = counted(library), grouping(library)
    monkeypatch.setattr(counting, "CHANGES_AT_MOST", -1)
    with Library.open(tmp_path / "whole") as library:
        library.add([report("more", "More", FLOOD_TOO, 400)])
        assert (counted(library), grouping(library)) == more


def test_whoever_reads_follows_the_counts_of_whoever_writes(library: Library) -> None:
    library.add(desk())
    with Library.open(library.folder, read_only=True) as reader:
        reader.related("dams")
        held = reader._neighbours.frequencies()
        one_by_one(library, 4)
        assert reader._neighbours.frequencies() is held
        assert held.to_bytes() == Counts(library._store).frequencies.to_bytes()


def test_of_a_text_too_long_to_be_compared_the_beginning_is_and_it_is_said(filled: Library) -> None:
    text = filled.article("dams").text
    long = f"{text}\n{'It rained on the town. ' * 20_000}"
    for given in (long, json.dumps({"text": long})):
        assert filled.related_to_text(given, 1)[0].id in {"dams", "reprint"}
        assert filled.notices == ["only the first 400,000 characters of the text are compared"]
        filled.notices.clear()
    filled.related_to_text(text, 1)
    assert filled.notices == []


def test_a_day_that_cannot_be_read_is_found_anew(filled: Library) -> None:
    before = grouping(filled)
    with filled._store.transaction() as connection:
        connection.execute("UPDATE meta SET value = '2023-0x-12' WHERE name = 'settled_day'")
    with Library.open(filled.folder) as library:
        library.add([report("later", "Hens", "A hen laid an egg in the yard of a farmer.", 48)])
        assert grouping(library) == before | {frozenset(["later"])}
        assert Counts(library._store).settled.day is not None

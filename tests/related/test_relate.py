from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefreader.model import Article
from briefreader.related import Frequencies, Many, Profile, Reasons, Wording, bonds, profile, relate, told

Desk = Any
FILLER = "The council of ward {0} met on plan {0} for street {0} and voted for bridge {0} and school {0}."


def related(desk: Desk, key: int, **options: int) -> list[Any]:
    return relate(desk.profiles[key], desk.others(key), desk.frequencies, **options)


def reasons_of(desk: Desk, stem: Callable[[str], str]) -> Reasons:
    """Return why the report most like the first is related to it."""
    best = related(desk, 0)[0]
    names = [(each.id, each.name) for each in desk.entities(0)]
    return Wording(told(desk.articles[0], stem), names, desk.frequencies, [best]).reasons(best)


def test_the_other_report_of_the_event_comes_first_and_is_called_so(desk: Desk) -> None:
    best, *rest = related(desk, 0)
    assert (best.key, best.kind) == (1, "same event")
    assert all(each.kind == "topic" for each in rest)
    assert best.score > 0.5 > max(each.score for each in rest)


def test_two_events_of_one_kind_are_no_more_than_a_topic(desk: Desk) -> None:
    kinds = {each.key: each.kind for each in related(desk, 2)}
    assert kinds[3] == "topic"


def test_scores_lie_between_none_and_all_and_fall(desk: Desk) -> None:
    for key in range(5):
        scores = [each.score for each in related(desk, key)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score < 1 for score in scores)


def test_relating_is_the_same_from_either_side(desk: Desk) -> None:
    there = {each.key: each.score for each in related(desk, 0)}
    for other, score in there.items():
        back = {each.key: each.score for each in related(desk, other)}
        assert back[0] == pytest.approx(score, abs=1e-5)


def test_bonds_are_those_of_the_relations(desk: Desk) -> None:
    for key in range(len(desk.articles)):
        found = bonds(desk.profiles[key], Many.of(desk.others(key)), desk.frequencies)
        assert dict(found) == {each.key: each.bond for each in related(desk, key)}
    assert bonds(desk.profiles[0], Many.of([]), desk.frequencies) == []


def test_a_profile_of_sentences_at_hand_is_the_same(desk: Desk, stem: Callable[[str], str]) -> None:
    article, names = desk.articles[0], desk.entities(0)
    made = profile(article, names, stem, told(article, stem))
    assert made.to_bytes() == profile(article, names, stem).to_bytes()


def test_what_shares_nothing_is_left_out(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    desk.report("Ministers signed the treaty at noon.")
    desk.report("Le gouvernement a fermé les écoles.")
    assert related(desk, 0) == []


def test_the_limit_holds_and_no_candidates_are_no_relations(desk: Desk) -> None:
    assert len(related(desk, 0, limit=2)) == 2
    assert relate(desk.profiles[0], [], desk.frequencies) == []


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2023-09-12T23:00", "same event"),
        ("2023-09-15T08:00", "follow-up"),
        ("2023-09-08T08:00", "background"),
        (None, "same event"),
    ],
)
def test_time_tells_what_came_after_from_what_came_before(
    new_desk: Callable[..., Desk], desk: Desk, day: str | None, kind: str
) -> None:
    made = new_desk(desk.names)
    first = made.report(desk.articles[0].text, title=desk.articles[0].title, day="2023-09-12T08:00")
    made.report(desk.articles[1].text, title=desk.articles[1].title, day=day)
    assert related(made, first)[0].kind == kind


def test_reports_far_apart_in_time_count_less(new_desk: Callable[..., Desk], desk: Desk) -> None:
    scores = []
    for day in ("2023-09-12T20:00", "2023-09-20T20:00", "2024-09-12T20:00"):
        made = new_desk(desk.names)
        made.report(desk.articles[0].text, day="2023-09-12T08:00")
        made.report(desk.articles[1].text, day=day)
        scores.append(related(made, 0)[0].bond)
    assert scores[0] > scores[1] > scores[2]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("Two dams burst", "DERNA, Sept 12 (Agency) - Two dams burst"),
        lambda text: text[: text.rindex("Whole")],
        lambda text: text.replace("thousands", "many thousands").replace("said", "reported"),
    ],
)
def test_a_copy_is_known_whatever_was_trimmed(desk: Desk, change: Callable[[str], str]) -> None:
    copy = desk.report(change(desk.articles[0].text), title="Another headline", day="2023-09-13T09:00")
    best = related(desk, 0)[0]
    assert (best.key, best.kind) == (copy, "copy")


def test_a_report_is_a_copy_of_itself_and_of_its_twin_even_of_one_word(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    desk.report("Earthquake")
    desk.report("Earthquake")
    assert [each.kind for each in related(desk, 0)] == ["copy"]
    itself = relate(desk.profiles[0], [(0, desk.profiles[0])], desk.frequencies)
    assert itself[0].kind == "copy"


@pytest.mark.parametrize("text", ["", " \n ", "the and of", "?!", "\u4f60\u597d"])
def test_a_report_that_says_little_is_no_error(desk: Desk, text: str) -> None:
    key = desk.report(text)
    for each in related(desk, key):
        assert 0 < each.score < 1
    assert key not in {each.key for each in related(desk, 0)}


def test_a_thousand_copies_are_all_copies_and_only_as_many_as_asked_for(
    new_desk: Callable[..., Desk],
) -> None:
    desk = new_desk()
    desk.report("Two dams burst above the city after the storm and swept whole quarters into the sea.")
    twins = [(key, desk.profiles[0]) for key in range(1, 1001)]
    found = relate(desk.profiles[0], twins, desk.frequencies, limit=100)
    assert [each.key for each in found] == list(range(1, 101))
    assert {each.kind for each in found} == {"copy"}


def test_a_book_makes_a_profile_no_larger_than_a_long_report(stem: Callable[[str], str]) -> None:
    book = " ".join(f"word{n % 9000} follows word{n * 7 % 11000}." for n in range(50_000))
    assert len(profile(Article("b", "A book", book), (), stem).to_bytes()) < 20_000


@pytest.mark.parametrize("others", [0, 40, 400])
def test_the_cut_between_event_and_topic_holds_in_a_library_of_any_size(desk: Desk, others: int) -> None:
    for number in range(others):
        desk.report(FILLER.format(f"n{number}"), day="2023-09-12")
    kinds = {each.key: each.kind for each in related(desk, 0)}
    assert kinds[1] == "same event"
    assert set(kinds.values()) == {"same event", "topic"}


def test_reasons_are_shared_names_and_terms_as_the_text_has_them(
    desk: Desk, stem: Callable[[str], str]
) -> None:
    article = desk.articles[0]
    reasons = reasons_of(desk, stem)
    assert set(reasons.names) == {"Derna", "Storm Daniel"}
    text = f"{article.title} {article.text}"
    assert reasons.terms
    assert all(term in text for term in reasons.terms)
    assert "dams" in " ".join(reasons.terms)
    assert not any("Derna" in term for term in reasons.terms)


@pytest.mark.parametrize(
    ("ours", "theirs", "terms"),
    [
        ("The ferry sank. Salvage began.", "The ferry sank. Salvage began.", ("ferry sank", "Salvage")),
        (
            "A granite quarry, open since May, drew three divers a day earlier.",
            "A granite quarry, open since May, drew three divers a day earlier.",
            ("granite quarry", "divers"),
        ),
        (
            "Faulty turbines: the minister of fisheries resigned.",
            "The minister of fisheries resigned over faulty turbines. Faulty turbines!",
            ("Faulty turbines", "minister of fisheries resigned"),
        ),
        ("The canton's glacier melted.", "The canton's glacier melted.", ("canton's glacier melted",)),
        (
            "Nurses strike; potholes grow.",
            "Nurses strike, potholes grow.",
            ("Nurses strike", "potholes grow"),
        ),
    ],
)
def test_reasons_stop_at_a_comma_and_leave_out_words_that_say_little(
    ours: str, theirs: str, terms: tuple[str, ...], new_desk: Callable[..., Desk], stem: Callable[[str], str]
) -> None:
    desk = new_desk()
    desk.report(ours)
    desk.report(theirs)
    reasons = reasons_of(desk, stem)
    assert set(reasons.terms) == set(terms)


def test_a_lone_number_is_no_reason(new_desk: Callable[..., Desk], stem: Callable[[str], str]) -> None:
    desk = new_desk()
    desk.report("In 1997 the ferry left port 4711 with cattle.")
    desk.report("In 1997 a painter sold 4711 sketches of cattle.")
    reasons = reasons_of(desk, stem)
    assert tuple(reasons) == ("cattle",)


def test_a_profile_survives_being_kept(desk: Desk) -> None:
    kept = [(key, Profile.from_bytes(each.to_bytes())) for key, each in desk.others(0)]
    assert relate(Profile.from_bytes(desk.profiles[0].to_bytes()), kept, desk.frequencies) == related(desk, 0)


@pytest.mark.parametrize("damage", [b"", b"\x01\x02", b"\x09" * 40, b"\x01" + b"\x00" * 60])
def test_what_is_no_profile_is_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="profile"):
        Profile.from_bytes(damage)


def test_word_counts_survive_being_kept_and_taking_a_report_back(desk: Desk) -> None:
    before = desk.frequencies.copy()
    extra = desk.report("An entirely different matter of herring quotas.")
    assert desk.frequencies.reports == before.reports + 1
    desk.frequencies.remove(desk.profiles[extra])
    kept = Frequencies.from_bytes(desk.frequencies.to_bytes())
    assert kept.reports == before.reports
    assert relate(desk.profiles[0], desk.others(0), kept) == relate(desk.profiles[0], desk.others(0), before)


def test_what_one_library_counts_tells_in_no_other(desk: Desk) -> None:
    words = desk.profiles[0].words
    kept = desk.frequencies.to_bytes()
    untold = Frequencies().weights(words).tolist()
    for counts in (Frequencies(), Frequencies.from_bytes(kept), desk.frequencies.copy()):
        counts.add(desk.profiles[0])
        assert Frequencies().weights(words).tolist() == untold
    assert desk.frequencies.to_bytes() == kept
    assert Frequencies.from_bytes(kept).weights(words).tolist() == desk.frequencies.weights(words).tolist()


@pytest.mark.parametrize("damage", [b"", b"\x01", b"\x07" + b"\x00" * 30, b"\x01" + b"\x00" * 30])
def test_what_are_no_word_counts_is_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="word counts"):
        Frequencies.from_bytes(damage)


def test_common_english_weighs_less_than_a_rare_word_before_any_report_was_seen(
    stem: Callable[[str], str],
) -> None:
    told = profile(Article("a", "", "people people qeshm qeshm"), (), stem)
    people, rare = (profile(Article("w", "", word), (), stem).words for word in ("people", "qeshm"))
    weights = dict(zip(told.words.tolist(), Frequencies().weights(told.words).tolist(), strict=True))
    assert weights[int(people[0])] < weights[int(rare[0])] / 2

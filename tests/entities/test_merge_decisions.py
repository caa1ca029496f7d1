"""What the reader decides beats the rules, stays, and can be undone."""

from __future__ import annotations

from typing import Any

import pytest

from briefreader.entities.decisions import Decision, DecisionError


def test_merge_and_undo(merged: Any) -> None:
    shelf = merged("[Ana Ruiz|p]", "[Mosquirix|x]", "[RTS,S|x]")
    assert shelf.apart("Mosquirix", "RTS,S")
    shelf.decide("merge", "mosquirix", "rts s")
    assert shelf.one("Mosquirix", "RTS,S")
    shelf.names.undo()
    shelf.settle()
    assert shelf.apart("Mosquirix", "RTS,S")


def test_split_beats_every_rule_ever_after(merged: Any) -> None:
    shelf = merged("[Esmail Qaani|p]", "[Esmail Ghaani|p]")
    shelf.decide("split", "esmail ghaani")
    assert shelf.apart("Esmail Qaani", "Esmail Ghaani")
    for report in shelf.reports * 9:
        shelf.names.add(report)
    shelf.settle()
    assert shelf.apart("Esmail Qaani", "Esmail Ghaani")
    shelf.names.undo()
    shelf.settle()
    assert shelf.one("Esmail Qaani", "Esmail Ghaani")


def test_a_short_name_split_off_is_apart_in_every_report(merged: Any) -> None:
    shelf = merged("[Kata'ib Hezbollah|o], the [Kata'ib|o]", "[Kata'ib|o]")
    assert shelf.one("Kata'ib Hezbollah", "Kata'ib")
    shelf.decide("split", "kataib")
    assert shelf.apart("Kata'ib Hezbollah", "Kata'ib")
    assert shelf.entity("Kata'ib").name == "Kata'ib"


def test_the_middle_split_off_leaves_the_rest_to_the_rules(merged: Any) -> None:
    shelf = merged("[Lewis Kaplan|p]", "[Lewis A. Kaplan|p]", "[Kaplan|p]")
    shelf.decide("split", "lewis kaplan")
    assert shelf.apart("Lewis Kaplan", "Lewis A. Kaplan")
    assert shelf.one("Lewis A. Kaplan", "Kaplan")


def test_the_last_decision_holds(merged: Any) -> None:
    shelf = merged("[Fatah|o]", "[Hamas|o]", "[Amal|o]")
    shelf.decide("merge", "fatah", "hamas")
    shelf.decide("merge", "hamas", "amal")
    assert shelf.one("Fatah", "Hamas", "Amal")
    shelf.decide("split", "hamas")
    assert shelf.apart("Fatah", "Hamas", "Amal")
    shelf.decide("merge", "hamas", "amal")
    assert shelf.one("Hamas", "Amal")
    assert shelf.apart("Fatah", "Hamas")
    shelf.names.undo(3)  # the split: what it had undone comes back
    shelf.settle()
    assert shelf.one("Fatah", "Hamas", "Amal")


def test_rename_and_kind_follow_the_entity(merged: Any) -> None:
    shelf = merged("[Roscosmos|p]", "[Roskosmos State Corporation|o]")
    shelf.decide("rename", "roscosmos", "Roscosmos, the agency")
    shelf.decide("kind", "roscosmos", "organisation")
    shelf.decide("merge", "roscosmos", "roskosmos state")
    entity = shelf.entity("Roskosmos State Corporation")
    assert (entity.name, entity.kind) == ("Roscosmos, the agency", "organisation")
    shelf.decide("rename", "roskosmos state", "Roskosmos")
    assert shelf.entity("Roscosmos").name == "Roskosmos"
    shelf.names.undo()
    shelf.settle()
    assert shelf.entity("Roscosmos").name == "Roscosmos, the agency"


def test_a_decision_waits_for_the_report_that_it_speaks_of(merged: Any) -> None:
    shelf = merged("[Mosquirix|x]", "[RTS,S|x]")
    shelf.decide("merge", "mosquirix", "rts s")
    shelf.names.remove(shelf.reports[1])
    shelf.settle()
    assert shelf.names.entity_of("rts s") == ""
    shelf.names.add(shelf.reports[1])
    shelf.settle()
    assert shelf.one("Mosquirix", "RTS,S")


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("merge", "fatah", "fatah"), "already one"),
        (Decision("merge", "ana ruiz", "ruiz"), "already one"),
        (Decision("merge", "fatah", "nobody"), "no report names this: nobody"),
        (Decision("split", "nobody"), "no report names this: nobody"),
        (Decision("split", "fatah"), "nothing to split it from"),
        (Decision("rename", "fatah", "  "), "needs a name"),
        (Decision("kind", "fatah", "animal"), "no such kind: animal"),
    ],
)
def test_what_cannot_be_decided_is_said_in_a_line_and_changes_nothing(
    merged: Any, decision: Decision, says: str
) -> None:
    shelf = merged("[Fatah|o]", "[Ana Ruiz|p]; [Ruiz|p]")
    before = dict(shelf.entities)
    with pytest.raises(DecisionError, match=says) as error:
        shelf.names.decide(decision)
    assert "\n" not in str(error.value)
    shelf.settle()
    assert (shelf.entities, shelf.names.decisions) == (before, ())


def test_nothing_to_undo(merged: Any) -> None:
    shelf = merged("[Fatah|o]")
    with pytest.raises(DecisionError, match="no decision to undo"):
        shelf.names.undo()
    with pytest.raises(DecisionError, match="no decision 7"):
        shelf.names.undo(7)

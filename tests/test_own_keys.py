"""The reader's own keys, checked before they come into force."""

from __future__ import annotations

import pytest

from briefreader.tui.actions import ACTIONS
from briefreader.tui.own_keys import WrongKey, keymap


def test_the_keys_of_the_registry_are_good() -> None:
    found = keymap({action.id: action.keys for action in ACTIONS})
    assert all(found.keys(action.id) == action.keys for action in ACTIONS)


def test_own_keys_take_the_place_of_the_registrys() -> None:
    found = keymap({"next-report": ["Ctrl+N", "f6  n"], "help": [], "top": ["Home"]})
    assert found.keys("next-report") == ("ctrl+n", "f6 n")
    assert found.keys("help") == ()
    assert found.action("results", ("ctrl+n",)) == "next-report"
    assert found.action("results", ("J",)) is None
    assert found.action("results", ("home",)) == "top"
    assert found.action("results", ("g", "g")) is None


def test_a_key_may_do_different_things_in_different_places() -> None:
    assert keymap({"next-name": ["n"], "next-hit": ["N"], "previous-hit": []}).keys("next-name") == ("n",)


@pytest.mark.parametrize(
    ("action", "keys", "says"),
    [
        ("next-repot", ["J"], "no action 'next-repot': did you mean 'next-report'?"),
        ("zzzzzz", ["J"], "no action 'zzzzzz': 'briefreader keys' lists them"),
        ("next-report", ["pgdn"], "no key 'pgdn': did you mean 'pagedown'?"),
        ("next-report", ["ctrl+nn"], "no key 'ctrl+nn': write a character, ctrl+x"),
        ("next-report", ["ctrl+i"], "a terminal sends tab for 'ctrl+i': write 'tab'"),
        ("next-report", ["shift+j"], "a terminal sends J for 'shift+j': write 'J'"),
        ("next-report", [" "], "an empty text is no key: [] takes its keys away"),
        (
            "next-report",
            ["n"],
            "'n' is for next-hit too (next hit in the report) where one is in the results",
        ),
        ("next-report", ["g"], "'g g' is for top too"),
        ("next-report", ["j j"], "'j j' is for down too"),
    ],
)
def test_what_would_not_work_is_one_line(action: str, keys: list[str], says: str) -> None:
    with pytest.raises(WrongKey) as raised:
        keymap({action: keys})
    assert raised.value.action == action
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)

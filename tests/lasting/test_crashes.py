"""Killed at any point: what was acknowledged is there, index and store agree, marks and notes are whole."""

from __future__ import annotations

import random

import pytest

from tests.lasting.killing import Ground
from tests.lasting.victims import VICTIMS

SEED = 20240131


@pytest.mark.parametrize("name", VICTIMS)
def test_killed_at_some_point(ground: Ground, name: str) -> None:
    # One point each; ``tests/soak/crashes.py`` tries them all.
    point = random.Random(f"{SEED} {name}").randint(1, ground.events(name))
    print(name, "killed at", point)
    assert ground.strike(name, f"kill {point}").code == -9


@pytest.mark.parametrize("name", ["add", "mark", "restore"])
def test_killed_in_the_middle_of_a_write(ground: Ground, name: str) -> None:
    draw = random.Random(f"{SEED} {name} write")
    size = draw.randint(20_000, 120_000)
    print(name, "killed when a file comes to", size)
    assert ground.strike(name, f"limit {size}").code < 0

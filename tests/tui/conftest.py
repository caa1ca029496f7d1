"""A small library of known reports."""

from __future__ import annotations

import pytest

from briefreader.library import Library
from tests.tui.driving import REPORTS


@pytest.fixture
def small(library: Library) -> Library:
    """A library of four reports."""
    library.add(REPORTS)
    return library

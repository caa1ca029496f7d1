"""A small library of known reports."""

from __future__ import annotations

import pytest

from briefreader.library import Library
from tests.made import LibraryOf
from tests.tui.driving import REPORTS


@pytest.fixture
def small(library_of: LibraryOf) -> Library:
    """A library of four reports."""
    return library_of(REPORTS)

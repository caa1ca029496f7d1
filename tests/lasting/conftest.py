"""A place where victims are run, shared by all the tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lasting.killing import Ground


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A place where victims are run."""
    with Ground(tmp_path_factory.mktemp("ground")) as opened:
        yield opened

"""What is written of the program elsewhere is what the program is: the manual page, the README's keys."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import pytest

from briefreader.cli import cli
from briefreader.cli.manual import page
from briefreader.cli.values import FIELDS, STATES
from briefreader.search.reading import FIELDS as SEARCH_FIELDS
from briefreader.search.stated import STATES as SEARCH_STATES
from briefreader.settings import Settings
from briefreader.tui.actions import ACTIONS, Keymap
from briefreader.tui.keylist import markdown
from tests.conftest import ROOT

MANUAL = ROOT / "briefreader" / "data" / "briefreader.1"
MACROS = {"TH", "SH", "SS", "PP", "TP", "B", "nf", "fi"}


@pytest.fixture(scope="module")
def manual() -> str:
    return "\n".join(page(click.Context(cli, info_name="briefreader"))) + "\n"


def test_the_manual_page_that_is_installed_is_the_programs(manual: str) -> None:
    assert MANUAL.read_text() == manual, f"make it anew: briefreader man > {MANUAL}"


def test_the_keys_of_the_readme_are_those_of_the_program() -> None:
    (table,) = re.findall(
        r"<!-- keys -->\n\n(.*?)\n\n<!-- end of keys -->", (ROOT / "README.md").read_text(), re.DOTALL
    )
    assert table.splitlines() == list(markdown(Keymap())), "make it anew: briefreader keys --markdown"


def test_the_manual_page_tells_all(manual: str) -> None:
    plain = manual.replace("\\-", "-").replace("\\(aq", "'")
    missing = [
        *(name for name in cli.commands if f'.SS "{name}' not in plain),
        *(action.id for action in ACTIONS if f"({action.id})" not in plain),
        *(name for name in Settings.__dataclass_fields__ if f'.B "{name}"' not in plain),
        *(field for field in FIELDS if f"{field}:" not in plain),
        *(option for option in ("--sort", "--untag", "--related", "--library") if option not in plain),
    ]
    assert missing == []


def test_the_manual_page_is_sound_roff(manual: str) -> None:
    assert manual.isascii()
    for line in manual.splitlines():
        assert not line.startswith("'")
        if line.startswith("."):
            assert line[1:].split(" ")[0] in MACROS
            assert line.count('"') % 2 == 0
        assert re.sub(r"\\(?:-|e|&|\((?:aq|ga|ha|ti|dq)|\[u[0-9A-F]{4,6}\])", "", line).count("\\") == 0
    if shutil.which("groff"):
        ended = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", "-z"], input=manual, capture_output=True, text=True
        )
        assert (ended.returncode, ended.stderr) == (0, "")


def test_what_completion_offers_of_queries_is_what_queries_know() -> None:
    assert set(FIELDS) == set(SEARCH_FIELDS)
    assert set(STATES) == set(SEARCH_STATES)

"""Damage at any place of any file of a library, and what is the right answer to it."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

from briefreader.library import Library
from briefreader.store.database import FILE_NAME
from tests.lasting.holdings import briefreader, fill, reports

EXPECTED = {article.id: article for article in reports(12)}


def make(folder: Path) -> None:
    """Make two libraries: ``left`` by a program that was killed, with a log, and ``closed``, without."""
    fill(folder / "closed")
    with Library.open(folder / "closed") as library:
        library.forget(["r11"])
        library.note("r5", "the last change")
        shutil.copytree(folder / "closed", folder / "left")
    (folder / "left" / f"{FILE_NAME}-shm").unlink()
    files = {path.name.partition(".")[2] or path.name for path in every_file(folder / "left")}
    assert files >= {"sqlite", "sqlite-wal", "segment", "dead", "manifest", "lock"}
    assert not (folder / "closed" / f"{FILE_NAME}-wal").exists()


def every_file(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def damage(folder: Path, draw: random.Random) -> str:
    """Cut a file of the library in ``folder`` short, or turn a bit round, and return what was done."""
    path = draw.choice([path for path in every_file(folder) if path.stat().st_size])
    content = bytearray(path.read_bytes())
    at = draw.randrange(len(content))
    if draw.random() < 0.25:
        path.write_bytes(content[:at])
        return f"{path.name} cut to {at} of {len(content)} bytes"
    bit = draw.randrange(8)
    content[at] ^= 1 << bit
    path.write_bytes(content)
    return f"{path.name}: bit {bit} of byte {at} of {len(content)} turned"


USES = (
    ("show", "r1"), ("show", "r7", "--format", "json"), ("search", "minister", "--json"),
    ("search", 'entity:"Anna Berg" OR tag:iraq'), ("related", "r1"), ("entities",), ("stories",),
    ("compare", "r1", "r5"), ("export", "--entities"), ("stats",), ("check",),
)  # fmt: skip


def use(folder: Path) -> None:
    """Use the library in every way, and assert that each gives the right answer or a line that says why not.

    What raises is what a person would see as a traceback.
    """
    for arguments in USES:
        code, out, err = briefreader(folder, *arguments)
        lines = err.splitlines()
        assert all(line.startswith("briefreader: ") for line in lines), (arguments, err)
        if code:
            assert lines or arguments == ("check",), (arguments, code, out)
        if arguments[0] == "show" and code == 0:
            article = EXPECTED[arguments[1]]
            if "json" in arguments:
                assert json.loads(out).items() >= {"title": article.title, "text": article.text}.items()
            else:
                assert article.title in out
                assert " ".join(article.text.split()) in " ".join(out.split())

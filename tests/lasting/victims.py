"""What a process is doing when it is killed, or refused room, and what has to be true after that.

``python -m tests.lasting.victims`` is a server of victims: for each line of JSON on standard input it forks a
process that does something to a library, and says on a line what became of it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from briefreader.errors import LibraryError
from briefreader.library import Library, keeper
from briefreader.library.restoring import restore
from briefreader.store.database import FILE_NAME
from briefreader.store.schema import MIGRATIONS
from tests.lasting import faults
from tests.lasting.holdings import briefreader, fill, held, old_library, report, reports

Ack = Callable[[str], None]

BASE = 12
"""Reports that every library begins with."""


class Victim(NamedTuple):
    """Makes the library that it begins with, does something to it, and says what has to be true then."""

    prepare: Callable[[Path], None]
    act: Callable[[Path, Ack], None]
    judge: Callable[[Path, list[str], dict[str, object]], None]


# -- adding, enriching, indexing, merging


def _filled(folder: Path) -> None:
    fill(folder, BASE)


def _add(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        for first in range(100, 130, 10):
            library.add(reports(10, first), enrich=first != 110)
            ack(f"r{first + 9}")
            library.note(f"r{first}", f"noted {first}")
            ack(f"note r{first}")


def _index_files(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        assert library.index([folder.parent / "files"]).added == 10
        ack("r209")


def _unindexed(folder: Path) -> None:
    _filled(folder)
    with Library.open(folder) as library:
        library.add(reports(4, 50), enrich=False)
        with library._store.transaction() as connection:  # as a killed import leaves it
            for article in reports(40, 100):
                library._store.put(connection, article, None)


def _catch_up(folder: Path, ack: Ack) -> None:
    keeper.STEP = 7  # so that there are many commits, and merges among them
    with Library.open(folder) as library:
        library.catch_up()
        ack("caught up")


# -- marking, deciding, forgetting


def _mark(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        for number in range(3, 9):
            library.mark([f"r{number}"], star=True, add_tags=["new"])
            ack(f"star r{number}")
            library.note(f"r{number}", f"noted {number}")
            ack(f"note r{number}")
        library.undo_mark()
        ack("undone")


def _decide(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        library.decide("rename", "John Smith", "J. Smith")
        ack("decided")
        library.undo_decision()
        ack("undecided")


def _forget(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        for number in (3, 4, 5):
            library.forget([f"r{number}"])
            ack(f"gone r{number}")


# -- migrating, copying, restoring, making anew


def _old(folder: Path) -> None:
    old_library(folder, len(MIGRATIONS) - 1, BASE)


def _open(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        ack("open")
        library.catch_up()


def _backup(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        for _ in range(2):
            library.backup(folder.parent / "copy", replace=True)
            ack("copied")


def _with_copy(folder: Path) -> None:
    _filled(folder)
    with Library.open(folder) as library:
        library.backup(folder.parent / "copy")
        library.add(reports(5, 100))
        library.forget(["r3"])
        library.note("r4", "after the copy")


def _restore(folder: Path, ack: Ack) -> None:
    restore(folder.parent / "copy", folder)
    ack("restored")
    with Library.open(folder) as library:
        library.reindex()


def _reindex(folder: Path, ack: Ack) -> None:
    with Library.open(folder) as library:
        library.reindex(names=True)
        ack("made anew")


def _check(folder: Path, ack: Ack) -> None:
    segment = next(folder.glob("index/*.segment"))
    segment.write_bytes(segment.read_bytes()[:-9])
    with Library.open(folder) as library:
        library.check()
        ack("checked")


# -- judging


def _whole(folder: Path, acked: list[str], before: dict[str, object]) -> None:
    """Assert that all is there that was there before or was acknowledged since, and that it is right."""
    now = held(folder)
    texts: dict[str, tuple[str, str]] = now["reports"]  # type: ignore[assignment]
    gone = {word[5:] for word in acked if word.startswith("gone ")}
    assert set(before["reports"]) - gone - {"r3", "r4", "r5"} <= set(texts)  # type: ignore[call-overload]
    assert not gone & set(texts)
    for word in acked:
        assert not word.startswith("r") or word in texts or word.startswith("re"), word
    for id, written in texts.items():
        article = report(int(id[1:]))
        assert written == (article.title, article.text)
    assert now["found"] == set(texts)
    marks: dict[str, tuple[object, bool, tuple[str, ...], str]] = now["marks"]  # type: ignore[assignment]
    was: dict[str, tuple[object, bool, tuple[str, ...], str]] = before["marks"]  # type: ignore[assignment]
    assert {id: mark for id, mark in marks.items() if id in ("r1", "r2")} == {
        id: mark for id, mark in was.items() if id in ("r1", "r2")
    }
    undone = "undone" in acked
    for word in acked:
        what, _, id = word.partition(" ")
        if what == "star":
            assert marks[id][1:3] == (True, ("new",))
        if what == "note" and not (id == "r8" and (undone or acked[-1] == word)):
            assert marks[id][3] == f"noted {id[1:]}"
    assert (now["searches"], now["visited"]) == (before["searches"], before["visited"])
    first = before["decided"]
    assert now["decided"][: len(first)] == first  # type: ignore[index, arg-type]
    assert ("undecided" not in acked) or now["decided"] == first
    checked = briefreader(folder, "check")
    assert (checked.returncode, checked.stderr) == (0, ""), checked
    _no_litter(folder)


def _no_litter(folder: Path) -> None:
    """Assert that what a killed process left is away after the next commit."""
    with Library.open(folder) as library:
        library.add([report(900)])
        library.forget(["r900"])
    known = {FILE_NAME, "index", "lock"}
    left = {
        path.name
        for path in folder.iterdir()
        if path.name not in known and ".before-" not in path.name and not path.name.startswith("restoring-")
    }
    assert not left
    index = {path.name for path in (folder / "index").iterdir()}
    manifest = (folder / "index" / "manifest").read_text()
    assert all(name in manifest or name in ("lock", "manifest") for name in index), index


def _copied(folder: Path, acked: list[str], before: dict[str, object]) -> None:
    _whole(folder, acked, before)
    copy = folder.parent / "copy"
    assert copy.exists() or not acked
    with Library.open(folder) as library:
        library.backup(copy, replace=True)  # also takes away what a killed one left
    assert {path.name for path in folder.parent.iterdir() if "copy" in path.name} == {"copy"}
    restore(copy, folder.parent / "from-copy")
    assert held(folder.parent / "from-copy")["marks"] == before["marks"]


def _restored(folder: Path, acked: list[str], before: dict[str, object]) -> None:
    now = held(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert now["found"] == set(now["reports"])  # type: ignore[call-overload]
    if "r3" in now["reports"]:  # type: ignore[operator]
        (kept,) = folder.glob(f"{FILE_NAME}.before-restore-*")
        restore(kept, folder.parent / "kept")
        assert held(folder.parent / "kept") == before
    else:
        assert not acked
        assert now == before
        restore(folder.parent / "copy", folder)  # also takes away what a killed one left
    assert set(held(folder)["reports"]) == {f"r{number}" for number in range(BASE)}  # type: ignore[call-overload]
    assert not [*folder.glob("restoring-*"), *folder.glob("*.new")]


def _migrated(folder: Path, acked: list[str], before: dict[str, object]) -> None:
    with Library.open(folder) as library:
        library.catch_up()
        assert {hit.id for hit in library.search("minister", limit=99)} == {f"r{n}" for n in range(BASE)}
        assert library.read_ids() == {"r1"}
    _no_litter(folder)


def _known(folder: Path) -> dict[str, object]:
    return {} if not (folder / "index").exists() else held(folder)


VICTIMS = {
    "add": Victim(_filled, _add, _whole),
    "index files": Victim(_filled, _index_files, _whole),
    "index and enrich": Victim(_unindexed, _catch_up, _whole),
    "mark": Victim(_filled, _mark, _whole),
    "decide": Victim(_filled, _decide, _whole),
    "forget": Victim(_filled, _forget, _whole),
    "migrate": Victim(_old, _open, _migrated),
    "back up": Victim(_filled, _backup, _copied),
    "restore": Victim(_with_copy, _restore, _restored),
    "make anew": Victim(_filled, _reindex, _whole),
    "check": Victim(_filled, _check, _whole),
}


def prepare(name: str, folder: Path) -> dict[str, object]:
    """Make what a victim begins with in ``folder``, which is then copied for each; return what is in it."""
    (folder / "files").mkdir(parents=True)
    for article in reports(10, 200):
        record = {"id": article.id, "title": article.title, "text": article.text}
        (folder / "files" / f"{article.id}.jsonl").write_text(json.dumps(record))
    VICTIMS[name].prepare(folder / "library")
    shutil.copytree(folder, folder.with_name(f"{folder.name}-seen"))
    return _known(folder.with_name(f"{folder.name}-seen") / "library")


def serve() -> None:
    """Fork victims until standard input ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(
            json.dumps(_one(asked["victim"], Path(asked["folder"]), asked["fault"], asked["delay"])),
            flush=True,
        )


def _one(name: str, folder: Path, fault: str, delay: float) -> dict[str, object]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        _be(name, folder, fault, lambda word: os.write(writing, f"{word}\n".encode()))
    os.close(writing)
    if delay:
        time.sleep(delay)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    with open(reading, encoding="utf-8") as said:  # noqa: PTH123
        words = said.read().splitlines()
    acked = [word for word in words if not word.startswith("= ")]
    told = [word[2:] for word in words if word.startswith("= ")]
    return {"code": os.waitstatus_to_exitcode(status), "acked": acked, "told": told}


def _be(name: str, folder: Path, fault: str, ack: Callable[[str], object]) -> None:
    """Be a victim: do its work with a fault, and end this process."""
    code = 0
    try:
        faults.install(fault)
        VICTIMS[name].act(folder, ack)  # type: ignore[arg-type]
    except LibraryError as error:
        ack(f"= {error}")
        code = 2
    except BaseException:
        import traceback

        ack(f"= TRACEBACK {traceback.format_exc()!r}")
        code = 3
    else:
        ack(f"= {faults.events()}")
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()

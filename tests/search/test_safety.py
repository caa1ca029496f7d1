"""Two processes, a killed writer, damaged and foreign folders."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from whoosh.fields import TEXT, Schema
from whoosh.index import create_in

from briefreader.search import Index, IndexBusy, IndexDamaged, parse
from briefreader.search.schema import FORMAT
from tests.search.conftest import report

Make = Callable[..., Index]

WRITER = """
import sys
from pathlib import Path
from briefreader.model import Article
from briefreader.search import Index
index = Index.open(Path(sys.argv[1]))
revision = index.revision
while True:
    revision += 1
    old = range((revision - 1) * 100, revision * 100)
    new = ((revision * 100 + n, Article('', f'Revision r{revision}', 'some words ' * n)) for n in range(100))
    index.write(new, old, revision, 'store')
    print(revision, flush=True)
"""


def total(index: Index, query: str) -> int:
    return index.search(parse(query), 0).total


def run(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_reader_sees_another_process_only_after_refresh(new_index: Make, tmp_path: Path) -> None:
    index = new_index()
    index.write([(1, report("Old", "old words"))], (), 1, "s")
    program = (
        "import sys; from pathlib import Path\n"
        "from briefreader.model import Article; from briefreader.search import *\n"
        "Index.open(Path(sys.argv[1])).write([(2, Article('', 'New', 'new words'))], [1], 2, 's')"
    )
    with run(program, tmp_path / "index") as writer:
        assert writer.wait() == 0
    assert (total(index, "old"), total(index, "new"), index.revision) == (1, 0, 1)
    assert index.refresh()
    assert (total(index, "old"), total(index, "new"), index.revision) == (0, 1, 2)
    assert not index.refresh()


def test_an_index_made_anew_is_seen_though_its_numbers_are_the_old_ones(
    new_index: Make, tmp_path: Path
) -> None:
    index = new_index()
    index.write([(1, report("Old", "old"))], (), 5, "s")
    again = Index.recreate(tmp_path / "index")
    again.write([(2, report("New", "new"))], (), 5, "s")
    again.close()
    assert index.refresh()
    assert (total(index, "old"), total(index, "new"), index.count()) == (0, 1, 1)


def test_a_writer_killed_at_any_moment_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for attempt in range(6):
        with run(WRITER, folder) as writer:
            assert writer.stdout
            said = int(writer.stdout.readline())
            time.sleep(0.03 * attempt)
            writer.send_signal(signal.SIGKILL)
            said = int(([str(said), *writer.stdout.read().split()])[-1])
        index = Index.open(folder)
        assert index.revision in (said, said + 1)
        assert index.count() == 100
        assert total(index, f"r{index.revision}") == total(index, "revision") == 100
        index.close()
    # Nothing of the killed ones is left after a commit.
    index = Index.open(folder)
    index.write([], range(index.revision * 100 + 100), 1000, "store")
    index.close()
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "manifest"]


def test_a_reader_beside_a_busy_writer_always_sees_one_whole_commit(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with run(WRITER, folder) as writer:
        assert writer.stdout
        writer.stdout.readline()
        reader = Index.open(folder)
        seen = set()
        try:
            while len(seen) < 12:
                Index.open(folder).close()
                reader.refresh()
                seen.add(reader.revision)
                assert reader.count() == total(reader, "") == total(reader, f"r{reader.revision}") == 100
        finally:
            writer.kill()
            writer.stdout.read()
            reader.close()


FULL = """
import resource, signal, sys
from pathlib import Path
from briefreader.model import Article
from briefreader.search import Index
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index = Index.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    index.write([(n, Article('', f'Word{n}', f'another{n} ' * 20)) for n in range(3000)], [1], 2, 'store')
except OSError as error:
    print(type(error).__name__, index.revision, index.count())
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
"""


def test_a_full_disk_leaves_the_old_state_and_no_litter(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = Index.open(folder)
    index.write([(1, report("Old", "old words"))], (), 1, "store")
    before = {path.name for path in folder.iterdir()}
    with run(FULL, folder) as writer:
        assert writer.stdout
        assert writer.stdout.read() == "OSError 1 1\n"
    assert not index.refresh()
    assert total(index, "old") == 1
    index.write([], (), 2, "store")
    index.close()
    assert {path.name for path in folder.iterdir()} == before


def test_a_second_writer_is_told(new_index: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("briefreader.search.manifest._LOCK_WAIT", 0.2)
    first, second = new_index(), new_index()

    def slowly() -> object:
        with pytest.raises(IndexBusy, match="another process is writing the index"):
            second.write([(2, report("Second"))], (), 1, "s")
        yield 1, report("First")

    first.write(slowly(), (), 1, "s")  # type: ignore[arg-type]
    second.write([(2, report("Second"))], (), 2, "s")
    assert second.count() == 2


def test_an_open_reader_goes_on_when_a_writer_has_merged_its_files_away(new_index: Make) -> None:
    reader, writer = new_index(), new_index()
    for n in range(7):
        writer.write([(n, report("Word", "steady words"))], (), n + 1, "s")
    reader.refresh()
    for n in range(7, 60):
        writer.write([(n, report("Word", "steady words"))], (), n + 1, "s")
    assert total(reader, "steady") == total(reader, '"steady words"') == total(reader, "ste*") == 7
    reader.refresh()
    assert total(reader, "steady") == 60


def filled(folder: Path) -> None:
    index = Index.open(folder)
    index.write([(n, report(f"Number {n}", "some words to find")) for n in range(300)], (), 1, "s")
    index.write([], range(20), 2, "s")
    index.close()


def part(folder: Path, kind: str = "segment") -> Path:
    return next(folder.glob(f"*.{kind}"))


def cut(path: Path, by: int = 0) -> None:
    os.truncate(path, path.stat().st_size - by if by else path.stat().st_size // 2)


def changed(path: Path, at: int) -> None:
    """Turn one bit of a file round, ``at`` bytes from its start (or, below zero, its end)."""
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "manifest cut": lambda folder: cut(folder / "manifest"),
    "manifest empty": lambda folder: (folder / "manifest").write_bytes(b""),
    "manifest garbage": lambda folder: (folder / "manifest").write_bytes(b"\x00garbage" * 100),
    "manifest changed": lambda folder: changed(folder / "manifest", -9),
    "manifest lost": lambda folder: (folder / "manifest").unlink(),
    "segment cut": lambda folder: cut(part(folder)),
    "segment one byte short": lambda folder: cut(part(folder), 1),
    "segment empty": lambda folder: part(folder).write_bytes(b""),
    "segment of another kind": lambda folder: part(folder).write_bytes(b"%PDF-1.4" * 1000),
    "segment's table changed": lambda folder: changed(part(folder), -60),
    "segment lost": lambda folder: part(folder).unlink(),
    "removed documents cut": lambda folder: cut(part(folder, "dead")),
    "removed documents changed": lambda folder: changed(part(folder, "dead"), 30),
    "removed documents lost": lambda folder: part(folder, "dead").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_index_is_said_to_be_one_and_can_be_made_anew(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    filled(tmp_path)
    damage(tmp_path)
    with pytest.raises(IndexDamaged) as raised:
        Index.open(tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert "\n" not in str(raised.value)
    again = Index.recreate(tmp_path)
    again.write([(1, report("New", "words"))], (), 1, "s")
    assert total(again, "words") == again.count() == 1
    again.close()


def test_no_changed_byte_goes_unnoticed(tmp_path: Path) -> None:
    filled(tmp_path)
    whole = part(tmp_path).read_bytes()
    for at in range(0, len(whole), len(whole) // 100):
        part(tmp_path).write_bytes(whole)
        changed(part(tmp_path), at)
        with pytest.raises(IndexDamaged, match="is damaged"), closing(Index.open(tmp_path)) as index:
            index.verify()


def test_a_changed_posting_is_damage_and_not_a_traceback(tmp_path: Path) -> None:
    filled(tmp_path)
    segment = part(tmp_path)
    content = segment.read_bytes()
    segment.write_bytes(content[:30] + b"\x80" * (len(content) // 2) + content[len(content) // 2 + 30 :])
    with closing(Index.open(tmp_path)) as index:
        for query in ("words", '"some words"', "wor*", "wards~", "-some"):
            with pytest.raises(IndexDamaged, match="is damaged"):
                index.search(parse(query), 10)


def test_an_index_of_someone_else_is_not_ours(tmp_path: Path) -> None:
    create_in(str(tmp_path), Schema(text=TEXT))
    with pytest.raises(IndexDamaged, match="not made by briefreader"):
        Index.open(tmp_path)


def test_an_index_of_another_version_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr("briefreader.search.manifest.VERSION", 99)
    with pytest.raises(IndexDamaged, match=f"is of version {FORMAT}, not 99"):
        Index.open(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("hello")
    with pytest.raises(IndexDamaged, match="is not a folder"):
        Index.open(tmp_path / "index")


CUT = """
import os, sys
from pathlib import Path
from briefreader.model import Article
from briefreader.search import Index, IndexDamaged, parse
index = Index.open(Path(sys.argv[1]))
index.write([(n, Article('', f'Number {n}', f'words to find, {n} of them')) for n in range(9000)], (), 1, 's')
print(index.search(parse('words'), 5).total)
segment = next(Path(sys.argv[1]).glob('*.segment'))
os.truncate(segment, 4096)
asked = [
    lambda: index.search(parse('words'), 5),
    lambda: index.search(parse('"to find"'), 5),
    lambda: index.more_like(Article('', 'Number', 'words to find'), 5, ()),
    lambda: index.suggest(parse('wrods')),
    lambda: index.keys(),
    lambda: index.verify(),
    lambda: index.write([(1, Article('', 'New', 'words'))], (), 2, 's'),
]
for ask in asked:
    try:
        ask()
    except IndexDamaged as error:
        print(error)
"""


def test_a_file_that_is_cut_under_a_reader_does_not_kill_it(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", CUT, tmp_path], capture_output=True, text=True, check=False)
    first, *said = ended.stdout.splitlines()
    assert (ended.returncode, first, len(said)) == (0, "9000", 7)
    assert all(line.startswith(f"the index in {tmp_path} is damaged: ") for line in said)


MERGE = """
import resource, signal, sys
from pathlib import Path
from briefreader.model import Article
from briefreader.search import Index, parse
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
index = Index.open(folder)
def write(n):
    added = [(key, Article('', f'Word{key}', f'another{key} word')) for key in range(100 * n, 100 * n + 100)]
    index.write(added, (), n + 1, 's')
write(0)
most = 2 * max(path.stat().st_size for path in folder.glob('*.segment'))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
for n in range(1, 12):
    write(n)
full = len(list(folder.glob('*.segment')))
print(index.count(), index.search(parse('word'), 0).total, full > 5, len(list(folder.iterdir())) == full + 2)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
write(12)
print(index.count(), index.search(parse('word'), 0).total, len(list(folder.glob('*.segment'))) <= 5)
"""


def test_a_disk_that_is_full_in_the_middle_of_a_merge_costs_the_merge_only(tmp_path: Path) -> None:
    with run(MERGE, tmp_path / "index") as writer:
        assert writer.stdout
        assert writer.stdout.read() == "1200 1200 True True\n1300 1300 True\n"


def test_numbers_are_little_endian_on_every_machine(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    # Enough that some numbers take two bytes, and some four.
    text = "word " * 70_000
    index.write(
        [(1, report("Long", text)), *((n, report(f"N{n}", "word")) for n in range(2, 400))], (), 1, "s"
    )
    index.close()
    raw = part(tmp_path).read_bytes()
    length = int.from_bytes(raw[-24:-16], "little")
    kinds = {kind for kind, _, _ in json.loads(raw[-24 - length : -24])["arrays"].values()}
    assert {"<i8", "<u4", "<u2"} <= kinds <= {"<i8", "<u4", "<u2", "|u1"}


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("hello")
    Index.open(tmp_path).close()
    Index.recreate(tmp_path).close()
    assert (tmp_path / "mine.txt").read_text() == "hello"


SCENARIO = """
import sys
from pathlib import Path
from briefreader.model import Article
from briefreader.search import Index, parse, snippet
loaded = {name for name in sys.modules if name.startswith('whoosh')}
index = Index.open(Path(sys.argv[1]))
for n in range(10):
    index.write([(n, Article('', 'Title', 'some text of words'))], [n - 5], n, 's')
for query in ('words', '"some text"', 'wor*', 'wrods~2', 'title:t*', 'after:2020', '-some', 'a OR b'):
    index.search(parse(query), 10)
index.more_like(Article('', 'Title', 'some text'), 5, ())
index.close()
print(sorted({name for name in sys.modules if name.startswith('whoosh')} - loaded))
"""


def test_whoosh_is_loaded_whole_and_without_its_warnings(tmp_path: Path) -> None:
    # A folder of its own for compiled files: Python warns only when it compiles.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCENARIO, str(tmp_path / "index")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert (ended.stderr, ended.stdout) == ("", "[]\n")

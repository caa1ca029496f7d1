"""The command line: what goes to which stream, in which form, with which exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefreader.cli import cli, run
from briefreader.library import Library
from tests.conftest import CORPUS

COMMANDS = sorted(cli.commands)


class Outcome:
    """What a run of the program came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def records(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def briefreader(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*arguments: str, library: Path | None = None) -> Outcome:
        code = run(["--library", str(library or tmp_path / "library"), *arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    lines = [
        {"id": "drone-1", "title": "Drone [red]attack[/red] in Jordan",
         "text": "A drone killed three soldiers.",
         "published": "2024-01-28T09:00:00Z", "source": "Wire", "section": "World", "byline": "A. Writer",
         "url": "https://wire.example/1"},
        {"id": "drone-2", "title": "Three soldiers die",
         "text": "The drone attack in Jordan killed soldiers.",
         "published": "2024-01-29", "source": "Post"},
        {"id": "rugby", "title": "Rugby final", "text": "South Africa beat New Zealand."},
    ]  # fmt: skip
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with Library.open(tmp_path / "library") as library:
        library.index([path])
    return path


def test_index_prints_what_it_came_to(briefreader, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\nnonsense\n')
    first = briefreader("index", str(tmp_path / "a.jsonl"), str(tmp_path / "missing"))
    assert (first.code, first.out) == (0, "added 1, updated 0, unchanged 0, skipped 2\n")
    assert "a.jsonl" in first.err
    assert "missing" in first.err
    assert briefreader("index", str(tmp_path / "a.jsonl")).out.startswith("added 0, updated 0, unchanged 1")


def test_what_is_passed_over_is_no_flood(
    briefreader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(60):
        (folder / f"a{number:02}.html").touch()
        (folder / f"b{number:02}.txt").touch()
    (folder / "c.css").touch()
    (folder / "d.jsonl").write_text('bad\n{"text": "One."}\n[]\n3\n')
    said = briefreader("index", str(folder))
    assert said.out == "added 1, updated 0, unchanged 0, skipped 124\n"
    *named, rest = said.err.splitlines()
    assert [line.partition(":")[2][:9] for line in named] == [" skipped "] * 100
    assert named[0].endswith("a00.html: not a format that is read (.html)")
    assert "skipped 24 more: 21 is empty; 1 " in rest
    assert "; 1 for other reasons (" in rest
    (tmp_path / "config.toml").write_text("[limits]\npassed_over = 1000\n")
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    assert len(briefreader("index", str(folder)).err.splitlines()) == 124


def test_index_fails_when_nothing_at_all_could_be_read(briefreader, tmp_path: Path) -> None:
    assert briefreader("index", str(tmp_path / "missing")).code == 1
    (tmp_path / "folder").mkdir()
    nothing = briefreader("index", str(tmp_path / "folder"))
    assert nothing.code == 1
    assert "no reports found" in nothing.err


def test_index_reads_standard_input(briefreader, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO('{"id": "x", "text": "Zażółć"}\n'.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert briefreader("index", "-").out == "added 1, updated 0, unchanged 0, skipped 0\n"
    assert json.loads(briefreader("show", "x", "--format", "json").out)["text"] == "Zażółć"


def test_search_in_a_pipe_prints_fields_between_tabs(briefreader, filled: Path) -> None:
    found = briefreader("search", "jordan soldiers drone")
    assert [line.split("\t") for line in found.out.splitlines()] in (
        [["drone-1", "2024-01-28", "Wire", "Drone [red]attack[/red] in Jordan"],
         ["drone-2", "2024-01-29", "Post", "Three soldiers die"]],
        [["drone-2", "2024-01-29", "Post", "Three soldiers die"],
         ["drone-1", "2024-01-28", "Wire", "Drone [red]attack[/red] in Jordan"]],
    )  # fmt: skip
    assert "\x1b" not in found.out


def test_search_as_json(briefreader, filled: Path) -> None:
    (record,) = briefreader("search", "title:attack", "--json").records
    assert list(record) == [
        "id", "title", "source", "published", "score", "snippet", "read", "starred", "tags",
    ]  # fmt: skip
    assert record["published"] == "2024-01-28T09:00:00+00:00"
    assert record["score"] > 0  # type: ignore[operator]


def test_search_pages_and_sorts(briefreader, filled: Path) -> None:
    def found(*options: str) -> list[object]:
        return [record["id"] for record in briefreader("search", "", "--json", *options).records]

    assert found("--sort", "date") == ["drone-2", "drone-1", "rugby"]
    assert found("--sort", "date", "--limit", "1", "--offset", "1") == ["drone-1"]


def test_search_finds_nothing_like_grep(briefreader, filled: Path) -> None:
    nothing = briefreader("search", "unheardof")
    assert (nothing.code, nothing.out) == (1, "")


def test_search_says_what_may_have_been_meant(briefreader, filled: Path) -> None:
    nothing = briefreader("search", "rugbz")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err == "briefreader: nothing says this; did you mean: rugby\n"


def test_search_says_what_it_did_not_understand(briefreader, filled: Path) -> None:
    broken = briefreader("search", 'rugby after:someday "')
    assert broken.code == 0
    assert broken.out.startswith("rugby\t")
    assert "someday" in broken.err


def test_show(briefreader, filled: Path) -> None:
    text = briefreader("show", "drone-1").out
    assert text.splitlines()[:4] == [
        "Drone [red]attack[/red] in Jordan",
        "Wire · 2024-01-28 09:00 · World",
        "A. Writer",
        "https://wire.example/1",
    ]
    assert text.endswith("\nA drone killed three soldiers.\n")
    (record,) = briefreader("show", "rug", "--format", "json").records
    assert (record["id"], record["published"]) == ("rugby", None)


@pytest.mark.parametrize(
    ("form", "begins"), [("citation", "“"), ("bibtex", "@"), ("ris", "TY  - NEWS"), ("csl", "[")]
)
def test_show_cites(briefreader, filled: Path, form: str, begins: str) -> None:
    assert briefreader("show", "rug", "--format", form).out.startswith(begins)


def test_show_what_is_not_there(briefreader, filled: Path) -> None:
    missing = briefreader("show", "nope")
    assert missing.code == 1
    assert missing.err.count("\n") == 1
    several = briefreader("show", "drone")
    assert several.code == 2
    assert "drone-1, drone-2" in several.err


def test_related(briefreader, filled: Path) -> None:
    first = briefreader("related", "drone-1", "--json").records[0]
    assert list(first) == ["id", "title", "source", "published", "score", "kind", "reasons", "differs"]
    assert first["id"] == "drone-2"
    assert first["reasons"]
    assert briefreader("related", "drone-1").out.startswith("drone-2\t2024-01-29\tPost\t")


def test_related_says_why_and_folds_copies(briefreader, filled: Path, tmp_path: Path) -> None:
    text = "The drone attack in Jordan killed soldiers in their sleep, and Biden promised an answer to Iran. "
    copies = [{"id": f"copy-{n}", "title": "Soldiers killed", "text": f"{text}({n})"} for n in "abc"]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(copy) + "\n" for copy in copies))
    briefreader("index", str(tmp_path / "more.jsonl"))
    shown = briefreader("related", "copy-a").out.splitlines()
    assert shown[0].startswith("copy-b\t")
    assert shown[1].startswith("    copy: ")
    assert "Jordan" in shown[1]
    assert shown[2] == "    1 more copy: copy-c"
    assert {line.split("\t")[0] for line in shown[3:] if "\t" in line} == {"drone-1", "drone-2"}
    as_json = briefreader("related", "copy-a", "--json").records
    assert [(one["id"], one["kind"]) for one in as_json[:2]] == [("copy-b", "copy"), ("copy-c", "copy")]


def test_related_leaves_out_what_is_hardly_related(briefreader, filled: Path, tmp_path: Path) -> None:
    chess = {"id": "chess", "title": "Chess", "text": "The queen of the grandmaster fell to a pawn in Oslo."}
    (tmp_path / "chess.jsonl").write_text(json.dumps(chess) + "\n")
    briefreader("index", str(tmp_path / "chess.jsonl"))
    nothing = briefreader("related", "chess")
    assert nothing.out == ""
    assert nothing.err == "briefreader: nothing in the library is related to it\n"


@pytest.mark.parametrize(
    "given", ["Soldiers killed\n\nA drone in Jordan.\n", '{"text": "A drone in Jordan."}\n']
)
def test_related_to_standard_input(
    briefreader, filled: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    found = briefreader("related", "-", "--json").records
    assert {one["id"] for one in found[:2]} == {"drone-1", "drone-2"}


def test_related_to_more_than_is_compared_says_so(
    briefreader, filled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    (tmp_path / "config.toml").write_text("[limits]\ngiven_chars = 1_000\n")
    text = "A drone in Jordan killed soldiers. " * 30
    for given, said in ((text[:999], 0), (text, 1)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        found = briefreader("related", "-", "--json")
        assert {one["id"] for one in found.records[:2]} == {"drone-1", "drone-2"}
        assert found.err.count("the first 1,000 characters of the text are compared") == said


def test_related_to_nothing(briefreader, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\x1b[0m \n"[1:])))
    nothing = briefreader("related", "-")
    assert (nothing.code, nothing.out, nothing.err.count("\n")) == (2, "", 1)
    assert "no text" in nothing.err


def test_stories(briefreader, filled: Path) -> None:
    first, second = briefreader("stories", "--json").records
    assert list(first) == ["id", "headline", "first", "last", "reports", "entities"]
    assert (first["id"], first["reports"]) == ("drone-1", ["drone-1", "drone-2"])
    assert first["first"] == "2024-01-28T09:00:00+00:00"
    assert second["reports"] == ["rugby"]
    assert len(briefreader("stories", "--limit", "1").out.splitlines()) == 1
    assert briefreader("stories").out.startswith("drone-1\t2\t2024-01-28 to 2024-01-29\t")


def test_story(briefreader, filled: Path) -> None:
    (record,) = briefreader("story", "drone-2", "--json").records
    assert record["id"] == "drone-1"
    assert [one["id"] for one in record["reports"]] == ["drone-1", "drone-2"]  # type: ignore[index, union-attr]
    assert record["reports"][0]["new"] == 1  # type: ignore[index]
    text = briefreader("story", "drone-1").out
    assert (
        text.index("\n2024-01-28  ") < text.index("\tDrone [red]attack[/red]") < text.index("\n2024-01-29  ")
    )
    assert "100% new: A drone killed three soldiers." in text


def test_compare(briefreader, tmp_path: Path) -> None:
    texts = {
        "a": "The drone attack killed three soldiers in Jordan. The base lies near the border.",
        "b": "The drone attack killed four soldiers in Jordan. Biden promised an answer.",
    }
    lines = [json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items()]
    (tmp_path / "two.jsonl").write_text("".join(lines))
    briefreader("index", str(tmp_path / "two.jsonl"))
    (found,) = briefreader("compare", "a", "b", "--json").records
    (common,) = found["common"]  # type: ignore[misc]
    assert texts["a"][slice(*common["a"])] == "The drone attack killed three soldiers in Jordan."  # type: ignore[index]
    assert [texts["b"][slice(*span)] for span in found["only_b"]] == ["Biden promised an answer."]  # type: ignore[union-attr]
    (difference,) = found["differences"]  # type: ignore[misc]
    assert difference["kind"] == "number"  # type: ignore[index]
    assert texts["a"][slice(*difference["a"])].startswith("three")  # type: ignore[index]
    assert texts["b"][slice(*difference["b"])].startswith("four")  # type: ignore[index]
    text = briefreader("compare", "a", "b").out
    assert text.index("They differ") < text.index("Both say") < text.index("Only A") < text.index("Only B")
    same = briefreader("compare", "a", "a")
    assert "same report" in same.err
    assert "Only" not in same.out


@pytest.mark.parametrize("arguments", [("related", "gone"), ("story", "gone"), ("compare", "rugby", "gone")])
def test_a_report_that_is_gone_is_one_line(briefreader, filled: Path, arguments: tuple[str, ...]) -> None:
    missing = briefreader(*arguments)
    assert (missing.code, missing.out, missing.err.count("\n")) == (1, "", 1)
    assert "'gone'" in missing.err


def test_export(briefreader, filled: Path) -> None:
    records = briefreader("export").records
    assert [record["id"] for record in records] == ["drone-1", "drone-2", "rugby"]
    assert {"id", "title", "text", "published", "source", "section", "byline", "url"} <= set(records[0])
    assert "related" not in records[0]
    related = briefreader("export", "--related", "2").records[0]["related"]
    assert related[0]["id"] == "drone-2"  # type: ignore[index]
    assert related[0]["kind"] in ("same event", "follow-up", "topic")  # type: ignore[index]


def test_export_goes_in_again_as_it_came_out(briefreader, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text(briefreader("export").out)
    other = tmp_path / "other"
    assert briefreader("index", str(tmp_path / "out.jsonl"), library=other).out.startswith("added 3")
    again = briefreader("export", library=other).records
    paths = {"path": None}
    assert [r | paths for r in again] == [r | paths for r in briefreader("export").records]


def test_stats(briefreader, filled: Path) -> None:
    (figures,) = briefreader("stats", "--json").records
    assert (figures["reports"], figures["undated"], figures["sources"], figures["indexed"]) == (3, 1, 2, 3)
    assert figures["index_bytes"] > 0  # type: ignore[operator]
    assert "3 from 2 sources, 1 undated" in briefreader("stats").out


def test_forget_and_reindex(briefreader, filled: Path) -> None:
    assert briefreader("forget", "rugby").out == "forgot 1\n"
    assert briefreader("reindex").out == "indexed 2\n"
    assert briefreader("search", "rugby").code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("index",), "PATH"),
        (("show",), "ID"),
        (("search", "x", "--limit", "many"), "--limit"),
        (("search", "x", "--sort", "size"), "--sort"),
        (("nonsense",), "nonsense"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_wrong_arguments_are_one_line(briefreader, arguments: tuple[str, ...], says: str) -> None:
    wrong = briefreader(*arguments)
    assert wrong.code == 2
    assert wrong.out == ""
    assert wrong.err.count("\n") == 1
    assert says in wrong.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(briefreader, command: str) -> None:
    shown = briefreader(command, "--help")
    assert shown.code == 0
    assert f"Example: briefreader {command}" in shown.out


def test_reading_needs_a_terminal(tmp_path: Path) -> None:
    for environment in ({}, {"TERM": "dumb"}):
        ended = subprocess.run(
            [sys.executable, "-m", "briefreader", "--library", str(tmp_path), "read"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
            env=os.environ | environment,
        )  # fmt: skip
        assert ended.returncode == 2
        assert ended.stderr.count("\n") == 1
        assert "terminal" in ended.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    program = f"{sys.executable} -m briefreader --library {tmp_path / 'library'}"
    shell = f"{program} index {CORPUS} >/dev/null && {program} export | head -c 100 >/dev/null"
    shell += "; echo ${PIPESTATUS[0]}"
    ended = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=120)
    assert (ended.stdout, ended.stderr) == ("0\n", "")


def test_help_imports_nothing_heavy() -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "briefreader", "--help"], capture_output=True, text=True
    )
    assert ended.returncode == 0
    for heavy in (
        "textual",
        "whoosh",
        "numpy",
        "sqlite3",
        "yaml",
        "markdown_it",
        "charset_normalizer",
        "rich",
    ):
        assert f" {heavy}\n" not in ended.stderr

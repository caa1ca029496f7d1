"""What leaves the reader: to files, commands, browsers; clean, whole and only where it was sent."""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from briefreader.citations import key
from briefreader.library import Library
from briefreader.model import Article, Markup
from briefreader.tui import links, outside, saving
from briefreader.tui.clipboard import NoCommand
from briefreader.tui.screens.line import LineScreen
from briefreader.tui.taken import Taken
from tests.tui.driving import FLOOD, Driver, reader
from tests.tui.test_caret import copies, opened, press

__all__ = ["copies"]

EVIL = "one\x1b[201~\x9b31m two\x07\u202e three\r\nfour"


@pytest.mark.parametrize("quote", ["", EVIL])
def test_what_leaves_has_no_control_characters(quote: str) -> None:
    article = replace(FLOOD, title=EVIL, text=EVIL, source=EVIL, byline=EVIL)  # what never gets in
    for kind in ("text", "markdown", "json"):
        made = Taken(article, quote).as_kind(kind)  # type: ignore[arg-type]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", made)
        assert made.endswith("\n")


def test_kinds() -> None:
    assert Taken(FLOOD, "Nobody was hurt.").as_kind("text") == "Nobody was hurt.\n"
    assert (
        Taken(FLOOD)
        .as_kind("text")
        .startswith(f"{FLOOD.title}\nValley Herald · 2024-05-05 18:30 · Weather\n")
    )
    assert Taken(FLOOD).as_kind("markdown").startswith("---\ntitle: River bursts")
    quoted = Taken(FLOOD, "Nobody was hurt.").as_kind("markdown")
    assert quoted.startswith("> Nobody was hurt.\n>\n> — Ann Ost, River bursts its banks at Elmstead")
    assert json.loads(Taken(FLOOD).as_kind("json"))["text"] == FLOOD.text
    record = json.loads(Taken(FLOOD, "Nobody was hurt.").as_kind("json"))
    assert record["quote"] == "Nobody was hurt."
    assert record["title"] == FLOOD.title
    assert "text" not in record


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (FLOOD.title, "river-bursts-its-banks-at-elmstead.txt"),
        ("../../etc/passwd; $(rm) 'x'", "etc-passwd-rm-x.txt"),
        ("日本語", "report.txt"),
        ("Élan Žižek’s " + "long " * 40, "elan-zizek-long-long-long-long-long-long-long-long-long-long.txt"),
        ("", "report.txt"),
    ],
)
def test_names_for_files(title: str, name: str) -> None:
    assert Taken(replace(FLOOD, title=title)).file_name == name


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("a.txt", "text"),
        ("a", "text"),
        ("a.MD", "markdown"),
        ("a.markdown", "markdown"),
        (" b.json ", "json"),
    ],
)
def test_a_file_holds_what_its_name_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path, found = saving.path_of(typed)
    assert found == kind
    assert path == Path(typed.strip())


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("a.doc", "call it .txt, .md or .json"), ("no/a.txt", "there is no folder no"), (".", "is a folder")],
)
def test_what_cannot_be_saved_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(saving.CannotSave, match=re.escape(reason)):
        saving.path_of(typed)


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        saving.write(tmp_path / "new", "żółw\n")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == "żółw\n".encode()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    (tmp_path / "new").chmod(0o640)
    (tmp_path / "link").symlink_to("new")
    saving.write(tmp_path / "link", "again\n")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "new").read_text() == "again\n"
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"new", "link"}


def test_what_was_there_is_as_it_was_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(saving.CannotSave, match="no space left on device"):
        saving.write(folder / "a.txt", "new")
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert (folder / "a.txt").read_text() == "old"


# -- links

LINKED = Article(
    "l", "Linked", "See the page, https://a.example/x_(y)?z=1. And mail.", url="https://report.example/1",
    markup=(Markup(8, 12, "link", "https://page.example/"), Markup(47, 51, "link", "mailto:a@b.example")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("offset", "address"),
    [
        (None, "https://report.example/1"),
        (0, "https://report.example/1"),
        (9, "https://page.example/"),
        (20, "https://a.example/x_(y)?z=1"),
        (48, "https://report.example/1"),
    ],
)
def test_the_link_that_is_meant(offset: int | None, address: str) -> None:
    assert links.link_at(LINKED, offset) == address


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "https://", "-x", "http://a b/", "//a.example", "ftp://a/"],
)
def test_only_the_web_is_opened(address: str) -> None:
    assert not links.is_web(address)
    assert links.link_at(replace(LINKED, url=address), None) == ""


@pytest.mark.parametrize(
    ("environment", "platform", "there", "name", "on_terminal"),
    [
        ({"BROWSER": "none:w3m -F"}, "linux", ("w3m", "xdg-open"), "w3m", True),
        ({"BROWSER": "firefox %s"}, "linux", ("firefox",), "firefox", False),
        ({"DISPLAY": ":0"}, "linux", ("xdg-open",), "xdg-open", False),
        ({"SSH_TTY": "x"}, "linux", ("xdg-open",), None, False),
        ({}, "linux", ("xdg-open",), None, False),
        ({}, "darwin", (), "open", False),
        ({"SSH_TTY": "x"}, "darwin", (), None, False),
    ],
)
def test_the_browser(
    environment: dict[str, str], platform: str, there: tuple[str, ...], name: str | None, on_terminal: bool
) -> None:
    found = links.browser(environment, platform, lambda word: word if word in there else None)
    assert (found.name if found else None) == name
    assert bool(found and found.on_terminal) == on_terminal


def test_an_address_is_one_word_whatever_stands_in_it() -> None:
    address = "https://a.example/;rm -rf $(x)"
    assert links.command_for(links.Browser("b", ("b", "--new")), address) == ("b", "--new", address)
    assert links.command_for(links.Browser("b", ("b", "--url=%s")), address) == ("b", f"--url={address}")


# -- commands


def test_command_lines() -> None:
    assert outside.piped("cat -n 'a b'", "x").command == ("cat", "-n", "a b")
    assert outside.piped("!cat | wc; echo", "x").command == ("/bin/sh", "-c", "cat | wc; echo")
    for typed, reason in (
        ("cat | wc", "needs a shell: begin with !"),
        ("cat > x", "needs a shell"),
        ("cat 'x", "no closing quotation"),
        ("", "no command"),
        ("!", "no command"),
        ("no-such-program-at-all", "there is no command"),
    ):
        with pytest.raises(NoCommand, match=reason):
            outside.piped(typed, "x")


def test_editor_and_pager() -> None:
    assert outside.in_editor({"VISUAL": "cat -A", "EDITOR": "ls"}, "x", "n").command == ("cat", "-A")
    assert outside.in_editor({"EDITOR": "ls"}, "x", "n").command == ("ls",)
    assert outside.in_pager({"PAGER": "cat"}, "x", "n").wait
    with pytest.raises(NoCommand, match="there is no command 'no-such'"):
        outside.in_pager({"PAGER": "no-such"}, "x", "n")


# -- in the reader


async def asked(r: Driver, words: str) -> None:
    """Write words in place of what stands in the line that was asked for, and go on."""
    await r.until(lambda: isinstance(r.app.screen, LineScreen))
    await r.press("ctrl+u")
    await r.type(words)
    await r.press("enter")


async def test_saving_asks_before_it_writes_over(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.md"
    async with opened(small) as r:
        await press(r, "s")
        await r.until(lambda: "river-bursts-its-banks-at-elmstead.txt" in r.screen())
        await asked(r, "a.md")
        await r.until(file.exists)
        assert file.read_text() == Taken(FLOOD).as_kind("markdown")
        await press(r, "wviw")
        await press(r, "s")
        await asked(r, "a.md")
        await r.until(lambda: "Already there" in r.screen())
        await r.press("escape")
        assert file.read_text() == Taken(FLOOD).as_kind("markdown")
        await press(r, "s")
        await asked(r, "a.md")
        await r.until(lambda: "Yes, write over it" in r.screen())
        await r.press("down", "enter")
        await r.until(lambda: file.read_text().startswith("> river\n"))
        await press(r, "s")
        await asked(r, "a.doc")
        await r.until(lambda: "call it .txt, .md or .json" in r.screen())


async def test_what_is_cited_and_how(small: Library, copies) -> None:  # type: ignore[no-untyped-def]
    async with opened(small) as r:
        await press(r, "Y")
        await r.until(lambda: len(copies()) == 1)
        first = FLOOD.text.split("\n\n")[0]
        cited = f"Ann Ost. “{FLOOD.title}.” Valley Herald, 5 May 2024."
        assert copies()[0] == f"“{first}”\n\n{cited}"
        await press(r, "C")
        await r.until(lambda: "CSL-JSON" in r.screen())
        await r.type("bib")
        await r.press("enter")
        await r.until(lambda: "copies with BibTeX from now on" in r.screen())
        await press(r, "wviwY")
        await r.until(lambda: len(copies()) == 2)
        assert key(FLOOD) in copies()[1]
        assert "annote = {river}" in copies()[1]
    async with reader(small) as r:
        await r.press("j")
        await r.until(lambda: r.title == FLOOD.title)
        await press(r, "Y")
        await r.until(lambda: len(copies()) == 3)
        assert copies()[2].startswith("@article{")
        assert "annote" not in copies()[2]


async def test_a_link_that_no_browser_can_open_here_is_copied(
    small: Library,
    copies,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/9")
    small.add([replace(FLOOD, url="https://valley.example/flood")])
    async with opened(small, (120, 30)) as r:
        await press(r, "o")
        await r.until(copies)
        assert copies() == ["https://valley.example/flood"]
        await r.until(lambda: "no browser can be reached from here" in r.screen())


async def test_a_link_is_opened_by_the_browser(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, file = tmp_path / "browser", tmp_path / "opened"
    program.write_text(f'#!/bin/sh\necho "$@" > {file}.part; mv {file}.part {file}\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} --new")
    small.add([replace(FLOOD, url="https://valley.example/flood")])
    async with reader(small) as r:
        await r.press("j")
        await r.until(lambda: r.title == FLOOD.title)
        await press(r, "o")
        await r.until(file.exists)
        assert file.read_text() == "--new https://valley.example/flood\n"


@pytest.mark.parametrize("keys", ["|", "E", "P"])
async def test_keys_that_give_the_screen_over(
    small: Library, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    for variable in ("VISUAL", "EDITOR", "PAGER"):
        monkeypatch.setenv(variable, "cat -u")
    given: list[outside.Program] = []
    async with opened(small) as r:
        monkeypatch.setattr(type(r.app), "on_give_over", lambda _, event: given.append(event.program))
        await press(r, "wviw")
        await r.press("vertical_line" if keys == "|" else keys)
        if keys == "|":
            await asked(r, "cat -u")
        await r.until(lambda: given)
        assert given[0].command == ("cat", "-u")
        assert (given[0].text or "").strip() == "river"
        assert small.recall("piped") == ('["cat -u"]' if keys == "|" else None)


async def test_words_about_a_copy_come_after_it(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    done: list[str] = []
    async with opened(small) as r:
        say = r.main.say
        monkeypatch.setattr(r.app._driver, "write", lambda data: done.append("sent") if "]52;" in data else 0)
        monkeypatch.setattr(r.main, "say", lambda *words: (done.append("said"), say(*words)))
        await press(r, "y")
        await r.until(lambda: "copied" in r.screen() or "sent" in r.screen())
    assert done[:2] == ["sent", "said"]

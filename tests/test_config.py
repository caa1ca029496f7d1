"""Settings: what the file says, and the one line for what it should not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefreader import config, dating
from briefreader.config import ConfigError, Settings
from briefreader.errors import LibraryError
from briefreader.library import Library
from briefreader.limits import Limits
from briefreader.settings import THEMES, Colours


def test_without_a_file_all_is_as_it_was_made(tmp_path: Path) -> None:
    assert config.load(tmp_path / "none.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('# mine\nlibrary = "news"\nrecogniser = "spacy:model"\n')
    assert config.load(tmp_path / "config.toml") == Settings(
        library=str(tmp_path / "news"), recogniser="spacy:model"
    )


def test_limits_are_read_and_kept_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    (tmp_path / "config.toml").write_text("[limits]\ntext_bytes = 10\nquery_words = 1\ntag_chars = 3\n")
    (tmp_path / "long.txt").write_text("Eleven bytes and more")
    with Library.open(tmp_path / "library") as library:
        (skipped,) = library.index([tmp_path / "long.txt"]).skipped
        assert "larger than 10 bytes" in skipped.reason
        assert "only its first 1 words" in library.search("two words").notes[0]
        with pytest.raises(LibraryError, match="3 at most"):
            library.mark([], add_tags=["four"])


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            b'library = "x"\nrecognizer = "rules"\n',
            "line 2: no setting 'recognizer': did you mean 'recogniser'",
        ),
        (b"\nzzz = 1\n", "line 2: no setting 'zzz': there are library, recogniser, theme, "),
        (b"[theme]\ndark = true\n", "line 1: theme takes a text in quotes, not {'dark': True}"),
        (b"[themes]\ndark = true\n", "line 1: no setting 'themes': did you mean 'theme'?"),
        (b'theme = "gruvbocks"\n', "line 1: theme takes one of "),
        (b'theme = "gruvbock"\n', "line 1: theme takes one of briefreader-dark, "),
        (b"\n measure = 19", "line 2: measure takes a whole number from 20 to 200, not 19"),
        (b'measure = "80"', "line 1: measure takes a whole number, not '80'"),
        (b'date_format = "%Q"', "line 1: date_format takes iso, day-first, month-first, words, or a pattern"),
        (b'date_format = "tomorrow"', "line 1: date_format takes iso, "),
        (b'date_format = "%Y\\u001b"', "line 1: date_format takes a pattern that comes to "),
        (b'date_format = "%A %A %A %A"', "line 1: date_format takes a pattern that comes to "),
        (b'copy_command = "xclip \'"', "line 1: copy_command takes a command line: no closing quotation"),
        (b'citation = "mla"', "line 1: citation takes one of plain, markdown, bibtex, ris, csl, not 'mla'"),
        (b'[colours]\n\nperson = "redd"', 'line 3: person takes "#rrggbb" or one of black, red, '),
        (b'[colours]\nplace = "#12345"', "line 2: place takes "),
        (b'[colours]\nmeasure = "red"', "line 2: no setting of [colours] 'measure': there are person, "),
        (b"measure = 80\n[colours]\nperson = 1", "line 3: person takes a text in quotes, not 1"),
        (b'theme = "nord"\n[keys]\ntheme = 1', "line 3: 'theme' takes a key in quotes, or a list of such"),
        (b'[keys]\n"open" = "o"\n"copy" = ["y", 1]', "line 3: 'copy' takes a key in quotes, or a list"),
        (b"keys = 1", "line 1: keys is a table"),
        (b"\nkeys.open = 1", "line 2: 'open' takes a key in quotes"),
        (b"x = " + b"[" * 5000, "line 1: "),
        (b"\n\nrecogniser = 3\n", "line 3: recogniser takes a text in quotes, not 3"),
        (b'library = "x"\nrecogniser = \n', "line 2: "),
        (b"limits = 3\n", "line 1: limits is a table: write [limits] and its settings below"),
        (b"[limits]\n\nquery_char = 3\n", "line 3: no limit 'query_char': did you mean 'query_chars'"),
        (b"[limits]\nquery_chars = 0\n", "line 2: query_chars takes a whole number from 1 to "),
        (b"[limits]\nquery_chars = true\n", "line 2: query_chars takes a whole number from 1 to "),
        (b'[limits]\ntext_bytes = "8 MB"\n', "line 2: text_bytes takes a whole number from 1 to "),
        (b"\nlibrary = '\xff'\n", "line 2: this is no UTF-8"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_and_line(tmp_path: Path, written: bytes, says: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(written)
    with pytest.raises(ConfigError) as raised:
        config.load(path)
    assert f"{path}, {says}" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_every_setting_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        """\ufefftheme = "nord"
measure = 60
date_format = "%e %b %y"
copy_command = "xclip -i"
citation = "ris"
[colours]
person = "#aabbcc"
place = "bright-blue"
[keys]
"next-report" = ["J", "ctrl+n"]
open = "enter"
story = []
[limits]
query_words = 3
"""
    )
    assert config.load(path) == Settings(
        theme="nord",
        measure=60,
        date_format="%e %b %y",
        copy_command="xclip -i",
        citation="ris",
        colours=Colours(person="#aabbcc", place="bright-blue"),
        keys={"next-report": ("J", "ctrl+n"), "open": ("enter",), "story": ()},
        limits=Limits(query_words=3),
    )


def test_themes_are_those_that_there_are() -> None:
    from textual.theme import BUILTIN_THEMES

    from briefreader.tui.themes import OWN

    assert set(THEMES) == set(BUILTIN_THEMES) | {theme.name for theme in OWN}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("iso", "2024-01-31"),
        ("day-first", "31/01/2024"),
        ("month-first", "01/31/2024"),
        ("words", "31 January 2024"),
        ("%a %d.%m.%y", "Wed 31.01.24"),
        ("%A, %e %b, 100%%", "Wednesday, 31 Jan, 100%"),
    ],
)
def test_days_are_written_by_a_pattern(pattern: str, expected: str) -> None:
    assert dating.trouble(pattern) == ""
    assert dating.written(date(2024, 1, 31), pattern) == expected


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(ConfigError, match=r"config\.toml: Is a directory"):
        config.load(tmp_path / "config.toml")


def test_the_setting_names_the_library_unless_something_nearer_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefreader.config.config_dir", lambda: tmp_path)
    (tmp_path / "config.toml").write_text('library = "mine"\n')
    with Library.open() as library:
        assert library.folder == tmp_path / "mine"
    monkeypatch.setenv("BRIEFREADER_LIBRARY", str(tmp_path / "theirs"))
    with Library.open() as library:
        assert library.folder == tmp_path / "theirs"
    with Library.open(tmp_path / "given") as library:
        assert library.folder == tmp_path / "given"

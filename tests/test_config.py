"""Settings: what the file says, and the one line for what it should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefreader import config
from briefreader.config import ConfigError, Settings
from briefreader.errors import LibraryError
from briefreader.library import Library


def test_without_a_file_all_is_as_it_was_made(tmp_path: Path) -> None:
    assert config.load(tmp_path / "none.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('# mine\nlibrary = "news"\nrecogniser = "spacy:model"\n')
    assert config.load(tmp_path / "config.toml") == Settings(str(tmp_path / "news"), "spacy:model")


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
        (b"\nzzz = 1\n", "line 2: no setting 'zzz': there are library, recogniser, "),
        (b"[theme]\ndark = true\n", "line 1: no setting 'theme'"),
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

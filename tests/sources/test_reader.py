"""What a file is, told by content and name; and what is no report."""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from briefreader.limits import Limits
from briefreader.model import Skipped
from briefreader.sources import File, read

REPORT = "A storm\n\nThe storm came at night, and nobody in the village had been told of it.\n"
MARKDOWN = "---\ntitle: A storm\n---\nThe *storm* came at night.\n"
JSONL = '{"title": "A storm", "text": "The storm came at night."}\n'


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", REPORT, "The storm came at night, and nobody in the village had been told of it."),
        ("a", REPORT, "The storm came at night, and nobody in the village had been told of it."),
        ("a.report", REPORT, "The storm came at night, and nobody in the village had been told of it."),
        ("a.md", MARKDOWN, "The storm came at night."),
        ("a.markdown", MARKDOWN, "The storm came at night."),
        ("A.MD", MARKDOWN, "The storm came at night."),
        ("a.txt", MARKDOWN, "The storm came at night."),
        ("a", MARKDOWN, "The storm came at night."),
        ("a.md", "# A storm\n\nThe *storm* came.\n", "The storm came."),
        (
            "a.txt",
            "# A storm\n\nThe **storm** came.\n\n## Later\n\nIt went.",
            "The storm came.\n\nLater\n\nIt went.",
        ),
        ("a", "# A storm\n\n- [one](https://x.example)\n", "• one"),
        ("a.jsonl", JSONL, "The storm came at night."),
        ("a.ndjson", JSONL, "The storm came at night."),
        ("a.json", JSONL, "The storm came at night."),
        ("a.txt", JSONL, "The storm came at night."),
        ("a.md", JSONL, "The storm came at night."),
        ("a", f"[{JSONL}]", "The storm came at night."),
    ],
)
def test_formats_are_told_by_content_and_name(read_file, name: str, content: str, text: str) -> None:
    for variant, data in ((name, content.encode()), (f"{name}.gz", gzip.compress(content.encode()))):
        articles, reasons = read_file(variant, data)
        assert reasons == []
        assert [(a.title, a.text) for a in articles] == [("A storm", text)]


@pytest.mark.parametrize(
    ("name", "content", "title", "text"),
    [
        ("a.txt", "# 1 in the charts\n\nThe song leads.", "# 1 in the charts", "The song leads."),
        ("a.txt", "--- A storm ---\n\nIt came.", "--- A storm ---", "It came."),
        ("a.txt", "{brackets} in a headline\n\nIt came.", "{brackets} in a headline", "It came."),
        ("a.txt", "[Opinion] On the storm\n\nIt came.", "[Opinion] On the storm", "It came."),
        ("a.md", "[Opinion] On the storm\n", "[Opinion] On the storm", "[Opinion] On the storm"),
    ],
)
def test_plain_text_with_marks_in_it_stays_plain(
    read_file, name: str, content: str, title: str, text: str
) -> None:
    articles, _ = read_file(name, content)
    assert [(a.title, a.text) for a in articles] == [(title, text)]


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # Of no time: the parameters of a test must be the same in every process that collects it.
        archive.writestr(zipfile.ZipInfo("a.txt"), REPORT)
    return buffer.getvalue()


def twice(content: bytes) -> bytes:
    return gzip.compress(gzip.compress(content, mtime=0), mtime=0)


NOISE = random.Random(7).randbytes(4000)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (b" \n\t\r\n ", "has nothing in it but white space"),
        ("\ufeff\n".encode(), "has nothing in it but white space"),
        (b"\x1b[31m\x07\x1b[0m", "has nothing in it but white space"),
        (b"\x89PNG\r\n\x1a\n....", "is a PNG image"),
        (b"\xff\xd8\xff\xe0....", "is a JPEG image"),
        (b"GIF89a....", "is a GIF image"),
        (b"%PDF-1.7\n....", "is a PDF document: export its text first"),
        (zipped(), "is a zip archive or office document: unpack it or export its text first"),
        (b"{\\rtf1 Hello}", "is an RTF document: export its text first"),
        (b"<!DOCTYPE html>\n<p>Hello", "is HTML or XML, which is not read: export its text first"),
        (b"\n <html lang='en'>", "is HTML or XML, which is not read: export its text first"),
        (b"BZh91AY&SY....", "is a bzip2 archive: unpack it first"),
        (twice(b"x"), "is gzip data packed twice: unpack it once first"),
        (b"text\x00with a hole", "is binary (it holds NUL bytes)"),
        (NOISE, "is binary (it holds NUL bytes)"),
        (NOISE.replace(b"\x00", b"\x01"), "is binary (more control characters than text has)"),
        (b"\x01\x02\x03\x04\x05 \x06\x07", "is binary (more control characters than text has)"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n", mtime=0), "is a PNG image"),
        (b"\x1f\x8bnonsense", None),
        (
            gzip.compress(REPORT.encode() * 99, mtime=0)[:-20],
            "cannot be read to its end: the compressed data is cut off",
        ),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_what_is_no_report_is_named(read_file, name: str, content: bytes, reason: str | None) -> None:
    articles, reasons = read_file(name, content)
    assert articles == []
    assert len(reasons) == 1
    assert reasons[0] == reason or (reason is None and "compressed data is damaged" in reasons[0])


def test_control_characters_are_gone_from_a_text(read_file) -> None:
    articles, _ = read_file(
        "a.txt",
        "\x1b]52;c;aGk=\x07A \x1b[31mstorm\x1b[0m\u202e\n\nIt \x9b31mcame\x07 at\x00 night.\n".replace(
            "\x00", ""
        ),
    )
    assert (articles[0].title, articles[0].text) == ("A storm", "It came at night.")


@pytest.mark.parametrize(
    ("name", "content", "limits", "reason"),
    [
        ("a.txt", b"word " * 300, Limits(text_bytes=1024), "1 kB, up to which plain text"),
        (
            "a.txt.gz",
            gzip.compress(b"word " * 900_000, mtime=0),
            Limits(text_bytes=1 << 20),
            "1 MB, up to which plain text",
        ),
        ("a.md", b"word " * 300, Limits(markdown_bytes=1024), "1 kB, up to which Markdown"),
    ],
)
def test_too_large_a_file_is_named(read_file, name: str, content: bytes, limits: Limits, reason: str) -> None:
    assert read_file(name, content, limits) == ([], [f"larger than {reason} is read"])


def reasons_for(path: Path) -> list[str]:
    skipped: list[Skipped] = []
    assert list(read(File(path, 1, 1), skipped.append)) == []
    assert [s.path for s in skipped] == [str(path)]
    return [s.reason for s in skipped]


def test_a_file_that_went_meanwhile(tmp_path: Path) -> None:
    assert reasons_for(tmp_path / "gone.txt") == ["cannot be read: no such file or folder"]


def test_a_file_that_became_a_pipe_or_a_folder_meanwhile(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons_for(tmp_path / "pipe") == ["not a regular file but a pipe (FIFO)"]
    assert reasons_for(tmp_path) == ["not a regular file but a folder"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "cannot be read: permission denied"),
        (OSError(5, "Input/output error"), "cannot be read: input/output error"),
    ],
)
def test_a_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT)

    def refuse(*args: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert reasons_for(path) == [reason]


def test_the_source_is_the_folder_made_readable(read_file, tmp_path: Path) -> None:
    articles, _ = read_file("a.txt", REPORT)
    assert articles[0].source == "Daily Wire"
    assert articles[0].id == ""
    assert articles[0].path == str(tmp_path / "daily-wire" / "a.txt")


def test_heavy_readers_are_imported_only_where_they_are_used() -> None:
    import subprocess
    import sys

    code = (
        "import sys, briefreader.sources as s; from pathlib import Path;"
        f"list(s.walk([Path({str(Path(__file__).parent)!r})], lambda _: None));"
        "print([m for m in ('yaml', 'markdown_it', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_gzip_members_that_end_where_a_piece_does_are_read_once(read_file) -> None:  # type: ignore[no-untyped-def]
    blank = gzip.compress(b"\n" * (256 * 1024))
    content = blank + gzip.compress(b'{"text": "one"}\n') + blank * 3 + gzip.compress(b'{"text": "two"}\n')
    articles, reasons = read_file("members.jsonl.gz", content)
    assert ([article.text for article in articles], reasons) == (["one", "two"], [])

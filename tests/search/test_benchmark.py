"""The benchmark runs where Reuters is not, on text of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import corpus, search


def test_the_benchmark_prints_every_kind_of_query(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(corpus, "REUTERS", tmp_path / "missing")
    # Once each: what is printed counts here, and not how exact it is.
    for often in ("COMMITS", "STARTS", "LIKE"):
        monkeypatch.setattr(search, often, 1)
    monkeypatch.setattr("sys.argv", ["search", "--size", "150"])
    search.main()
    printed = capsys.readouterr().out
    assert printed.startswith("150 briefs, generated")
    for kind in (
        "briefs a second",
        "common word",
        "phrase",
        "prefix of one",
        "fuzzy",
        "dates",
        "typing",
        "more like this",
        "commit of one",
    ):
        assert kind in printed

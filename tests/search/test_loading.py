"""What is left out while numpy and Whoosh are loaded is there for whoever asks for it afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("numpy.linalg.norm([3, 4])", "5.0"),
        ("numpy.poly1d([1, 0, -1]).roots.tolist()", "[-1.0, 1.0]"),
        ("(numpy.matrix([[1, 1], [0, 1]]) ** 3).tolist()", "[[1, 3], [0, 1]]"),
        ("__import__('whoosh.reading').reading.IndexReader.__name__", "IndexReader"),
        ("__import__('whoosh.analysis').analysis.StemmingAnalyzer.__name__", "StemmingAnalyzer"),
        ("__import__('urllib.request').request.Request('file:///a').type", "file"),
        ("len(__import__('whoosh.util').util.random_name(3))", "3"),
        ("__import__('pickle').loads(numpy.arange(3).dumps()).tolist()", "[0, 1, 2]"),
        ("__import__('textwrap').dedent(' a')", "a"),
        ("__import__('os').environ.get('OPENBLAS_NUM_THREADS')", "None"),
    ],
)
def test_what_was_left_out_comes_when_it_is_asked_for(
    asked: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    program = f"import briefreader.search, numpy\nprint({asked})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == answer

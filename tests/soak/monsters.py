"""Reports as large and as knotted as they may be, each indexed by the real program within limits.

``python -m tests.soak.monsters [NAME...]`` prints for each the processor time and the most memory that any
process of it held, and ends with 1 if one was over a limit. ``python -m tests.soak.monsters million`` makes
a million empty files.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

SECONDS, MIB = 120, 2048
SIZE = 1024 * 1024 - 100
"""Bytes of a Markdown report at most, by the limits."""

_WORDS = ("storm", "river", "came", "night", "police", "said", "city", "report", "minister", "Tuesday.")


def _words(count: int) -> str:
    return " ".join(random.Random(1).choices(_WORDS, k=count))


def _names(count: int) -> str:
    chance = random.Random(2)

    def name(syllables: int) -> str:
        made = (chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(syllables))
        return "".join(made).title()

    return " met ".join(f"{name(3)} {name(4)}" for _ in range(count))


def _line(text: str) -> str:
    return json.dumps({"text": text}) + "\n"


_KNOTS = ("[", "[a](", "![", "*a **a ", "_a ", "~~a ", "<a ", "a <!-- ", "&#27;", "- ", "> ", "# a\n")


def _repeated(unit: str) -> str:
    return "# A storm\n\n" + unit * (SIZE // len(unit))


MONSTERS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "million words": (".txt", lambda: "A storm\n\n" + _words(1_100_000)),
    "two million words": (".jsonl", lambda: _line(_words(2_300_000))),
    "five million words": (".jsonl", lambda: _line(_words(5_000_000))),
    "one word": (".jsonl", lambda: _line("y" * 10_000_000)),
    "half a million names": (".jsonl", lambda: _line(_names(500_000))),
    "columns": (".md", lambda: "\n".join("|".join([cell] * 100_000) for cell in "a-b")),
    "rows": (
        ".md",
        lambda: "|".join(["a"] * 30_000) + "\n" + "|".join(["-"] * 30_000) + "\n" + "x\n" * 300_000,
    ),
    **{f"markdown {unit!r}": (".md", partial(_repeated, unit)) for unit in _KNOTS},
}


def run(path: Path, library: Path) -> bool:
    """Index a file, print what that took, and return whether it ended as it should."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MIB << 20, MIB << 20))

    process = subprocess.Popen(
        [sys.executable, "-m", "briefreader", "--library", str(library), "index", str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=limit,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert process.stdout
    said = process.stdout.read().strip().replace("\n", "; ")
    _, status, used = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    print(
        f"{used.ru_utime + used.ru_stime:6.1f} s {used.ru_maxrss / 1024:6.0f} MB  exit {code}  {said[-120:]}"
    )
    return code in (0, 1) and "Traceback" not in said


def main() -> int:
    """Run what is named, or all but the million files."""
    with tempfile.TemporaryDirectory() as folder:
        good = True
        if sys.argv[1:] == ["million"]:
            tiny = Path(folder, "tiny")
            for number in range(1_000_000):
                (tiny / str(number // 1000)).mkdir(parents=True, exist_ok=True)
                (tiny / str(number // 1000) / f"{number}.txt").touch()
            return 0 if run(tiny, Path(folder, "library")) else 1
        for name in sys.argv[1:] or MONSTERS:
            suffix, make = MONSTERS[name]
            path = Path(folder, f"monster{suffix}")
            path.write_text(make())
            print(f"{name:24}", end="", flush=True)
            good = run(path, Path(folder, f"library {name.replace('/', '')}")) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""Readers by the dozen in processes of their own: ``python -m tests.lasting.crowd FOLDER COUNT ROUNDS``.

Each opens the library, searches, shows and relates while others write, and prints a line of JSON for whatever
a person would see as an error or a contradiction; at its end, how often it looked.
"""

from __future__ import annotations

import json
import os
import random
import sys
import traceback
from pathlib import Path

from briefreader.errors import NotFound
from briefreader.library import Library
from tests.lasting.holdings import report


def look(folder: Path, number: int, rounds: int) -> int:
    """Be a reader for some rounds, and return how many reports were looked at."""
    draw = random.Random(number)
    looked = 0
    with Library.open(folder) as library:
        for _ in range(rounds):
            page = library.search(draw.choice(["minister", "berg", "jordan OR peru", "", "own*"]), limit=10)
            library.changed()
            library.stats()
            for hit in page.hits[:3]:
                try:
                    article = library.article(hit.id)
                except NotFound:
                    continue  # forgotten since it was found
                expected = report(int(article.id[1:]))
                assert (article.title, article.text) == (expected.title, expected.text)
                looked += 1
            if page.hits:
                try:
                    library.related(page.hits[0].id, 3)
                    library.mark_read(page.hits[0].id)
                except NotFound:
                    continue
        assert not library.notices, library.notices
    return looked


def main() -> None:
    """Fork the readers, and wait for all of them."""
    folder, count, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for number in range(count):
        if os.fork() == 0:
            try:
                said: dict[str, object] = {"looked": look(folder, number, rounds)}
            except BaseException:
                said = {"error": traceback.format_exc()}
            os.write(1, f"{json.dumps(said)}\n".encode())
            os._exit(0)
    for _ in range(count):
        os.wait()


if __name__ == "__main__":
    main()

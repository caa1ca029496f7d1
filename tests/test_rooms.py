"""The plan of the house: who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import model

PACKAGE = Path(__file__).parent.parent / "briefreader"
SHARED_WORDS = {"limits", "model", "private", "standing", "text"}
MAY_IMPORT = {
    "limits": set[str](),
    "private": set[str](),
    "standing": set[str](),
    "model": set[str](),
    "text": {"model"},
    "paths": set[str](),
    "dating": {"text"},
    "settings": {"dating", "limits"},
    "config": {"paths", "errors", "limits", "settings"},
    "sources": SHARED_WORDS,
    "search": SHARED_WORDS,
    "entities": SHARED_WORDS,
    "related": SHARED_WORDS,
    "store": SHARED_WORDS,
    "library": SHARED_WORDS
    | {"config", "errors", "paths", "sources", "store", "search", "entities", "related"},
    "formats": SHARED_WORDS | {"dating"},
    "citations": SHARED_WORDS | {"markdown"},
    "markdown": SHARED_WORDS | {"formats"},
    "cli": SHARED_WORDS
    | {
        "config",
        "dating",
        "library",
        "errors",
        "formats",
        "markdown",
        "citations",
        "paths",
        "settings",
        "tui",
    },
    "tui": SHARED_WORDS
    | {"dating", "library", "errors", "formats", "markdown", "citations", "paths", "settings"},
}


def imports(room: str) -> Iterator[tuple[Path, str]]:
    """Yield each file of a room with each room of ours that it imports, at any depth of its code."""
    file, folder = PACKAGE / f"{room}.py", PACKAGE / room
    for path in [file] if file.exists() else sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "briefreader":
                names = [f"briefreader.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                package, _, rest = name.partition(".")
                if package == "briefreader":
                    yield path, rest.partition(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    found = list(imports(room))
    assert found or room in ("private", "dating", "limits", "model", "paths", "standing")
    strays = [
        (path.name, other) for path, other in found if other not in MAY_IMPORT[room] | {room, "__version__"}
    ]
    assert not strays


def test_the_library_knows_nothing_of_terminals() -> None:
    program = (
        "import sys, pathlib, tempfile\n"
        "from briefreader.library import Library\n"
        "from briefreader.model import Article\n"
        "with Library.open(pathlib.Path(tempfile.mkdtemp())) as library:\n"
        "    library.add([Article('a', 'Title', 'Some text')])\n"
        "    library.search('text'); library.related('a'); library.stats()\n"
        "print(sorted({'textual', 'click', 'rich'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_every_word_of_the_model_is_where_it_is_looked_for() -> None:
    assert [name for name in model._MODULES if not hasattr(model, name)] == []
    with pytest.raises(AttributeError):
        model.__getattr__("Nothing")


def test_searching_loads_nothing_of_stories_and_merging() -> None:
    program = (
        "import sys, pathlib, tempfile\n"
        "from briefreader.library import Library\n"
        "with Library.open(pathlib.Path(tempfile.mkdtemp())) as library:\n"
        "    library.search('word'); library._directory.called('Some Name')\n"
        "unwanted = {'model.stories', 'model.relations', 'model.reports', 'entities.merge'}\n"
        "print(sorted({f'briefreader.{name}' for name in unwanted} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_showing_a_report_loads_no_search() -> None:
    program = (
        "import sys, pathlib, tempfile\n"
        "from briefreader.library import Library\n"
        "from briefreader.errors import NotFound\n"
        "with Library.open(pathlib.Path(tempfile.mkdtemp())) as library:\n"
        "    try: library.article('a')\n"
        "    except NotFound: pass\n"
        "print(sorted({'whoosh', 'numpy'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_the_reader_loads_only_what_its_first_frame_shows() -> None:
    program = (
        "import sys\n"
        "from briefreader.cli import cli\n"
        "cli.commands['read']\n"
        "from briefreader.library import Library\n"
        "from briefreader.tui import loading\n"
        "loading.load()\n"
        "import briefreader.tui.app\n"
        "unwanted = ('numpy', 'whoosh', 'ssl', 'textual.command', 'briefreader.cli.relating',"
        " 'briefreader.citations', 'briefreader.tui.outside', 'briefreader.tui.screens.ask',"
        " 'briefreader.tui.screens.comparison', 'briefreader.tui.screens.entity')\n"
        "print([name for name in unwanted if name in sys.modules])\n"
        "import ssl, textual.command\n"
        "print(bool(textual.command.CommandPalette.is_open and ssl.SSLContext))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\nTrue\n"

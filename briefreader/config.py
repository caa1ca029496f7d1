"""The reader's settings: ``config.toml`` under the platform's folder for such, if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from briefreader.errors import LibraryError
from briefreader.limits import DEFAULT, Limits
from briefreader.paths import config_dir

FILE_NAME = "config.toml"

MOST = 1 << 40
"""The highest value of a limit."""

_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings, as they are without a file."""

    library: str = ""
    """Folder of the library; a relative one lies beside the file. Empty: under the platform's data folder."""

    recogniser: str = "rules"
    """Who finds names in reports: "rules", or "spacy:MODEL" for a spaCy model of the reader's own."""

    copy_command: str = ""
    """Command that takes what is copied on its standard input; it is split into words, no shell runs it."""

    limits: Limits = DEFAULT
    """The table [limits]: how much is taken of anything, by the names of the fields of ``Limits``."""


class ConfigError(LibraryError):
    """A setting that cannot be taken: file, line, and what to write instead."""


def load(path: Path | None = None) -> Settings:
    """Return the settings of the file at ``path`` (default: in ``paths.config_dir()``).

    Raises:
        ConfigError: it cannot be read, or there is something in it that is no setting of ours.
    """
    path = config_dir() / FILE_NAME if path is None else path
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}: mend it, or move it away") from error
    values = _parsed(path, raw)
    for name, value in values.items():
        _check(path, raw.decode(), name, value)
    if "limits" in values:
        values["limits"] = _limits(path, raw.decode(), values["limits"])
    settings = Settings(**values)
    if settings.library:
        settings = replace(settings, library=str(path.parent / Path(settings.library).expanduser()))
    return settings


def _limits(path: Path, text: str, table: dict[str, object]) -> Limits:
    known = [field.name for field in fields(Limits)]
    for name, value in table.items():
        where = f"{path}, line {_line_of(name, text)}"
        if name not in known:
            raise ConfigError(f"{where}: no limit {name!r}: {_offer(name, known)}")
        if type(value) is not int or not 1 <= value <= MOST:
            raise ConfigError(f"{where}: {name} takes a whole number from 1 to {MOST:,}, not {value!r}")
    return Limits(**table)  # type: ignore[arg-type]


def _parsed(path: Path, raw: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}, line {line}: this is no UTF-8 text: save it as such") from error
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _LINE.search(said)
        line = int(place[1]) if place else raw.count(b"\n") + 1
        what = _LINE.sub("", said).replace("(at end of document)", "").strip()
        raise ConfigError(f'{path}, line {line}: {what}: write settings as name = "value"') from error


def _check(path: Path, text: str, name: str, value: object) -> None:
    known = {field.name: type(field.default) for field in fields(Settings)}
    where = f"{path}, line {_line_of(name, text)}"
    if name not in known:
        raise ConfigError(f"{where}: no setting {name!r}: {_offer(name, known)}")
    if known[name] is Limits:
        if not isinstance(value, dict):
            raise ConfigError(f"{where}: {name} is a table: write [{name}] and its settings below")
    elif type(value) is not known[name]:
        raise ConfigError(f"{where}: {name} takes a text in quotes, not {value!r}")


def _offer(name: str, known: Iterable[str]) -> str:
    import difflib

    known = list(known)
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def _line_of(name: str, text: str) -> int:
    written = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[\].=]""")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if written.match(line))
    return next(lines, 1)

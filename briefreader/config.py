"""The settings file: ``config.toml`` under the platform's folder for such, if there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from briefreader.errors import LibraryError
from briefreader.limits import Limits
from briefreader.paths import config_dir
from briefreader.settings import CHECKS, Colours, Settings, near

__all__ = ["FILE_NAME", "MOST", "ConfigError", "Settings", "file", "load", "wrong"]

FILE_NAME = "config.toml"

MOST = 1 << 40
"""The highest value of a limit."""

_TABLES: Mapping[str, type] = {"colours": Colours, "limits": Limits}
_NAMES = {str: "a text in quotes", int: "a whole number"}
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_TABLE = re.compile(r"\s*\[+\s*[\"']?([^\"'\].\s]+)")
_SHOWN = 60


class ConfigError(LibraryError):
    """A setting that cannot be taken: file, line, and what to write instead."""


def file() -> Path:
    """Return where the settings are, if there are any."""
    return config_dir() / FILE_NAME


def load(path: Path | None = None) -> Settings:
    """Return the settings of the file at ``path`` (default: ``file()``).

    What keys mean is known to the reader only; here they are any texts.

    Raises:
        ConfigError: it cannot be read, or there is something in it that is no setting of ours.
    """
    path = file() if path is None else path
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}: mend it, or move it away") from error
    values = _parsed(path, raw)
    settings = Settings(**_checked(values, Settings, "", _File(path, raw.decode("utf-8-sig"))))
    if settings.library:
        settings = replace(settings, library=str(path.parent / Path(settings.library).expanduser()))
    return settings


def wrong(table: str, name: str, what: str, path: Path | None = None) -> ConfigError:
    """Return the error that says ``what`` is wrong with the setting ``name`` of ``table``."""
    path = file() if path is None else path
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        text = ""
    return _File(path, text).error(table, name, what)


class _File:
    """The file, to tell where in it a setting stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.split("\n")

    def error(self, table: str, name: str, what: str) -> ConfigError:
        """Return the error about the setting ``name`` of ``table`` ("" for none)."""
        return ConfigError(f"{self._path}, line {self._line(table, name)}: {what}")

    def _line(self, table: str, name: str) -> int:
        """Return the number of the line where a setting is given, or else where its table is."""
        here, found = "", 0
        quoted = rf"[\"']?{re.escape(name)}[\"']?\s*[=.]"
        for number, line in enumerate(self._lines, 1):
            heading = _TABLE.match(line)
            if heading:
                here = heading[1]
                if here == (table or name):
                    found = number
                    if not table:
                        return number
            elif here == table and re.match(rf"\s*{quoted}", line):
                return number
            elif table and not here and re.match(rf"\s*[\"']?{re.escape(table)}[\"']?\s*[=.]", line):
                found = number
                if re.search(rf"[.{{,]\s*{quoted}", line):
                    return number
        return found or 1


def _parsed(path: Path, raw: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}, line {line}: this is no UTF-8 text: save it as such") from error
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = _LINE.search(said)
        line = int(place[1]) if place else raw.count(b"\n") + 1
        what = _LINE.sub("", said).replace("(at end of document)", "").strip()
        raise ConfigError(f'{path}, line {line}: {what}: write settings as name = "value"') from error
    except RecursionError:
        raise ConfigError(f"{path}, line 1: brackets within brackets, too deep to be settings") from None


def _checked(values: dict[str, Any], of: type, table: str, at: _File) -> dict[str, Any]:
    """Return the values of a table as the fields of ``of`` take them."""
    types = get_type_hints(of)
    known = [each.name for each in fields(of)]
    taken: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            word = {"": "setting", "limits": "limit"}.get(table, f"setting of [{table}]")
            raise at.error(table, name, f"no {word} {name!r}: {_offer(name, known)}")
        if name == "keys" and not table:
            taken[name] = _keys(value, at)
        elif name in _TABLES and not table:
            if not isinstance(value, dict):
                raise at.error("", name, f"{name} is a table: write [{name}] and its settings below")
            taken[name] = _TABLES[name](**_checked(value, _TABLES[name], name, at))
        else:
            what = _trouble(types[name], value, f"{table}.{name}" if table else name)
            if what:
                raise at.error(table, name, f"{name} {what}")
            taken[name] = value
    return taken


def _trouble(wanted: type, value: object, name: str) -> str:
    if name.startswith("limits."):
        fits = type(value) is int and 1 <= value <= MOST
        return "" if fits else f"takes a whole number from 1 to {MOST:,}, not {_shown(value)}"
    if type(value) is not wanted:
        return f"takes {_NAMES[wanted]}, not {_shown(value)}"
    return CHECKS[name](value) if name in CHECKS else ""


def _keys(value: object, at: _File) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise at.error("", "keys", "keys is a table: write [keys] and its settings below")
    keys = {}
    for name, own in value.items():
        sequences = [own] if isinstance(own, str) else own
        if not isinstance(sequences, list) or not all(isinstance(each, str) for each in sequences):
            what = f"takes a key in quotes, or a list of such, not {_shown(own)}"
            raise at.error("keys", name, f"{_shown(name)} {what}")
        keys[name] = tuple(sequences)
    return keys


def _offer(name: str, known: Iterable[str]) -> str:
    known = tuple(known)
    return near(name, known).removeprefix(": ") or f"there are {', '.join(known)}"


def _shown(value: object) -> str:
    said = repr(value)
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"

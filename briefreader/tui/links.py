"""Links of a report, and the program that opens them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefreader.model import Article
from briefreader.tui.clipboard import NoCommand, split

_WRITTEN = re.compile(r"https?://[^\s<>\"\u201c\u201d]+", re.IGNORECASE)
_AFTER = ".,;:!?'\u2019)]}"
_ON_TERMINAL = frozenset(("w3m", "lynx", "links", "elinks", "www-browser", "chawan", "cha"))


@dataclass(frozen=True, slots=True)
class Browser:
    """A program that opens links; one ``on_terminal`` needs the screen to itself."""

    name: str
    command: tuple[str, ...]
    on_terminal: bool = False


def link_at(article: Article, offset: int | None) -> str:
    """Return the link at an offset of the text, else the report's own; empty for none that can be opened."""
    if offset is not None:
        for mark in article.markup:
            if mark.kind == "link" and mark.start <= offset < mark.end and is_web(mark.value):
                return mark.value
        for match in _WRITTEN.finditer(article.text):
            if match.start() <= offset < match.end():
                address = match[0].rstrip(_AFTER)
                if is_web(address):
                    return address
    return article.url if article.url and is_web(article.url) else ""


def is_web(address: str) -> bool:
    """Tell whether an address is of the web, and nothing else that a browser would do."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", address)


def browser(
    environment: Mapping[str, str],
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> Browser | None:
    """Return what opens links here, or None: over ssh, without a display, the browser is elsewhere."""
    for choice in environment.get("BROWSER", "").split(":"):
        try:
            command = split(choice)
        except NoCommand:
            continue
        if which(command[0]):
            name = command[0].rpartition("/")[2]
            return Browser(name, command, name in _ON_TERMINAL)
    remote = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    display = bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    if platform == "darwin" and not remote:
        return Browser("open", ("open",))
    if display and which("xdg-open"):
        return Browser("xdg-open", ("xdg-open",))
    return None


def command_for(browser: Browser, address: str) -> tuple[str, ...]:
    """Return the words that open an address: ``%s`` among them stands for it, else it comes last."""
    words = tuple(word.replace("%s", address) for word in browser.command)
    return words if words != browser.command else (*words, address)


def start(browser: Browser, address: str) -> str:
    """Open an address in a window of its own; return what went wrong, empty for nothing."""
    try:
        process = subprocess.Popen(
            command_for(browser, address),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return f"{browser.name}: {(error.strerror or str(error)).lower()}"
    threading.Thread(target=process.wait, name="briefreader-browser", daemon=True).start()
    return ""

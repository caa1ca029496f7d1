"""Keys as they are pressed, put together into actions and their counts."""

from __future__ import annotations

from dataclasses import dataclass

from briefreader.tui.actions import BY_ID, Keymap, Place

DIGITS_AT_MOST = 6
"""Digits of a count: further ones change nothing."""

FROM_ANY_PANE = ("next-report", "previous-report")
"""Actions that take a digit that went to another pane for their count, since no pane is theirs."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a key came to.

    ``known`` tells whether it means anything here, ``action`` is what is to be done by now, ``count`` how
    often (None where none was typed). ``back`` is the place to go back to first: a digit that went to
    another pane has turned out to begin a count.
    """

    known: bool
    action: str | None = None
    count: int | None = None
    back: Place | None = None


class KeyReader:
    """Puts keys together into sequences, and digits before them into counts.

    A digit that is a key of its own (``1 2 3`` go to a pane) acts at once and may begin a count all the
    same: which it was, the next key tells. What the pane one went to has a key for is done there; ``J``
    and ``K``, which are of no pane, and what only the pane one came from has a key for, are done so often
    and from where one was. So nothing waits for time to pass, which a slow line would make a lottery.
    After a leading 0 every digit counts: ``03j``.
    """

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._keys: tuple[str, ...] = ()
        self._digits = ""
        self._acted = ""
        """Those of the digits that acted as keys."""
        self._began: Place | None = None

    @property
    def pending(self) -> str:
        """What has been typed of a count or a sequence that is not complete."""
        counted = "" if self._acted else self._digits
        return counted + "".join(self._keys)

    @property
    def counting(self) -> bool:
        """Whether digits have been typed that may be a count."""
        return bool(self._digits)

    def press(self, place: Place, key: str) -> Press:
        """Take a key that was pressed in ``place``.

        A key that does not go on with what was pending is taken as the first of a new sequence.
        """
        if not self._keys and len(key) == 1 and key.isascii() and key.isdigit():
            return self._digit(place, key)
        if key == "escape" and self.pending:
            self._forget()
            return Press(True)
        for keys in ((*self._keys, key), (key,)):
            for where in dict.fromkeys((place, self._began or place)):
                if action := self.keymap.action(where, keys):
                    return self._complete(place, where, action)
                if self.keymap.begins(where, keys):
                    self._keys = keys
                    return Press(True)
        self._forget()
        return Press(False)

    def _digit(self, place: Place, digit: str) -> Press:
        action = self.keymap.action(place, (digit,))
        if not self._digits:
            self._began = place
        is_count = bool(self._digits) and not self._acted
        self._digits = (self._digits + digit)[:DIGITS_AT_MOST]
        if action and not is_count:
            self._acted += digit
            return Press(True, action)
        back = self._began if self._acted and self._began != place else None
        self._acted = ""
        return Press(True, back=back)

    def _complete(self, place: Place, where: Place, action: str) -> Press:
        digits, acted, began = self._digits, self._acted, self._began
        self._forget()
        if not digits or not BY_ID[action].counted:
            return Press(True, action)
        went = began != place or len(acted) > 1
        if acted and went and where == place and action not in FROM_ANY_PANE:
            return Press(True, action)
        return Press(True, action, int(digits), began if began != place else None)

    def _forget(self) -> None:
        self._keys, self._digits, self._acted, self._began = (), "", "", None

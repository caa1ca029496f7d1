"""Where in texts the words of a query can stand at all, found by what finds strings.

Going through all words of a text is what finding the hits in it would cost. A word that fits begins
as one of a few roots (or holds one of a few pieces), and only where a sign stands in a word, or a letter
that folding changes, does it have to be looked at closely: ``Kata'ib`` is folded to ``kataib``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import AnyStr

from briefreader import text

Stretch = tuple[int, int, int]
"""Number of a text, start and end in it."""

Follows = tuple[str, ...] | None
"""What a word of which one begins has to follow, that begins with a root; None where any word will do."""

_DEARER = 3
"""What going back from a word costs, where going on from one costs one."""

_DROPPED = "'`._"
# Each begins with the sign itself, which is found as fast as memory is read. Behind a figure with a point
# in it a word may begin without a blank before it; an apostrophe that takes a possessive "s" with it
# changes nothing before it.
_SIGNS = [
    re.compile(sign)
    for sign in (r"\.(?:[^\W\d_]|\d+(?=[^\W\d]))", r",\d+(?=[^\W\d])", r"'(?!s\b)(?=\w)", r"`(?=\w)", "_")
]
_BLANKED = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_INSIDE = re.compile(r"(?!s\b)(?=\w)")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


class _Foreign(dict[str, bool]):
    """Whether a row of characters outside ASCII has a word look otherwise than it is folded."""

    def __missing__(self, row: str) -> bool:
        if len(self) > 10_000:
            self.clear()
        self[row] = any(map(_changes, row))
        return self[row]


def _changes(char: str) -> bool:
    if char in text.WITHIN:
        return True
    if char.isalnum():
        return text.fold(char) != char
    return unicodedata.category(char).startswith("M")


_foreign = _Foreign()


def stretches(raws: Sequence[str], roots: Mapping[str, Follows], pieces: Sequence[str]) -> Iterator[Stretch]:
    """Yield, in order, the stretches of texts that may hold what is looked for.

    They hold at least all words whose folded form begins with a root or holds a piece, and no word
    lies across the end of one. A root may come with others that are to follow it: then only such words
    count as stand before a word that begins with one of these.
    """
    joined = "\n".join(raws)
    lowered = joined.lower()
    if len(lowered) != len(joined):
        # A capital letter whose small one is two (the dotted I): rare, and not worth more.
        yield from ((number, 0, len(raw)) for number, raw in enumerate(raws))
        return
    wanted = (*roots, *pieces)
    is_plain = all(map(str.isalnum, wanted))
    behind = {root for follows in roots.values() for root in follows or ()}
    # A byte for each character: those outside ASCII are question marks.
    plain = lowered.encode("ascii", "replace")
    whole = plain if lowered.isascii() else lowered.encode(errors="surrogatepass")
    is_hidden = not is_plain or _hides(whole, (*wanted, *behind))
    is_clear = not is_hidden and lowered.isascii() and all(map(str.isalpha, behind))
    places = _clear(lowered, plain, roots, pieces, is_clear)
    signs = _signs(lowered) if is_hidden else set()
    if not lowered.isascii():
        places.update(_changed(lowered, plain))
    number, base, end = -1, 0, -1
    done = 0
    for at in sorted(places | signs):
        if at < done:
            continue
        while at > end:
            number, base = number + 1, end + 1
            end = base + len(raws[number])
        start = at
        if at > base and lowered[at - 1] != " ":
            start = max(lowered.rfind(" ", done, at) + 1, done, base)
        done = lowered.find(" ", at, end)
        if done < 0:
            done = end
        if at in signs and is_plain:
            written = lowered[start:done]
            if written.isascii() and not _holds(_without_signs(written), wanted):
                continue
        yield number, start - base, done - base


def _clear(
    lowered: str, plain: bytes, roots: Mapping[str, Follows], pieces: Sequence[str], is_clear: bool
) -> set[int]:
    """Return where words begin with a root, or may do so behind a figure or a foreign sign, and where
    pieces stand.

    Where it ``is_clear``, no sign hides a root of what is to follow another.
    """
    # Before every word a blank.
    letters = b" " + plain.translate(_BLANKED)
    places: list[int] = []
    for root, follows in roots.items():
        if root.isascii() and root.isalpha():
            word = b" " + root.encode()
            if follows is None:
                places += _find(letters, word)
            elif is_clear and (fewer := _fewer(letters, follows, letters.count(word))):
                places += _before(lowered, letters, word, fewer)
            else:
                places += _followed(lowered, letters, word, follows)
        else:
            places += _find(lowered, root)
    for piece in pieces:
        places += _find(lowered, piece)
    return set(places)


def _find(written: AnyStr, wanted: AnyStr) -> Iterator[int]:
    at = written.find(wanted)
    while at >= 0:
        yield at
        at = written.find(wanted, at + 1)


def _followed(lowered: str, letters: bytes, wanted: bytes, roots: tuple[str, ...]) -> list[int]:
    """Return where words begin that a word which begins with one of some roots may follow."""
    found = []
    others = _PLAIN - {root[0] for root in roots}
    at = letters.find(wanted)
    while at >= 0:
        end = letters.find(b" ", at + 1) - 1
        is_other = end >= 0 and lowered[end] == " " and not lowered.startswith(roots, end + 1)
        # Nothing changes the first letter; but signs are dropped behind it: "u.s." begins as "us" does.
        if is_other and lowered[end + 1 : end + 2] not in others:
            after = letters.find(b" ", end + 2) - 1
            is_other = after > end + 1 and lowered[after] in " ,"
        if not is_other:
            found.append(at)
        at = letters.find(wanted, at + 1)
    return found


def _fewer(letters: bytes, roots: tuple[str, ...], bound: int) -> list[bytes]:
    """Return how words begin that are to follow another, if there are far fewer of them than ``bound``."""
    words = [b" " + root.encode() for root in dict.fromkeys(roots)]
    return words if sum(map(letters.count, words)) * _DEARER < bound else []


def _before(lowered: str, letters: bytes, wanted: bytes, behind: list[bytes]) -> list[int]:
    """Return where words begin with what is wanted, of those that one which begins otherwise may follow."""
    found: list[int] = []
    for word in behind:
        for at in _find(letters, word):
            end = at  # In ``letters`` a blank stands before all.
            # Back to what stands between blanks and has a letter or a figure: the word before is in it.
            while end > 0:
                start = lowered.rfind(" ", 0, end) + 1
                if any(map(str.isalnum, lowered[start:end])):
                    found += (start + place for place in _find(letters[start : end + 1], wanted))
                    break
                end = start - 1
    return found


def _hides(written: bytes, wanted: Sequence[str]) -> bool:
    """Tell whether without signs there is more of what is wanted; there cannot be less."""
    # Bytes lose all signs in one go, where text would be gone through for each of them.
    without = written.translate(None, _DROPPED.encode())
    return any(
        without.count(one) != written.count(one)
        for one in (root.encode(errors="surrogatepass") for root in wanted)
    )


def _holds(written: str, wanted: Sequence[str]) -> bool:
    return any(one in written for one in wanted)


def _without_signs(written: str) -> str:
    for sign in _DROPPED:
        written = written.replace(sign, "")
    return written


def _signs(lowered: str) -> set[int]:
    """Return where a sign stands in a word that may be dropped from it."""
    return {match.start() for sign in _SIGNS for match in sign.finditer(lowered)}


def _changed(lowered: str, plain: bytes) -> Iterator[int]:
    """Yield where there are letters that folding changes, or signs outside ASCII that it drops.

    In ``plain`` each of these is a question mark, which is found sooner.
    """
    end = 0
    while (at := plain.find(b"?", end)) >= 0:
        match = _FOREIGN.match(lowered, at)
        if match is None:
            end = at + 1
            continue
        row, end = match.group(), match.end()
        if row[-1] in text.APOSTROPHES and not _INSIDE.match(lowered, end):
            row = row[:-1]
        if row and _foreign[row]:
            yield match.end() - 1

"""Where the words of a query stand in any text: for highlighting, and for choosing a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from briefreader import text
from briefreader.model import Span
from briefreader.search.analysis import COMMON, fold, stem_of
from briefreader.search.scan import Follows, stretches

_MEMOISED = 50_000
_WORDS_MEMOISED = 4_000
_LONGEST_MEMOISED = 64
_COMMON_WEIGHT = 0.1
_LONGEST_ENDING = 7
_MOST_AT_ONCE = 8
"""Words of a phrase that may be read again from each place where it may begin."""

_UNTOLD = -1
_NEVER = "\0"
_TOO_SHORT = 2
_REWRITTEN = "eily"
_VOWELS = "aeiou"
CUT_TO_ONE_LETTER = {"", *(e + s for e in ("ed", "edly", "ing", "ingly") for s in ("", "s"))}
"""Endings behind a single vowel: a consonant is left standing before all others."""

_IRREGULAR = {"die": "d", "lie": "l", "tie": "t", "di": "d", "li": "l", "ti": "t", "sky": "sk"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which a clause of the query shows in a text.

    ``clause`` numbers the clause (several marks may belong to one). Of the others exactly one is set:
    the stems of a word or phrase, a folded prefix, a folded word with the edits it may be away, or a
    folded name, which is written with a capital and, where it is ``shouted``, in capitals: "US" is not
    "us".
    """

    clause: int = field(compare=False)
    stems: tuple[str, ...] = ()
    prefix: str = ""
    fuzzy: str = ""
    edits: int = 0
    name: str = ""
    shouted: bool = False
    weight: float = field(init=False, compare=False)
    """How much the mark says about a passage: phrases much, common words little."""

    def __post_init__(self) -> None:
        stems = (_COMMON_WEIGHT if stem in COMMON else 1.0 for stem in self.stems)
        object.__setattr__(self, "weight", sum(stems) if self.stems else 1.0)

    def fits(self, word: str, folded: str) -> bool:
        """Return whether a word, as it is written and folded, shows this mark, or a phrase's first word.

        Stemming is dear and never changes the first letter, so that most words need none.
        """
        if self.stems:
            first = self.stems[0]
            if len(first) == 1 and folded[1:] not in CUT_TO_ONE_LETTER:
                return False
            return first[0] == folded[0] and first == stem_of(folded)
        if self.prefix:
            if folded.startswith(self.prefix):
                return True
            return folded[0] == self.prefix[0] and stem_of(folded).startswith(self.prefix)
        if self.name:
            return folded == self.name and (word[:2].isupper() if self.shouted else not word[0].islower())
        if within(self.fuzzy, folded, self.edits):
            return True
        near = folded[0] == self.fuzzy[0] and len(folded) - len(self.fuzzy) <= _LONGEST_ENDING
        return near and within(self.fuzzy, stem_of(folded), self.edits)

    def roots(self) -> tuple[str, ...]:
        """Return one of what every folded word that fits begins with; nothing for a fuzzy word."""
        begins = root_of(self.stems[0]) if self.stems else root_of(self.prefix) if self.prefix else self.name
        return (begins,) if begins else ()

    def pieces(self) -> tuple[str, ...]:
        """Return strings of which every folded word that fits holds one; nothing but for a fuzzy word."""
        if not self.fuzzy:
            return ()
        # So many edits leave one of so many pieces and one more as it is.
        count = self.edits + 1
        edges = [len(self.fuzzy) * n // count for n in range(count + 1)]
        return tuple(root_of(self.fuzzy[a:b]) for a, b in pairwise(edges))


T = TypeVar("T")

Word = tuple[int, int, str]
"""Start and end of a word, and its stem."""

Hit = tuple[int, int, Mark]
"""Start and end of what stands in a text, and the mark that it shows."""


class Marks:
    """The marks of a query. Reading from several threads is safe."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self.marks = marks
        self._memo: dict[str, list[Hit]] = {}
        roots: dict[str, Follows] = {}
        for mark in marks:
            follows = (root_of(mark.stems[1]),) if len(mark.stems) > 1 else None
            for root in mark.roots():
                known = roots.get(root, ())
                roots[root] = None if known is None or follows is None else known + follows
        # A root that begins as another does finds nothing more, unless the other is one of phrases.
        self._roots = {
            root: follows
            for root, follows in roots.items()
            if not any(roots.get(root[:n], "") is None for n in range(1, len(root)))
        }
        self._begins = tuple(roots)
        self._rooted = [(mark, "".join(mark.roots()), mark.prefix or _NEVER) for mark in marks]
        self._may_overlap = len(marks) > 1 and any(len(mark.stems) > 1 for mark in marks)
        self._pieces = sorted({piece for mark in marks for piece in mark.pieces()})

    @cached_property
    def telling(self) -> Marks:
        """The marks by which passages are told apart: without words of which one or two letters are known.

        Such words stand everywhere, and say nothing of where a report says why it was found.
        """
        short = {mark.clause for mark in self.marks if 0 < len(mark.prefix) <= _TOO_SHORT}
        return Marks(tuple(mark for mark in self.marks if mark.clause not in short)) if short else self

    def hits_in(self, raws: Sequence[str]) -> list[list[Hit]]:
        """Return for each text start, end and mark of all that stands in it, in order; they may overlap."""
        found: list[list[Hit]] = [[] for _ in raws]
        if not self.marks or not raws:
            return found
        memo = self._memo
        of, run = -1, None
        for number, start, end in stretches(raws, self._roots, self._pieces):
            if number != of:
                of, raw, here, run = number, raws[number], found[number], None
            # Between blanks texts are the same again and again, and always have the same words.
            written = raw[start:end]
            known = memo.get(written)
            for first, last, mark in self._marks_in(written) if known is None else known:
                if len(mark.stems) < 2:
                    here.append((start + first, start + last, mark))
                    continue
                ends = _words.end_of(mark.stems, raw, start, end)
                if ends == _UNTOLD:
                    run = run or _Run(raw)
                    ends = run.end_of(mark.stems, start + first, start, end)
                if ends is not None:
                    here.append((start + first, ends, mark))
        if self._may_overlap:
            for hits in found:
                hits.sort(key=lambda hit: hit[:2])
        return found

    def spans_in(self, raws: Sequence[str]) -> list[list[Span]]:
        """Return for each text the spans to highlight, in order and without overlap."""
        return [list(spans_of(hits)) for hits in self.hits_in(raws)]

    def shows(self, mark: Mark, word: str) -> bool:
        """Return whether a word, as it is written, shows a mark, or is the first of a phrase that it is."""
        return any(shown is mark for shown in self._marks_of(word, fold(word)))

    def _marks_in(self, written: str) -> list[Hit]:
        """Return start and end of each word that shows a mark, or may begin to, and the mark."""
        word = written.rstrip(".,")
        if len(written) <= _LONGEST_MEMOISED and word.isascii() and word.isalpha():
            # Most are one word, and fold to small letters.
            size = len(word)
            found = [(0, size, mark) for mark in self._marks_of(word, word.lower())]
        else:
            found = [
                (*match.span(), mark)
                for match in text.matches(written)
                for mark in self._marks_of(match.group(), fold(match.group()))
            ]
        _keep(self._memo, written, found, _MEMOISED)
        return found

    def _marks_of(self, word: str, folded: str) -> list[Mark]:
        begins = folded.startswith
        if not (begins(self._begins) or any(piece in folded for piece in self._pieces)):
            return []
        return [
            mark
            for mark, root, prefix in self._rooted
            if begins(root) and (begins(prefix) or mark.fits(word, folded))
        ]


def _keep(memo: dict[str, T], written: str, found: T, most: int) -> None:
    if len(memo) >= most:
        memo.clear()
    if len(written) <= _LONGEST_MEMOISED:
        memo[written] = found


def spans_of(hits: Sequence[Hit], shift: int = 0) -> tuple[Span, ...]:
    """Return the spans of hits that come in order, moved by ``shift``: those that overlap are one."""
    spans: list[Span] = []
    reach = 0
    for start, end, _ in hits:
        if start < reach:
            reach = max(end, reach)
            spans[-1] = (spans[-1][0], reach + shift)
        else:
            reach = end
            spans.append((start + shift, end + shift))
    return tuple(spans)


def root_of(stem: str) -> str:
    """Return what the folded words of a stem, or of all stems that begin so, begin with.

    Stemming cuts endings off and may write one other letter at the end: happy, happi; possibility,
    possibl; hoping, hope. Four short words (dying, die) are written otherwise. Behind a single letter only
    a y is rewritten, and only behind a vowel: of "he" typed, not all words with an h are to be looked at.
    """
    if stem in _IRREGULAR:
        return _IRREGULAR[stem]
    if len(stem) == 2:
        return stem[0] if stem[1] == "i" and stem[0] in _VOWELS else stem
    return stem[:-1] if len(stem) > 2 and stem[-1] in _REWRITTEN else stem


class _Words(dict[str, list[Word]]):
    """The words of what stands between two blanks."""

    def __missing__(self, written: str) -> list[Word]:
        found = [(*match.span(), stem_of(fold(match.group()))) for match in text.matches(written)]
        _keep(self, written, found, _WORDS_MEMOISED)
        return found

    def end_of(self, stems: tuple[str, ...], raw: str, start: int, end: int) -> int | None:
        """Return where a phrase ends whose first word stands between the blanks at ``start`` and ``end``.

        None where it is not the phrase; ``_UNTOLD`` where not every word stands alone between blanks, or the
        phrase is long: then a ``_Run`` tells.
        """
        here = self[raw[start:end]]
        if len(here) != 1 or len(stems) > _MOST_AT_ONCE:
            return _UNTOLD
        for stem in stems[1:]:
            start = end + 1
            end = raw.find(" ", start)
            if end < 0:
                end = len(raw)
            here = self[raw[start:end]]
            if len(here) != 1:
                return _UNTOLD
            if here[0][2] != stem:
                return None
        return start + here[0][1]


_words = _Words()


class _Run:
    """Words of a text that stand one after the other, as far as a phrase was looked for in them.

    What begins inside it need not be read again: else a phrase of one word, again and again, would cost as
    many looks at each word of such a text as it has words.
    """

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._end = -1
        self._places: dict[int, int] = {}
        self._ends: list[int] = []
        self._stems: list[str] = []

    def end_of(self, stems: tuple[str, ...], at: int, start: int, end: int) -> int | None:
        """Return where a phrase ends whose first word begins at ``at``; None where it is not the phrase.

        That word stands between two blanks, from ``start`` to ``end``.
        """
        if at not in self._places:
            self._places, self._ends, self._stems = {}, [], []
            self._read(start, end)
        first = self._places[at]
        last = first + len(stems)
        while len(self._ends) < last and self._end < len(self._raw):
            blank = self._raw.find(" ", self._end + 1)
            self._read(self._end + 1, len(self._raw) if blank < 0 else blank)
        return self._ends[last - 1] if tuple(self._stems[first:last]) == stems else None

    def _read(self, start: int, end: int) -> None:
        """Read on to a blank, or the end of the text."""
        for first, last, stem in _words[self._raw[start:end]]:
            self._places[start + first] = len(self._ends)
            self._ends.append(start + last)
            self._stems.append(stem)
        self._end = end


def within(a: str, b: str, edits: int) -> bool:
    """Return whether ``edits`` insertions, deletions or substitutions at most turn ``a`` into ``b``."""
    if abs(len(a) - len(b)) > edits:
        return False
    if a == b:
        return True
    if edits == 1:
        at = next(
            (n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b))
        )
        return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]
    # Levenshtein by rows, cut to the diagonal band that the bound leaves.
    beyond = edits + 1
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        low, high = max(1, i - edits), min(len(b), i + edits)
        above, row = row, [beyond] * (len(b) + 1)
        row[0] = i
        for j in range(low, high + 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != b[j - 1]))
        if min(row[low - 1 : high + 1]) > edits:
            return False
    return row[len(b)] <= edits

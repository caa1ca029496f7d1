"""Where the words of a query stand in any text: for highlighting, and for choosing a passage."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader import text
from briefreader.model import Span
from briefreader.search.analysis import COMMON, fold, stem_of

_MEMOISED = 50_000
_COMMON_WEIGHT = 0.1
_LONGEST_ENDING = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which a clause of the query shows in a text.

    ``clause`` numbers the clause (several marks may belong to one). Of the others exactly one is set:
    the stems of a word or phrase, a folded prefix, a folded word with the edits it may be away, or a
    folded name, which is written with a capital and, where it is ``shouted``, in capitals: "US" is not
    "us".
    """

    clause: int
    stems: tuple[str, ...] = ()
    prefix: str = ""
    fuzzy: str = ""
    edits: int = 0
    name: str = ""
    shouted: bool = False

    def fits(self, word: str, folded: str) -> bool:
        """Return whether a single word, as it is written and folded, shows this mark.

        Stemming is dear and never changes the first letter, so that most words need none.
        """
        if self.stems:
            first = self.stems[0]
            return len(self.stems) == 1 and first[0] == folded[0] and first == stem_of(folded)
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

    def weight(self) -> float:
        """Return how much the mark says about a passage: phrases much, common words little."""
        if self.stems:
            return sum(_COMMON_WEIGHT if stem in COMMON else 1.0 for stem in self.stems)
        return 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a query. Reading from several threads is safe."""

    marks: tuple[Mark, ...]
    _memo: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def hits(self, raw: str) -> list[tuple[int, int, Mark]]:
        """Return start, end and mark of all that stands in ``raw``, in order; they may overlap."""
        if not self.marks:
            return []
        phrases = [mark for mark in self.marks if len(mark.stems) > 1]
        wanted = {stem[0] for phrase in phrases for stem in phrase.stems}
        found: list[tuple[int, int, Mark]] = []
        places: list[Span] = []
        stems: list[str] = []
        memo = self._memo
        for match in text.matches(raw):
            word = match.group()
            marks = memo.get(word)
            if marks is None:
                marks = self._marks_of(word)
            if marks:
                found += [(*match.span(), self.marks[number]) for number in marks]
            if phrases:
                folded = fold(word)
                places.append(match.span())
                stems.append(stem_of(folded) if folded[0] in wanted else "")
        for phrase in phrases:
            length = len(phrase.stems)
            starts = _occurrences(stems, phrase.stems)
            found += [(places[at][0], places[at + length - 1][1], phrase) for at in starts]
        if phrases:
            found.sort(key=lambda hit: hit[:2])
        return found

    def spans(self, raw: str) -> list[Span]:
        """Return the spans of ``raw`` to highlight, in order and without overlap."""
        spans: list[Span] = []
        for start, end, _ in self.hits(raw):
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans

    def of(self, word: str) -> list[Mark]:
        """Return the marks, phrases left out, that a word as it is written shows."""
        known = self._memo.get(word)
        return [self.marks[number] for number in (self._marks_of(word) if known is None else known)]

    def _marks_of(self, word: str) -> tuple[int, ...]:
        folded = fold(word)
        marks = tuple(n for n, mark in enumerate(self.marks) if mark.fits(word, folded))
        if len(self._memo) >= _MEMOISED:
            self._memo.clear()
        self._memo[word] = marks
        return marks


def within(a: str, b: str, edits: int) -> bool:
    """Return whether ``edits`` insertions, deletions or substitutions at most turn ``a`` into ``b``."""
    if abs(len(a) - len(b)) > edits:
        return False
    if a == b:
        return True
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


def _occurrences(stems: list[str], phrase: tuple[str, ...]) -> list[int]:
    wanted = list(phrase)
    found: list[int] = []
    at = -1
    while True:
        try:
            at = stems.index(wanted[0], at + 1)
        except ValueError:
            return found
        if stems[at : at + len(wanted)] == wanted:
            found.append(at)

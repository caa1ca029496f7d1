"""The built-in recogniser: rules, the library's own evidence, and gazetteers. No model is downloaded."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.entities import gazetteer as tables
from briefreader.entities import lexicon as lex
from briefreader.entities.case import Case, Evidence
from briefreader.entities.headlines import find_headline, find_lowercase, is_headline
from briefreader.entities.kinds import KINDS, OTHER, Judge
from briefreader.entities.recogniser import Mention
from briefreader.entities.rules import Candidate, Finder
from briefreader.entities.tokens import Line, lines
from briefreader.model import Article


class RuleRecogniser:
    """Recognises by rules. ``evidence`` grows with every batch; keep it and give it back next time."""

    def __init__(self, evidence: Evidence | None = None) -> None:
        self.evidence = evidence if evidence is not None else Evidence()
        self._gazetteer = tables.load()
        self._inside: dict[str, list[float]] = {}

    def recognise(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """Return the mentions of each report (see ``Recogniser.recognise``)."""
        read = []
        for article in articles:
            title = lines(article.title, headline=True)
            text = lines(article.text)
            own = Evidence()
            own.add(title)
            own.add(text)
            self.evidence.merge(own)
            read.append((title, text, own))
        return [self._one(title, text, own) for title, text, own in read]

    def _one(self, title: list[Line], text: list[Line], own: Evidence) -> list[Mention]:
        gazetteer = self._gazetteer
        case = Case(gazetteer, self.evidence, own)
        finder = Finder(gazetteer, case)
        found: dict[int, list[Candidate]] = {}
        every = [*title, *text]
        lines_at = {id(line): number for number, line in enumerate(every)}
        for line in every:
            if line.style == "title" and not is_headline(line, gazetteer):
                line.style = "text"
        for number, line in enumerate(every):
            if line.style == "text":
                found[number] = finder.find(line)
        names: dict[str, int] = {}
        longest: dict[str, int] = {}
        for candidates in found.values():
            for candidate in candidates:
                size = len(candidate.parts)
                names[candidate.key] = names.get(candidate.key, 0) + 1
                if size > 2 and candidate.parts[-1] in lex.SUFFIXES:
                    names.setdefault(" ".join(candidate.parts[:-1]), 1)
                if size > 1:
                    first, last = candidate.parts[0], candidate.parts[-1]
                    longest[first] = max(longest.get(first, 0), size)
                    if first in gazetteer.given or candidate.titled or last in gazetteer.organisations:
                        names.setdefault(last, 1)
        for number, line in enumerate(every):
            if line.style in ("caps", "title"):
                found[number] = find_headline(line, gazetteer, case, names, longest)
            if line.style != "caps" and line.style != "title":
                extra = find_lowercase(line, gazetteer)
                if extra:
                    taken = found.get(number, [])
                    found[number] = taken + [e for e in extra if not any(e.first < t.last and t.first < e.last for t in taken)]
        full = set(names)
        for line_names in list(names):
            parts = line_names.split(" ")
            for size in range(2, len(parts)):
                full.add(" ".join(parts[:size]))
        for candidate in finder.doubtful:
            if candidate.key in full and (candidate.key in names or len(candidate.parts) > 1):
                number = lines_at[id(candidate.line)]
                taken = found.setdefault(number, [])
                found[number] = [other for other in taken if not (other.first < candidate.last and candidate.first < other.last)]
                found[number].append(candidate)
        everything = [candidate for number in sorted(found) for candidate in found[number]]
        if len(self._inside) > 50_000:
            self._inside.clear()
        Judge(gazetteer, self._inside, case).decide(everything, _is_sport(every))
        mentions = []
        for number in sorted(found):
            for candidate in sorted(found[number], key=lambda c: c.first):
                if candidate.kind < 0:
                    continue
                mentions.append(
                    Mention(candidate.first, candidate.last, KINDS[candidate.kind], candidate.role, number < len(title))
                )
        return mentions


def _is_sport(every: list[Line]) -> str:
    """Return "team" for a report on a sport of teams, "single" for another sport, "" for anything else."""
    words = hits = team = 0
    for line in every[:3]:
        if line.tokens[0].low in lex.SPORT_HEADLINES and any(token.text == "-" for token in line.tokens[1:6]):
            return "team" if line.tokens[0].low in lex.TEAM_SPORTS else "single"
    for line in every[:200]:
        for token in line.tokens:
            if token.word:
                words += 1
                if token.low in lex.SPORT:
                    hits += 1
                    team += token.low in lex.TEAM_WORDS
    if hits < 3 or hits * 60 < words:
        return ""
    return "team" if 2 * team >= hits else "single"

"""The built-in recogniser: rules, the library's own evidence, and gazetteers. No model is downloaded."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.entities import gazetteer as tables
from briefreader.entities import headlines, language, sport, wrapping
from briefreader.entities.candidate import UNDECIDED, Candidate
from briefreader.entities.case import Case, Doubt, Evidence
from briefreader.entities.headlines import Names
from briefreader.entities.kinds import Judge
from briefreader.entities.recogniser import Mention
from briefreader.entities.rules import Finder
from briefreader.entities.scores import KINDS
from briefreader.entities.tokens import Line, lines
from briefreader.model import Article


class RuleRecogniser:
    """Recognises by rules.

    ``evidence`` is how the library writes its words; every batch adds to it before it is judged. Keep what
    it says is new (``Evidence.news``), so that the next reports find it. ``doubts`` are those of the last
    batch's reports: where the verdict on one of them has become another, ``recognise_anew`` finds the
    names that would have been found had the report come last.
    """

    def __init__(self, evidence: Evidence | None = None) -> None:
        self.evidence = evidence if evidence is not None else Evidence()
        self.doubts: list[list[Doubt]] = []
        self._gazetteer = tables.load()

    def recognise(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """Return the mentions of each report (see ``Recogniser.recognise``)."""
        batch = [_Report(article, self._gazetteer) for article in articles]
        self.evidence.ask({word for report in batch for word in report.own.words()})
        for report in batch:
            if not report.foreign:
                self.evidence.merge(report.own)
        return self._recognised(batch)

    def recognise_anew(self, articles: Sequence[Article]) -> list[list[Mention]]:
        """Return the mentions of reports from which the evidence has grown already."""
        return self._recognised([_Report(article, self._gazetteer) for article in articles])

    def _recognised(self, batch: Sequence[_Report]) -> list[list[Mention]]:
        cases = [Case(self._gazetteer, self.evidence, report.own) for report in batch]
        found = [self._mentions(report, case) for report, case in zip(batch, cases, strict=True)]
        self.doubts = [case.doubts() for case in cases]
        return found

    def _mentions(self, report: _Report, case: Case) -> list[Mention]:
        kind_of_sport = sport.of_report(report.lines)
        found = self._candidates(report, case, kind_of_sport)
        if report.foreign:
            found = [
                [candidate for candidate in line if language.certain(candidate, self._gazetteer)]
                for line in found
            ]
        everything = [candidate for line in found for candidate in line]
        Judge(self._gazetteer, case).decide(everything, kind_of_sport)
        return [
            Mention(
                candidate.first, candidate.last, KINDS[candidate.kind], candidate.role, number < report.titles
            )
            for number, line in enumerate(found)
            for candidate in line
            if candidate.kind != UNDECIDED
        ]

    def _candidates(self, report: _Report, case: Case, kind_of_sport: str) -> list[list[Candidate]]:
        """Return the candidates of each line, in order, none over another."""
        gazetteer = self._gazetteer
        finder = Finder(gazetteer, case)
        found = [finder.find(line) if line.style in ("text", "lower") else [] for line in report.lines]
        names = Names(gazetteer)
        for line_found in found:
            for candidate in line_found:
                names.add(candidate)
        doubtful: dict[int, list[Candidate]] = {}
        for candidate in finder.doubtful:
            if names.attest(candidate):
                doubtful.setdefault(id(candidate.line), []).append(candidate)
        for number, line in enumerate(report.lines):
            if line.style in ("caps", "title"):
                found[number] = headlines.find(line, gazetteer, case, names, teams=kind_of_sport == "team")
            if kind_of_sport == "team" and (in_row := sport.in_row(line)):
                found[number] = _joined(in_row, found[number])
            if line.style in ("caps", "title"):
                continue
            more = headlines.find_lowercase(line, gazetteer)
            attested = doubtful.get(id(line), [])
            if more or attested:
                found[number] = _joined(attested, found[number], more)
        return found


class _Report:
    """A report read into lines: those of the title (``titles`` of them), then those of the text."""

    __slots__ = ("foreign", "lines", "own", "titles")

    def __init__(self, article: Article, gazetteer: tables.Gazetteer) -> None:
        title = lines(article.title, headline=True)
        self.lines: list[Line] = title + wrapping.joined(article.text, lines(article.text), gazetteer)
        self.titles = len(title)
        for number, line in enumerate(self.lines):
            opens = number in (0, self.titles)
            if line.style == "title" and not headlines.is_headline(line, gazetteer, opens=opens):
                line.style = "text"
        self.foreign = language.is_foreign(article, self.lines, gazetteer)
        self.own = Evidence()
        self.own.add(self.lines)


def _joined(*layers: list[Candidate]) -> list[Candidate]:
    """Return the candidates in order; where two overlap that of the earlier layer stays."""
    ranked = sorted(
        ((candidate.first, rank, candidate) for rank, layer in enumerate(layers) for candidate in layer),
        key=lambda entry: entry[:2],
    )
    kept: list[tuple[int, Candidate]] = []
    for _, rank, candidate in ranked:
        if kept and candidate.first < kept[-1][1].last:
            if rank < kept[-1][0]:
                kept[-1] = (rank, candidate)
            continue
        kept.append((rank, candidate))
    return [candidate for _, candidate in kept]

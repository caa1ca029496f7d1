"""What a name is: the cues of all its mentions in a report together, and short forms after the full one."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.entities import lexicon as lex
from briefreader.entities import rows
from briefreader.entities.candidate import Candidate
from briefreader.entities.case import Case
from briefreader.entities.context import Context
from briefreader.entities.gazetteer import CAPITAL, CITY, COUNTRY, Gazetteer
from briefreader.entities.scores import ORGANISATION, PERSON, PLACE, Scores
from briefreader.entities.shape import Shape

_OWN = 0.6  # how much the words beside one mention weigh for it, besides their part in the vote
_FAINT = 0.3  # cues below this do not make a name of an unknown word that begins a sentence
_SMALL = ("of", "for", "and", "the", "on")

_Groups = dict[str, list[Candidate]]


class Judge:
    """Decides the kinds of one report's candidates."""

    def __init__(self, gazetteer: Gazetteer, case: Case) -> None:
        self._gazetteer = gazetteer
        self._case = case
        self._shape = Shape(gazetteer)
        self._context = Context(gazetteer)

    def decide(self, candidates: Sequence[Candidate], kind_of_sport: str) -> None:
        """Set the ``kind`` of each candidate; one that is no name after all stays undecided."""
        groups: _Groups = {}
        for candidate in candidates:
            groups.setdefault(candidate.key, []).append(candidate)
        beside = {id(candidate): self._context.scores(candidate, kind_of_sport) for candidate in candidates}
        inside: dict[str, Scores] = {}
        votes: dict[str, Scores] = {}
        for name, group in groups.items():
            # A line of running text shows the form of a name better than a headline.
            own = self._shape.scores(min(group, key=lambda candidate: candidate.line.style != "text"))
            # Further mentions weigh less than the first: the square root keeps a long report in balance.
            weight = len(group) ** -0.5
            inside[name] = own
            votes[name] = [
                own[kind] + weight * sum(beside[id(candidate)][kind] for candidate in group)
                for kind in range(4)
            ]
        short, surnames = self._follow(groups, votes)
        short |= rows.agree(candidates, votes, surnames)
        for name, group in groups.items():
            vote = votes[name]
            city = (
                kind_of_sport == "team"
                and 0 < self._gazetteer.places.get(name, 0) < COUNTRY
                and name not in surnames
            )
            for candidate in group:
                own = beside[id(candidate)]
                if len(group) == 1 and name not in short and max(own) < _FAINT and self._is_faint(candidate):
                    continue
                if city:
                    # The team in one line, the town in the next: each mention for itself.
                    base = inside[name]
                    scores = [
                        base[kind] + 2 * _OWN * own[kind] + 0.2 * (vote[kind] - base[kind])
                        for kind in range(4)
                    ]
                else:
                    scores = [vote[kind] + _OWN * own[kind] for kind in range(4)]
                candidate.kind = scores.index(max(scores))

    def _is_faint(self, candidate: Candidate) -> bool:
        """Whether nothing but the capital of a sentence's beginning speaks for an unknown single word."""
        name = candidate.key
        if candidate.sure or candidate.titled or candidate.line.style != "text" or " " in name:
            return False
        gazetteer = self._gazetteer
        if gazetteer.knows(name) or name in gazetteer.given or name in gazetteer.figures:
            return False
        tokens = candidate.line.tokens
        if tokens[candidate.start].text.isupper() or len(tokens) == 1:
            return False
        return self._case.is_new(name)

    def _follow(self, groups: _Groups, votes: dict[str, Scores]) -> tuple[set[str], set[str]]:
        """Let short forms follow the full names of the report: surnames, first words, acronyms.

        Return all that can be a short form here, and the surnames among them.
        """
        gazetteer = self._gazetteer
        surnames: set[str] = set()
        given: set[str] = set()
        openings: dict[str, bool] = {}
        initials: set[str] = set()
        codes: set[str] = set()
        for name, group in groups.items():
            parts = group[0].parts
            if len(parts) < 2:
                continue
            vote = votes[name]
            kind = vote.index(max(vote))
            if kind == PERSON:
                surnames.add(parts[-1])
                if len(parts) > 2:
                    surnames.add(" ".join(parts[-2:]))
                given.add(parts[0])
            elif kind == ORGANISATION:
                for size in range(1, len(parts)):
                    openings[" ".join(parts[:size])] = parts[-1] in lex.SUFFIXES
                initials.add("".join(part[0] for part in parts if part not in _SMALL))
            elif kind == PLACE and len(parts) > 2:
                codes.add("".join(part[0] for part in parts if part not in _SMALL))
        for name, group in groups.items():
            vote = votes[name]
            band = gazetteer.places.get(name, 0)
            short = len(group[0].parts) == 1
            if name in surnames:
                vote[PERSON] += 3.0 if band < COUNTRY else 1.2
            elif name in given and short:
                vote[PERSON] += 1.6 if band < CAPITAL else 0.4
            if name in openings and name not in gazetteer.given and name not in surnames:
                if openings[name] and not short:
                    vote[ORGANISATION] += 3.0  # "Mitchell Hutchins" of Mitchell Hutchins Asset Management Inc
                elif openings[name] and band < CITY:
                    vote[ORGANISATION] += 2.2
                elif band < 2:
                    vote[ORGANISATION] += 1.4
            if name in initials and len(name) > 1:
                vote[ORGANISATION] += 1.5
            elif name in codes:
                vote[PLACE] += 2.0  # "New South Wales (NSW)"
        return surnames | given | initials | openings.keys(), surnames

"""Who is said to have done it: the doers a sentence names for an attack, a claim, a win, a decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefreader import text as texts
from briefreader.model import Span
from briefreader.related.profile import Name, Named, folded_name

_FORCE = (
    "attack attacked attacks attacking strike strikes struck striking hit hits bomb bombed bombing "
    "bombings  bombard bombarded shell shelled shelling fire fired firing launch launched launching raid "
    "raided raids  ambush ambushed kill killed killing killings shot shoot shooting shootings stab "
    "stabbed stabbing murder  murdered assassinate assassinated assassination blast blew blown explosion "
    "destroyed downed sank torpedoed sabotaged airstrike airstrikes hijack "
    "hijacked seize seized seizing  seizure kidnapped abducted abduction invade invaded invasion massacre "
    "assault assaulted arson torch torched"
)
_OTHER = {
    "win": "win won wins winning beat beats beaten victory defeated defeat",
    "buy": "buy buys bought buying acquire acquired acquires acquisition takeover",
    "found": "found discover discovered discovery",
    "made": "designed built developed invented",
    "dismiss": "dismissed sacked fired ousted removed",
    "ruled": "ruled sentenced convicted acquitted",
}
_DEED = {word: deed for deed, words in {"force": _FORCE, **_OTHER}.items() for word in words.split()}
_ONE_OF = "(?:" + "|".join(sorted(_FORCE.split())) + ")"
# "fired" is said of guns and of coaches: it counts as either.
_EITHER = frozenset(["fired"])
_BLAME = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|responsibility (?:to|on)"
    r"|point(?:s|ed|ing) (?:the finger )?(?:at|to))"
    r" (?:on |the |a |an |its |their )*$"
)
_BLAMED_ON = re.compile(r"\b(?:blamed|pinned) (?:[\w ]{0,30} )?(?:on|upon) (?:the |a |an )?$")
_CLAIM = re.compile(
    r"^(?:[’']s?)?,? (?:\w+ )?(?:claim(?:s|ed)|took|has claimed|have claimed) (?:responsibility|the \w+)"
)
_RESPONSIBLE = re.compile(r"^ (?:\w+ ){0,3}(?:was|were|is|are|be) (?:behind|responsible)\b")
_BY = re.compile(
    r"(\w+)(?: \w+){0,3}? by (?:(?:the|an?|its|their|his) )?(?:(?!(?:off|in|near|at|on|from) )[\w-]+ ){0,2}$"
)
# "Fired by Yemen's Huthis" was fired by these, not by Yemen.
_WHOSE = re.compile(r"[’']s? [A-Z]")
_CARRIED = re.compile(r"\bcarried out by (?:the |a |an )?(?:[\w-]+ ){0,2}$")
_ARMED = (
    r"(?:forces|army|military|fighters|militants|militia|troops|soldiers|marines|commandos|gunmen|rebels|police"
    r"|air force|navy|warplanes|fighter jets|jets|aircraft|helicopters|drones|missiles|artillery)"
)
# What someone says of himself is said of him: "Iran said it had fired", and not "denied that it had".
_OWNED = (
    r"(?:(?:said|says|confirmed|admitted|acknowledged|announced) (?:on \w+ )?(?:that )?(?:it|they|he|she) )?"
)
_CARRIES = r"(?:carried out|carry out|conducted|mounted|staged|perpetrated) (?:[\w-]+ ){0,4}?"
_NEXT_VERB = re.compile(
    rf"^(?:[’']s?)? (?:(?:group|{_ARMED}) )?{_OWNED}"
    r"(?:has |have |had |also |again |then |later )*"
    rf"(?:{_CARRIES}(?={_ONE_OF}\b))?(\w+)"
)
_PEOPLE = re.compile(rf"\b[A-Z][a-z]+(?:an|ese|i|ish|ch)(?= {_ARMED}\b)")
"""Whose forces they are, which is no name: "Russian" of "Russian forces"."""
_AROUND = 96


@dataclass(frozen=True, slots=True)
class Deed:
    """A doer: the entity, or the people whose forces it is; where it stands, and the kind of deed."""

    entity: Named
    span: Span
    kinds: frozenset[str]
    of_people: bool = False

    def rivals(self, other: Deed) -> bool:
        """Whether one deed may be said of either doer, and they are not one or part of one another.

        That a man did it and that his car or his army did is no contradiction, nor that a country did and
        that a people's forces: whether these are its own is not known here.
        """
        if self.of_people != other.of_people:
            return False
        ours, theirs = self.entity, other.entity
        is_person = {ours.kind == "person", theirs.kind == "person"}
        shared = set(folded_name(ours.name).split()) & set(folded_name(theirs.name).split())
        return bool(self.kinds & other.kinds) and len(is_person) == 1 and not shared


def deeds(text: str, span: Span, entities: Sequence[Named]) -> list[Deed]:
    """Return the doers that the passage ``span`` of ``text`` names, in order of the text.

    Only what stands directly at a name is read ("X attacked", "killed by X", "blamed X", "X claimed
    responsibility"): a doer that has to be guessed is left out.
    """
    found: list[Deed] = []
    for entity in entities:
        # A car, a law or a knockout does nothing by itself.
        for start, end in entity.spans if entity.kind != "other" else ():
            if span[0] <= start < span[1] and (kinds := _kinds(text, span, start, end)):
                found.append(Deed(entity, (start, end), kinds))
    for match in _PEOPLE.finditer(text, *span):
        if kinds := _kinds(text, span, *match.span()):
            people = Name(f"?{match[0]}", match[0], "place", [match.span()])
            found.append(Deed(people, match.span(), kinds, of_people=True))
    return sorted(found, key=lambda deed: deed.span)


def _kinds(text: str, span: Span, start: int, end: int) -> frozenset[str]:
    """Return the kinds of deed that are said of what stands at ``text[start:end]``, within ``span``."""
    before = text[max(span[0], start - _AROUND) : start]
    after = text[end : min(span[1], end + _AROUND)]
    if _BLAME.search(before) or _BLAMED_ON.search(before):
        return frozenset(["force"])
    if (
        (_CARRIED.search(before) and not _WHOSE.match(after))
        or _CLAIM.match(after)
        or _RESPONSIBLE.match(after)
    ):
        return frozenset(["force"])
    by = _BY.search(before)
    if by and not _WHOSE.match(after):
        return _deed(_first_deed(by.group()))
    verb = _NEXT_VERB.match(after)
    if verb and not before.rstrip().endswith((" by", " on", " of", " at", " in", " against", " from")):
        word = verb.group(1).lower()
        # The past participle after a form of "be" is what was done to the name, which the pattern leaves out.
        return _deed(word)
    return frozenset()


def _first_deed(words: str) -> str:
    return next((w for w, _, _ in texts.tokens(words.lower()) if w in _DEED), "")


def _deed(word: str) -> frozenset[str]:
    if word in _EITHER:
        return frozenset(["force", "dismiss"])
    return frozenset([_DEED[word]]) if word in _DEED else frozenset()

"""Words that shape names: what joins them, what heads them, what stands beside them. All in lower case.

The words stand in ``data/cues.txt``, a section for each set.
"""

from __future__ import annotations

from briefreader.entities.gazetteer import lines


def _read() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines("cues.txt"):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words.extend(line.split())
    return found


_SECTIONS = _read()
_KINDS = "polm"  # person, organisation, place, other (miscellaneous)


def _words(section: str) -> frozenset[str]:
    return frozenset(_SECTIONS[section])


def _weights(section: str) -> dict[str, float]:
    return {word: float(weight) for word, weight in (entry.split("=") for entry in _SECTIONS[section])}


def _relations(section: str) -> dict[tuple[str, str], tuple[int, float]]:
    """Return for two words before a name its kind, as an index into ``scores.KINDS``, and a weight."""
    found = {}
    for entry in _SECTIONS[section]:
        words, sign = entry.split("=")
        first, second = words.split("_")
        found[first, second] = (_KINDS.index(sign[0]), float(sign[1:]))
    return found


PARTICLES = _words("particles")
"""In lower case inside a name: "Ursula von der Leyen", "Abdulla bin Zayed", "Rio de Janeiro"."""
HYPHEN_PARTICLES = _words("hyphen_particles")
"""Before a hyphen these belong to the name that follows: "al-Hamidawi"."""
MONTHS = _words("months")
"""The months, in full and short."""
NEVER = _words("never")
"""Capitalised for another reason than being a name: weekdays, abbreviations, units, openings of mails."""
FUNCTION = _words("function")
"""Words that begin many sentences and no name."""
INSIDE = _words("inside")
"""Of those, the ones that stand inside names with a capital."""
NAME_OPENERS = _words("name_openers")
"""At the beginning of a sentence these can begin a name of several words."""
SUFFIXES = _words("suffixes")
"""The last word of a company's name."""
CLOSING = _words("closing")
"""Of those, the ones behind which a name is over."""
ORGANISATION_HEADS = _words("organisation_heads")
"""The head word of an organisation's name."""
ORGANISATION_OPENERS = _words("organisation_openers")
"""The first word of an organisation's name, in other languages mostly."""
STATE_HEADS = _words("state_heads")
"""Bodies of a state: the nationality before them stays outside the name."""
ORGANISATION_OF = _words("organisation_of")
"""Before "of", "for" or "on" in the name of an organisation: "Bank of Japan"."""
NARROW_OF = _words("narrow_of")
"""Of those, the ones that only a place or a plain word follows: "House of Commons"."""
OPENING_OF = _words("opening_of")
"""Of those, the ones that make a name at the beginning of a sentence too."""
TERRITORY_OF = _words("territory_of")
"""Of the next, the ones that are plain words as a rule."""
PLACE_OF = _words("place_of")
"""Before "of" in the name of a place: "Gulf of Mexico"."""
OTHER_OF = _words("other_of")
"""Before "of" in another name: "Treaty of Rome"."""
PLACE_HEADS = _words("place_heads")
"""The last word of the name of a place."""
PLACE_HEADS_SURE = _words("place_heads_sure")
"""Of those, the ones that hardly end another name."""
PLACE_OPENERS = _words("place_openers")
"""The first word of the name of a place."""
PLACE_NOUNS_FIRST = _words("place_nouns_first")
"""Of those, the ones that say what it is: "Lake Chad", "Stade de France"."""
OTHER_HEADS = _words("other_heads")
"""The last word of the name of an event, a prize, a law, a product."""
OTHER_OPENERS = _words("other_openers")
"""The first word of such a name."""
PLACE_BEFORE = _weights("place_before")
"""Before a place, with a weight."""
ORGANISATION_BEFORE = _weights("organisation_before")
"""Before an organisation, with a weight."""
MONEY_MOVE = _words("money_move")
"""Behind a company, with a share of its price: "X fell 3 percent"."""
RELATION = _relations("relation")
"""Before a name, with its kind and a weight: "owned by X", "a unit of X", "north of X"."""
SAID_OF_ORGANISATION = _words("said_of_organisation")
"""Behind "X said": "X said it would"."""
SAID_OF_PERSON = _words("said_of_person")
"""Behind "X said": "X said he would"."""
OTHER_BEFORE = _weights("other_before")
"""Before a ship, a storm, a work, a product, with a weight."""
OTHER_AFTER = _weights("other_after")
"""Behind such a name, with a weight."""
PLACE_NOUN_BEFORE = _words("place_noun_before")
"""Before "of" and a place: "the city of X"."""
PERSON_AFTER = _words("person_after")
"""Behind a person."""
ORGANISATION_AFTER = _weights("organisation_after")
"""Behind an organisation, with a weight."""
PLACE_AFTER = _weights("place_after")
"""Behind a place, with a weight."""
ORGANISATION_NOUNS = _words("organisation_nouns")
"""In a description beside an organisation: "Acme, a maker of ..."."""
PLACE_NOUNS = _words("place_nouns")
"""In a description beside a place."""
SPORT = _words("sport")
"""A report that uses these speaks of sport."""
SPORT_HEADLINES = _words("sport_headlines")
"""Headlines of the wires on sport begin with these: "SOCCER - ..."."""
TEAM_SPORTS = _words("team_sports")
"""Of those, the sports in which the name of a city stands for its team."""
TEAM_WORDS = _words("team_words")
"""Words of those sports."""
CONTEST_AFTER = _words("contest_after")
"""Behind a team."""
CONTEST_WEAK = _words("contest_weak")
"""Of those, the ones that stand behind plain words just as well."""
CONTEST_BEFORE = _words("contest_before")
"""Before a team."""
BODIES = _words("bodies")
"""Behind "the" these, with a capital, are one of a kind: "the Navy"."""
KOREAN = _words("korean")
"""Korean surnames: a given name with a hyphen follows."""
GENERIC = _words("generic")
"""Capitalised inside a sentence, and no name when alone."""
ALSO_SURNAMES = _words("also_surnames")
"""Head words that are surnames as well."""
HEADLINE_PLAIN = _words("headline_plain")
"""Head words that in a headline more often are plain words."""
OWNERS = _words("owners")
"""Before "'s" in a name: "People's Party"."""
COMPOUND_PREFIXES = _words("compound_prefixes")
"""Before a hyphen and no part of the name: "anti-Taliban", "Sino-British"."""
KIN = _words("kin")
"""What a person has: "X's wife"."""
SIDES = _words("sides")
"""What a place has: "X's capital"."""
WITH_POINT = _words("with_point")
"""Abbreviations that take a point which ends no sentence."""
MOTION = _words("motion")
"""Before "to" or "from" and a place: "flew to X"."""

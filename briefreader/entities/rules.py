"""Where names stand: from the tokens of a line to candidate spans, with the roles before them."""

from __future__ import annotations

from briefreader.entities import lexicon as lex
from briefreader.entities.case import Case
from briefreader.entities.gazetteer import CAPITAL, COUNTRY, REGION, STATE, Gazetteer, key
from briefreader.entities.tokens import Line, Token

_LONGEST_RUN = 14  # tokens; what is longer is a heading or a list, and is cut
_PLAIN = 0.5  # from this share of lower case on a word that begins a sentence is no name


class Candidate:
    """A span of a line that may be a name: tokens ``start`` to ``end`` (exclusive) of ``line``.

    ``key`` is the folded name, ``sure`` tells whether its capitals count as evidence, ``title`` whether
    an honorific or a role stood before it.
    """

    __slots__ = ("end", "first", "key", "kind", "last", "line", "parts", "role", "scores", "start", "sure", "titled")

    def __init__(self, line: Line, start: int, end: int, role: str, titled: bool, sure: bool) -> None:
        self.line = line
        self.start = start
        self.end = end
        self.role = role
        self.titled = titled
        self.sure = sure
        self.first = line.tokens[start].start
        self.last = line.tokens[end - 1].end
        words = (key(token.text) for token in line.tokens[start:end] if token.word or token.text == "&")
        self.key = " ".join(word for word in words if word)
        self.parts = self.key.split(" ")
        self.scores = [0.0, 0.0, 0.0, 0.0]
        self.kind = -1

    def inner(self, token: int, first: int, last: int) -> Candidate:
        """Return a candidate for characters ``first`` to ``last``, a part of the one token ``token``."""
        part = Candidate(self.line, token, token + 1, "", False, self.sure)
        text = self.line.tokens[token].text
        start = self.line.tokens[token].start
        part.first, part.last = first, last
        part.key = key(text[first - start : last - start])
        part.parts = part.key.split(" ")
        return part


class Finder:
    """Finds the candidates of one report's lines."""

    def __init__(self, gazetteer: Gazetteer, case: Case) -> None:
        self._gazetteer = gazetteer
        self._case = case
        self._found: list[Candidate] = []
        self.doubtful: list[Candidate] = []
        """What begins a sentence and looked like plain words: names after all where the report shows them so."""

    def find(self, line: Line) -> list[Candidate]:
        """Return the candidates of a line that uses capitals as sentences do."""
        self._found = []
        tokens = line.tokens
        count = len(tokens)
        at = 0
        while at < count:
            token = tokens[at]
            if not token.cap or not (_eligible(token) or (len(token.text) == 1 and _initial(tokens, at))):
                at += 1
                continue
            end = self._run(tokens, at)
            self._split(line, at, end)
            at = end
        return self._found

    # A run: capitalised words and what joins them.

    def _run(self, tokens: list[Token], start: int) -> int:
        count = len(tokens)
        at = start + 1
        joined_of = False
        if self._modifier(tokens[start]):
            return at
        at = max(at, self._known(tokens, start, count))
        while at < count and at - start < _LONGEST_RUN:
            token = tokens[at]
            if token.cap:
                if not _eligible(token) and not _initial(tokens, at) or self._modifier(token):
                    break
                at += 1
                continue
            step = self._connector(tokens, start, at, joined_of)
            if not step:
                break
            joined_of = joined_of or token.low in ("of", "for", "on")
            at += step
        return at

    def _connector(self, tokens: list[Token], start: int, at: int, joined_of: bool) -> int:
        """Return how many tokens from ``at`` on belong to the run, 0 for none."""
        token = tokens[at]
        text = token.low
        count = len(tokens)
        after = tokens[at + 1] if at + 1 < count else None
        if after is None:
            return 0
        before = tokens[at - 1]
        if text == "&":
            return 2 if after.cap else 0
        if text == "and" and after.cap and after.low.rstrip(".") in ("co", "company", "cie", "sons"):
            return 2
        if text == ",":
            return 2 if after.cap and after.low.rstrip(".") in ("inc", "ltd", "llc", "corp", "llp", "plc", "co") else 0
        if text in ("'s", "’s"):
            return 2 if after.cap and self._keeps_possessive(tokens, start, at) else 0
        if text in ("of", "for", "on", "and", "de") and not text == "de":
            skip = 2 if after.low == "the" and at + 2 < count else 1
            follower = tokens[at + skip]
            if not follower.cap or not _eligible(follower) or follower.first:
                return 0
            if text == "and":
                return skip + 1 if skip == 1 and self._joins_and(tokens, start, at, joined_of) else 0
            head = key(before.text)
            if text == "of" and (head in lex.SUFFIXES or head in ("industries", "systems", "enterprises", "motors")):
                # "Anglo American Corp of South Africa Ltd"
                stop = at + skip
                while stop < count and tokens[stop].cap and stop < at + 5:
                    stop += 1
                return stop - at if key(tokens[stop - 1].text) in lex.SUFFIXES else 0
            if joined_of and head in self._gazetteer.common and text == "of" and self._owned(follower):
                return skip + 1  # "Alliance of Democratic Forces for the Liberation of Congo"
            if text == "of":
                joins = head in lex.ORGANISATION_OF or head in lex.PLACE_OF or head in lex.OTHER_OF
                if key(follower.text) in self._gazetteer.given and follower.low not in self._gazetteer.places:
                    joins = False
                if head in ("party", "movement", "front", "army", "group", "club", "hospital", "network", "house", "museum", "board"):
                    # "House of Commons", but "Democratic Party of Megawati Sukarnoputri"
                    joins = joins and (key(follower.text) in self._gazetteer.places or follower.low in self._gazetteer.common)
                if head in ("city", "state", "province", "kingdom", "district", "republic") and before.first:
                    joins = joins and at - start == 1
            else:
                joins = head in lex.ORGANISATION_OF and head not in ("house", "campaign") and text == "for" or (
                    text == "on" and head in ("council", "committee", "commission", "conference")
                )
            if joins and (before.cap and not (before.first and at - start == 1 and self._case.plain(before.low) > 0.9 and
                                              head not in ("bank", "university", "ministry", "department", "institute", "gulf", "house", "city"))):
                return skip + 1
            return 0
        if text in lex.PARTICLES and token.word:
            step = 1
            while at + step < count and step < 3 and tokens[at + step].low in lex.PARTICLES | {"the"}:
                step += 1
            if at + step < count and tokens[at + step].cap and _eligible(tokens[at + step]):
                if text in ("y", "e", "i", "la", "le", "ad") and step == 1 and not self._foreign(before):
                    return 0
                return step + 1
        return 0

    def _modifier(self, token: Token) -> bool:
        """Whether the token is a compound such as "Iran-backed", which no name goes on over."""
        if "-" not in token.text:
            return False
        last = token.text.rpartition("-")[2]
        return last.islower() and (last in self._gazetteer.common or last.endswith("ed")) and last not in lex.PARTICLES

    def _foreign(self, token: Token) -> bool:
        return token.low not in self._gazetteer.common

    def _keeps_possessive(self, tokens: list[Token], start: int, at: int) -> bool:
        """Whether the name goes on behind a possessive: "Moody's Investors Service", "St Mary's Hospital"."""
        owner = key(tokens[at - 1].text)
        after = key(tokens[at + 1].text)
        if owner in ("people", "women", "men", "children", "workers", "farmers", "king", "queen", "mother", "veterans", "teachers"):
            return True
        whole = f"{' '.join(key(t.text) for t in tokens[start:at] if t.word)}"
        if self._gazetteer.organisations.get(whole, "").endswith(_OWNING) and after in lex.ORGANISATION_HEADS | lex.SUFFIXES | {"investors"}:
            return True
        if at - start >= 2 and tokens[start].low in ("st", "st.", "saint"):
            return after in lex.ORGANISATION_HEADS or after in lex.PLACE_HEADS
        longest = self._gazetteer.longest.get(f"{whole}", 0) or self._gazetteer.longest.get(f"{owner}", 0)
        return bool(longest) and f"{owner} {after}" in self._gazetteer.others

    def _joins_and(self, tokens: list[Token], start: int, at: int, joined_of: bool) -> bool:
        """Whether "and" joins two parts of one name, not two names."""
        end = at + 2
        while end < len(tokens) and tokens[end].cap and end - at < 5:
            end += 1
        last = key(tokens[end - 1].text)
        first = tokens[start].low
        if joined_of and first not in self._gazetteer.roles:
            # "Department of Housing and Urban Development" against "University of Utah and Harvard".
            follower = key(tokens[at + 1].text)
            if at + 2 < len(tokens) and tokens[at + 2].low == "of":
                return False
            return follower in self._gazetteer.common and not self._owned(tokens[at + 1])
        span = f"{' '.join(key(t.text) for t in tokens[start:at] if t.word)} and {' '.join(key(t.text) for t in tokens[at + 1 : end] if t.word)}"
        if span in self._gazetteer.places or span in self._gazetteer.organisations:
            return True
        before, follower = key(tokens[at - 1].text), key(tokens[at + 1].text)
        common = self._gazetteer.common
        if before in lex.SUFFIXES or self._owned(tokens[at - 1]) or self._owned(tokens[at + 1]):
            return False
        if last in lex.SUFFIXES | {"bros", "sons"}:
            return at - start <= 2 and 2 <= end - at <= 4
        heads = lex.ORGANISATION_HEADS | {"administration", "center", "centre"}
        return before in common and follower in common and last in heads and (before not in heads or at - start == 1) and end - at > 2

    def _owned(self, token: Token) -> bool:
        """Whether the word is a name by itself."""
        gazetteer = self._gazetteer
        folded = key(token.text)
        return folded in gazetteer.organisations or gazetteer.places.get(folded, 0) >= REGION or folded in gazetteer.given or (
            token.text.isupper() and len(token.text) > 1
        )

    # A run taken apart: plain words at its beginning, roles, nationalities, hyphened compounds.

    def _split(self, line: Line, start: int, end: int) -> None:
        tokens = line.tokens
        opening = self._opening(tokens, start, end)
        found = len(self._found)
        if opening < end:
            self._inner_roles(line, opening, end)
        if tokens[start].first and tokens[start].low not in lex.FUNCTION and (
            len(self._found) == found or self._found[found].start > start
        ):
            while end > start + 1 and not tokens[end - 1].cap:
                end -= 1
            self.doubtful.append(Candidate(line, start, end, "", False, False))

    def _opening(self, tokens: list[Token], start: int, end: int) -> int:
        """Leave out the plain words with which a sentence begins."""
        token = tokens[start]
        if not token.first:
            while start < end and tokens[start].low in lex.FUNCTION and tokens[start].low not in ("us", "it", "will", "may", "an", "general", "new"):
                if end - start > 1 and self._known(tokens, start, end):
                    break
                start += 1
                while start < end and not tokens[start].cap:
                    start += 1
            return start
        word = token.low
        if word == "us" and token.text == "US":
            return start
        if end - start > 1 and self._known(tokens, start, end):
            return start
        if word in lex.FUNCTION and word not in ("new", "will", "may"):
            return self._opening_next(tokens, start, end)
        if end - start == 1:
            return start if self._begins(token) or self._addressed(tokens, start) else end
        if word in lex.PARTICLES:
            return start
        if word in self._gazetteer.honorifics or word.rstrip(".") in self._gazetteer.honorifics or word in self._gazetteer.roles:
            return start
        if word in lex.NAME_OPENERS or key(token.text) in self._gazetteer.given or key(token.text) in self._gazetteer.peoples:
            if word in self._gazetteer.common and word not in lex.NAME_OPENERS:
                return start if not tokens[start + 1].low in lex.FUNCTION else self._opening_next(tokens, start, end)
            return start
        plain = self._case.plain(word)
        if plain < _PLAIN:
            return start
        last = key(tokens[end - 1].text)
        own_lower, own_capital = self._case.in_report(word)
        if own_capital > own_lower:
            return start
        if last in lex.SUFFIXES or (last in lex.ORGANISATION_HEADS and plain < 0.97):
            return start
        if key(token.text) in self._gazetteer.places and self._gazetteer.places[key(token.text)] >= REGION:
            return start
        return self._opening_next(tokens, start, end)

    def _opening_next(self, tokens: list[Token], start: int, end: int) -> int:
        start += 1
        while start < end and not tokens[start].cap:
            start += 1
        return start

    def _addressed(self, tokens: list[Token], at: int) -> bool:
        """Whether a given name that is a plain word as well stands like a name: "John, ...", "Holly said"."""
        if key(tokens[at].text) not in self._gazetteer.given or tokens[at].low in lex.FUNCTION:
            return False
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return after is None or after.text in (",", "-") or after.low in lex.PERSON_AFTER

    def _begins(self, token: Token) -> bool:
        """Whether the single word at the beginning of a sentence is a name."""
        word, folded = token.low, key(token.text)
        gazetteer = self._gazetteer
        if word in lex.FUNCTION:
            return word == "us" and token.text == "US"
        own_lower, own_capital = self._case.in_report(word)
        if own_capital and own_capital >= own_lower:
            return True
        plain = self._case.plain(word)
        if plain >= _PLAIN:
            band = gazetteer.places.get(folded, 0)
            return not own_lower and (band >= COUNTRY or (band >= CAPITAL and word not in gazetteer.common))
        if token.text.isupper() and len(word) > 1:
            return True
        if folded in gazetteer.places or folded in gazetteer.given or folded in gazetteer.organisations or folded in gazetteer.others:
            return True
        if "-" in word and not own_capital:
            parts = folded.split(" ")
            if any(part in gazetteer.places or part in gazetteer.peoples for part in parts):
                return True
            return not any(part in gazetteer.common for part in parts)
        return not _looks_inflected(word) or own_capital > 0

    def _known(self, tokens: list[Token], start: int, end: int) -> int:
        """Return the end of the longest known name of several words that begins at ``start``, or 0."""
        gazetteer = self._gazetteer
        first = key(tokens[start].text)
        most = gazetteer.longest.get(first, 0)
        if first == "" or not most:
            return 0
        words = [key(token.text) for token in tokens[start : min(end, start + most + 1)]]
        for size in range(min(most, len(words)), 1, -1):
            name = " ".join(words[:size])
            if name in gazetteer.places or name in gazetteer.organisations or name in gazetteer.others:
                return start + size
        return 0

    def _inner_roles(self, line: Line, start: int, end: int) -> None:
        """Split before and behind the roles of a run: "Quds Force Commander | Esmail Qaani"."""
        tokens = line.tokens
        roles, honorifics = self._gazetteer.roles, self._gazetteer.honorifics
        at = start
        began = start  # of the name that is being read
        while at < end:
            if at == began:
                known = self._known(tokens, at, end)
                if known:
                    at = known
                    continue
            word = tokens[at].low.rstrip(".")
            is_honorific = word in honorifics and end - at > 1
            after = self._role_end(tokens, at, end)
            if after == at:
                at += 1
                continue
            rest_is_name = after < end and self._person_like(tokens, after, end)
            if at == began and rest_is_name:
                role = self._role_text(tokens, began, after)
                self._emit(line, after, end, role, True)
                return
            if at > began and is_honorific and key(tokens[began].text) in self._gazetteer.given:
                at = after  # "Muhammed Sheikh Khalil"
                continue
            if at > began and rest_is_name and not (is_honorific and word in ("king", "father", "sister", "duke", "baron", "lord", "lady", "prince")):
                if after - at == 1 and end - after == 1 and word in ("head", "general", "forward", "chair", "private", "major", "judge", "marshal"):
                    at += 1
                    continue
                role = self._role_text(tokens, began, after)
                self._emit(line, began, at, "", False)
                self._emit(line, after, end, role, True)
                return
            if at == began and after >= end:
                # Nothing but roles; they may still name an office ("General Assembly" was found as known).
                return
            at = after
        # A role that ends the run stands behind its name: "NATO Secretary-General", "Bank Chairman".
        stop = end
        if not any(token.low in ("of", "for") for token in tokens[began:end]):
            for at in range(began, end):
                if self._role_end(tokens, at, end) == end and tokens[at].low not in ("general", "head", "judge", "marshal", "forward", "chair"):
                    stop = at
                    break
        if stop == began:
            return
        while stop > began and not tokens[stop - 1].word:
            stop -= 1
        while stop > began and not tokens[stop - 1].cap:
            stop -= 1
        if stop > began:
            self._emit(line, began, stop, "", False)

    def _role_end(self, tokens: list[Token], at: int, end: int) -> int:
        """Return where the role or honorific that begins at ``at`` ends, ``at`` when there is none."""
        gazetteer = self._gazetteer
        began = stop = at
        of = False
        while at < end:
            token = tokens[at]
            word = token.low.rstrip(".")
            if not token.cap:
                if word not in ("of", "for", "the", "and", "&") or (stop != at and word != "the"):
                    break
            elif word in gazetteer.roles or (word in gazetteer.honorifics and end - at > 1):
                stop = at + 1
            elif word not in gazetteer.qualifiers:
                break
            elif of and stop:
                stop = at + 1  # "Secretary of State", "Minister of Foreign Affairs"
            of = of or (stop > began and token.low == "of")
            at += 1
        return stop

    def _person_like(self, tokens: list[Token], start: int, end: int) -> bool:
        first, last = key(tokens[start].text), key(tokens[end - 1].text)
        honoured = tokens[start - 1].low.rstrip(".") in self._gazetteer.honorifics
        if (end - start > 1 or not honoured) and (last in lex.SUFFIXES or last in lex.ORGANISATION_HEADS or last in lex.PLACE_HEADS):
            return first in self._gazetteer.given
        if end - start > 5 or first in ("of", "for", "and", "and", "affairs"):
            return False
        if not tokens[start].cap:
            return tokens[start].low in lex.PARTICLES
        name = " ".join(key(token.text) for token in tokens[start:end])
        gazetteer = self._gazetteer
        if start and tokens[start - 1].low.rstrip(".") in ("dr", "mr", "mrs", "ms", "miss", "prof"):
            return True
        return not (name in gazetteer.organisations or gazetteer.places.get(name, 0) >= COUNTRY)

    def _role_text(self, tokens: list[Token], start: int, end: int) -> str:
        parts = []
        for i in range(start, end):
            gap = " " if i > start and tokens[i].start > tokens[i - 1].end else ""
            parts.append(gap + tokens[i].text)
        return "".join(parts)

    def _emit(self, line: Line, start: int, end: int, role: str, titled: bool) -> None:
        """Take the nationality off, take compounds apart, and note what remains."""
        tokens = line.tokens
        gazetteer = self._gazetteer
        while end > start and not tokens[end - 1].cap:
            end -= 1
        if start >= end:
            return
        nationality = start
        while nationality < end - 1 and self._is_people(tokens[nationality]) and not self._known(tokens, nationality, end):
            if not titled and not self._peels(tokens, nationality, end):
                break
            nationality += 1
            while nationality < end - 1 and not tokens[nationality].cap:
                nationality += 1
        if nationality > start and nationality == end - 1 and not titled and tokens[nationality].low in gazetteer.common:
            return  # "American Pie", "British Thermal"
        start = nationality
        known_end = self._known(tokens, start, end) if not titled else 0
        if known_end and known_end < end:
            whole = " ".join(key(token.text) for token in tokens[start:known_end])
            rest = " ".join(key(token.text) for token in tokens[known_end:end])
            if gazetteer.places.get(whole, 0) == COUNTRY and rest in gazetteer.organisations:
                self._emit(line, start, known_end, "", False)
                self._emit(line, known_end, end, "", False)
                return
            rest_role = any(tokens[i].low.rstrip(".") in gazetteer.honorifics for i in range(known_end, end))
            if rest_role and whole in gazetteer.places:
                self._emit(line, start, known_end, "", False)
                self._inner_roles(line, known_end, end)
                return
        elif not known_end and end - start > 1 and gazetteer.places.get(key(tokens[start].text), 0) == COUNTRY:
            rest = " ".join(key(token.text) for token in tokens[start + 1 : end])
            if rest in gazetteer.organisations or end - start <= 3 and tokens[end - 1].low in lex.STATE_HEADS and tokens[end - 1].low not in ("army", "navy", "force", "forces"):
                self._emit(line, start, start + 1, "", False)
                self._emit(line, start + 1, end, "", False)
                return
        start = self._before_given(tokens, start, end)
        end = self._without_tail(line, start, end)
        token = tokens[start]
        if start > 0 and tokens[start - 1].low.rstrip(".") in gazetteer.honorifics and tokens[start - 1].cap:
            titled = True
        if start > 0 and tokens[start - 1].low in ("bin", "ibn", "al", "el", "von", "van") and not tokens[start - 1].cap:
            start -= 1
        if end - start == 1:
            self._single(line, start, role, titled)
            return
        if not titled and self._plain_words(tokens, start, end):
            return
        if tokens[end - 1].first is False and gazetteer.places.get(key(tokens[end - 1].text), 0) == STATE and not self._known(tokens, start, end) == end:
            # "San Rafael CA": a town and its state, without the comma.
            town = " ".join(key(token.text) for token in tokens[start : end - 1])
            if town in gazetteer.places:
                self._emit(line, start, end - 1, role, titled)
                self._emit(line, end - 1, end, "", False)
                return
        self._found.append(Candidate(line, start, self._owning(tokens, start, end, titled), role, titled, not token.first))

    def _owning(self, tokens: list[Token], start: int, end: int, titled: bool) -> int:
        """Return the end with the possessive that belongs to the name: "Standard & Poor's"."""
        if titled or end >= len(tokens) or tokens[end].low not in _OWNING:
            return end
        name = " ".join(key(token.text) for token in tokens[start:end] if token.word or token.text == "&")
        return end + 1 if self._gazetteer.organisations.get(name, "").endswith(_OWNING) else end

    def _without_tail(self, line: Line, start: int, end: int) -> int:
        """Leave out the plain words behind a name: "Davis Administration", "Huber Corporation Guaranty"."""
        tokens = line.tokens
        for at in range(start + 1, end - 1):
            if tokens[at].low.rstrip(".") in _CLOSING and tokens[at + 1].cap and key(tokens[at + 1].text) not in lex.SUFFIXES:
                rest = key(tokens[end - 1].text)
                if rest not in lex.ORGANISATION_HEADS and rest not in lex.SUFFIXES:
                    return at + 1
        if end - start < 2 or self._known(tokens, start, end) == end:
            return end
        common = self._gazetteer.common
        last = tokens[end - 1].low
        if end - start == 2 and last in ("administration", "government") and tokens[start].low not in common:
            return end - 1
        stop = self._known(tokens, start, end)
        if not stop and self._owned(tokens[start]) and key(tokens[start].text) not in self._gazetteer.given:
            stop = start + 1
        if stop and all(
            token.low in common and token.low not in lex.ORGANISATION_HEADS and token.low not in lex.PLACE_HEADS
            and token.low not in lex.OTHER_HEADS and key(token.text) not in self._gazetteer.organisations
            and key(token.text) not in self._gazetteer.given
            for token in tokens[stop:end]
        ):
            return stop
        return end

    def _before_given(self, tokens: list[Token], start: int, end: int) -> int:
        """Leave out the plain words before a person's full name: "Perennial Party Girl Tara Reid"."""
        gazetteer = self._gazetteer
        at = start
        while at < end - 2 and tokens[at].cap and tokens[at].low in gazetteer.common and key(tokens[at].text) not in gazetteer.given:
            if tokens[at].low in lex.PLACE_HEADS or tokens[at].low in lex.NAME_OPENERS or self._known(tokens, at, end):
                return start
            at += 1
        if at == start or key(tokens[at].text) not in gazetteer.given or tokens[at].low in gazetteer.common:
            return start
        last = key(tokens[end - 1].text)
        return start if last in lex.ORGANISATION_HEADS or last in lex.PLACE_HEADS or last in lex.SUFFIXES else at

    def _plain_words(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether a run that begins a sentence is plain words with capitals: "Great Service"."""
        if not tokens[start].first or self._known(tokens, start, end) == end:
            return False
        last = key(tokens[end - 1].text)
        if last in lex.ORGANISATION_HEADS or last in lex.SUFFIXES or last in lex.PLACE_HEADS:
            return False
        common = self._gazetteer.common
        if key(tokens[start].text) in self._gazetteer.given and end - start == 2:
            return False
        return all(not token.word or token.low in common and self._case.plain(token.low) > _PLAIN for token in tokens[start:end])

    def _is_people(self, token: Token) -> bool:
        folded = key(token.text)
        if folded in self._gazetteer.peoples:
            return True
        return "-" in token.text and all(
            part in self._gazetteer.peoples or part in ("anglo", "franco", "sino", "pro", "anti", "non", "afro", "indo", "russo", "greco")
            for part in folded.split(" ")
        )

    def _peels(self, tokens: list[Token], start: int, end: int) -> bool:
        """Whether the nationality at ``start`` stands outside the name behind it."""
        last = key(tokens[end - 1].text)
        rest = [key(token.text) for token in tokens[start + 1 : end]]
        name = " ".join(rest)
        gazetteer = self._gazetteer
        if name in gazetteer.organisations or name in gazetteer.places or name in gazetteer.others:
            return not (len(rest) == 1 and (last in lex.OTHER_HEADS or last in ("navy", "army", "open", "senators", "marines")))
        heads = [word for word in rest if word in lex.ORGANISATION_HEADS]
        if rest[-1] in lex.STATE_HEADS:
            return not (len(rest) == 1)
        if heads or last in lex.SUFFIXES or last in lex.OTHER_HEADS or last in lex.PLACE_HEADS:
            return bool({"ministry", "department"} & set(rest))
        return True

    def _single(self, line: Line, at: int, role: str, titled: bool) -> None:
        token = line.tokens[at]
        gazetteer = self._gazetteer
        folded = key(token.text)
        if len(folded) < 2 and not titled or not folded[:1].isalpha() and len(folded) < 3:
            return
        if "-" in token.text or "‑" in token.text or "‐" in token.text:
            self._compound(line, at, role, titled)
            return
        if folded in gazetteer.peoples and not (folded in gazetteer.places and gazetteer.places[folded] == COUNTRY):
            return
        word = token.low.rstrip(".")
        if word in gazetteer.honorifics and not titled and folded not in gazetteer.given:
            return
        if (word in gazetteer.roles or word in lex.SUFFIXES) and not titled:
            return
        if token.first and not titled and not self._begins(token) and not self._addressed(line.tokens, at):
            return
        if not token.first and not titled and not self._stands_alone(token, line.tokens, at):
            return
        self._found.append(Candidate(line, at, self._owning(line.tokens, at, at + 1, titled), role, titled, not token.first))

    def _stands_alone(self, token: Token, tokens: list[Token], at: int) -> bool:
        """Whether a single capitalised word inside a sentence is a name."""
        word, folded = token.low, key(token.text)
        gazetteer = self._gazetteer
        if token.text.isupper() and len(folded) > 1:
            if len(folded) == 2 and gazetteer.places.get(folded) == STATE and folded not in ("la", "ny", "dc"):
                before = tokens[at - 1] if at and tokens[at - 1].text != "," else tokens[at - 2] if at > 1 else None
                return before is not None and before.cap
            if word in gazetteer.common and len(word) > 2 and not gazetteer.organisations.get(folded, "").isupper():
                return False
            return not (len(folded) <= 2 and word in lex.FUNCTION and token.text != "US")
        if folded in gazetteer.others:
            return True
        if folded in gazetteer.organisations or folded in gazetteer.places or folded in gazetteer.given:
            own_lower, own_capital = self._case.in_report(word)
            return own_lower <= 2 * own_capital
        if word in gazetteer.common:
            own_lower, own_capital = self._case.in_report(word)
            if own_lower:
                return False
            if word in gazetteer.surnames:
                return True
            if word in _GENERIC:
                return False
            return self._case.plain(word) < _PLAIN
        return True

    def _compound(self, line: Line, at: int, role: str, titled: bool) -> None:
        """Take a hyphened word apart: "Iran-backed" is Iran, "Israel-Hamas" two names, "al-Sadr" one."""
        token = line.tokens[at]
        gazetteer = self._gazetteer
        text = token.text.replace("‑", "-").replace("‐", "-")
        folded = key(token.text)
        candidate = Candidate(line, at, at + 1, role, titled, not token.first)
        if folded in gazetteer.peoples:
            return
        if titled or folded in gazetteer.places or folded in gazetteer.organisations or folded in gazetteer.others:
            self._found.append(candidate)
            return
        parts = text.split("-")
        if parts[0].lower() in lex.HYPHEN_PARTICLES or parts[0].lower() in ("jean", "hans", "karl", "marie"):
            if parts[-1][:1].isupper():
                self._found.append(candidate)
            return
        spans = []
        offset = token.start
        for part in parts:
            spans.append((part, offset, offset + len(part)))
            offset += len(part) + 1
        known = [
            (part, a, b) for part, a, b in spans
            if part[:1].isupper() and (gazetteer.places.get(key(part), 0) >= 3 or key(part) in gazetteer.organisations or (part.isupper() and len(part) > 1 and part.isalpha()))
        ]
        if parts[-1][:1].islower() and parts[-1] not in lex.PARTICLES:
            if token.text.isupper():
                return
            head = [span for span in spans if span[0][:1].isupper()]
            if parts[-1] not in gazetteer.common and parts[-1] not in gazetteer.rare and not parts[-1].endswith("ed"):
                self._found.append(candidate)  # "Jong-hee", "Mazar-i-Sharif"
                return
            # The capitalised part stands alone, where it is a name by itself.
            if head and head[0][0] == parts[0]:
                stop = head[-1][2] if all(span in head for span in spans[: len(head)]) else head[0][2]
                name = key(text[: stop - token.start])
                if name in gazetteer.peoples or name in lex.NEVER or (len(name) < 2) or any(p in gazetteer.peoples for p in name.split(" ")):
                    return
                if name in gazetteer.surnames and parts[-1] in ("era", "led", "backed"):
                    self._found.append(candidate.inner(at, token.start, stop))
                    return
                if name in gazetteer.given and name not in gazetteer.places and not parts[-1].endswith(("ed", "led", "era", "run")):
                    return
                plain = self._case.plain(name.split(" ")[0])
                if plain >= _PLAIN and gazetteer.places.get(name, 0) < COUNTRY and name not in gazetteer.organisations:
                    return
                if len(head) > 1 and len(known) == len(head):
                    for _, a, b in head:
                        self._found.append(candidate.inner(at, a, b))
                    return
                self._found.append(candidate.inner(at, token.start, stop))
            return
        if len(known) == len(spans) and len(spans) == 2 and not token.text.isupper():
            for _, a, b in known:
                self._found.append(candidate.inner(at, a, b))
            return
        if all(key(part) in gazetteer.peoples or part.lower() in gazetteer.common for part in parts):
            if not token.first and not all(key(part) in gazetteer.peoples for part in parts) and all(part[:1].isupper() for part in parts):
                if any(key(part) in gazetteer.peoples for part in parts):
                    return
                self._found.append(candidate)
            return
        if parts[0][:1].isdigit() or not any(c.isalpha() for c in parts[0]):
            return
        if token.first and self._case.plain(parts[0].lower()) > 0.8 and not parts[-1][:1].isupper():
            return
        if parts[0].lower() in ("non", "anti", "pro", "ex", "mid", "pre", "post", "trans", "pan", "co", "re", "un"):
            rest = parts[-1]
            if len(parts) == 2 and rest[:1].isupper() and (key(rest) in gazetteer.places or key(rest) in gazetteer.organisations or rest.isupper()):
                self._found.append(candidate.inner(at, spans[1][1], spans[1][2]))
            return
        self._found.append(candidate)


_GENERIC = frozenset(
    "government president minister state court house party king queen prince committee commission council ministry "
    "department office director board bank company group member members university college school city county street church "
    "army force forces police act bill law treaty agreement section chapter article part page table figure note internet web "
    "mom dad mum grandma grandpa father mother sir madam miss dear sun moon earth world heaven hell spring summer autumn fall winter "
    "north south east west northern southern eastern western left right capital congressional federal national".split()
)


_CLOSING = frozenset(("inc", "corp", "ltd", "plc", "corporation", "gmbh", "llc", "incorporated"))
_OWNING = ("'s", "’s")
_CONTRACTED = ("'re", "'ll", "'ve", "'m", "'d", "n't", "’re", "’ll", "’ve", "’m", "’d", "n’t")


def _eligible(token: Token) -> bool:
    low = token.low
    return low not in lex.NEVER and low not in lex.MONTHS and not low.endswith(_CONTRACTED)


def _initial(tokens: list[Token], at: int) -> bool:
    """Whether the token is a letter or a month's name inside a person's name: "Jeffrey T Hodge", "Theresa May"."""
    token = tokens[at]
    if token.low.rstrip(".") in ("jr", "sr", "ii", "iii", "iv"):
        return True
    if len(token.text) == 1:
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return token.text not in "IA" and after is not None and after.cap and (_eligible(after) or len(after.text) == 1)
    return token.text in ("May", "June", "April", "August") and not tokens[at - 1].first and not (
        at + 1 < len(tokens) and tokens[at + 1].text[:1].isdigit()
    )


def _looks_inflected(word: str) -> bool:
    return word.endswith(("ing", "ed", "ly", "tion", "tions", "ness", "ment", "ments", "ity", "ies", "able", "ible", "less", "ful", "ism"))

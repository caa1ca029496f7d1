"""What text is: cleaning for a terminal, folding of spellings, tokens, sentences, paragraphs.

Offsets everywhere in the program count characters of text that went through ``clean``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefreader.model import Span

# Escape sequences go as a whole, so that their parameters do not stay behind as litter. The string
# kinds (OSC, DCS, APC, PM, SOS) end at BEL or ST and never reach past a line: an opening that is
# never closed must not swallow the report.
_SEQUENCE = re.compile(
    r"(?:\x1b[P\]X^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    r"|\x1b[ -/]{0,16}[0-~]?"
)
# Controls; what directs or hides text (bidirectional marks, zero width, soft hyphen, variation
# selectors, tags, fillers, formats of music, shorthand and hieroglyphs); lone surrogates and
# noncharacters, which no terminal and no encoder takes.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U00013430-\U00013440\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The joiners carry meaning inside Arabic and Indic words and hide in every other.
_JOINERS = "\u200c\u200d"
_JOINED = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]")
_KEPT = frozenset("\n\t" + _JOINERS)
_UNKNOWN = "\ufffd"
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ASCII = re.compile(r"[\n\t -~]*")
_MARKS_AT_MOST = 4
# Vowels and finals of old Korean, which no syllable of today is left of after NFC: they take no room.
_JAMO = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")

# Every sign that is written for an apostrophe, and what may stand inside a word.
APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02b9\u02bf\u02be\u0060\u00b4\u2032\uff07"
WITHIN = APOSTROPHES + _JOINERS
# A word of two characters or more, apostrophes or joiners inside; an abbreviation with points (U.S., a.m.); a
# number with separators; else what is left. That every kind begins with the same \w, and the
# commonest comes first, halves the time of going through a text.
_WORD = (
    rf"\w(?:(?<!\d)\w+(?:[{WITHIN}]\w+)*|(?<=[^\W\d_])\.(?:[^\W\d_]\.)+"
    rf"|(?<=\d)\d*(?:[.,]\d+)+|\w*(?:[{WITHIN}]\w+)*)"
)
_TOKEN = re.compile(_WORD)
_ASCII_TOKEN = re.compile(_WORD, re.ASCII)
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
        "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "k",
    }
)  # fmt: skip
_LONGEST_WORD = 128  # characters; the rest of a longer one, which is garbage, costs nobody any time
_DROPPED = str.maketrans("", "", WITHIN + "._")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")

# It begins where a row of points does and gives none back: a long row is gone through once.
_SENTENCE_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019)\]]*+(?=\s)|\n+")
_SENTENCE_SIGN = re.compile("[.!?\u2026\n]")
_ABBREVIATIONS = frozenset(
    """
    adm brig bros capt cmdr co col corp etc ft gen gov hon inc jr lt ltd maj messrs mr mrs ms mt no fig
    pres prof dr rep rev sen sgt sr st vs jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905
)
_LAST_WORD = re.compile(r"([^\W\d_][\w.]*)\.$")


def clean(raw: str) -> str:
    """Return ``raw`` made safe to show, with line ends as ``\\n`` and in NFC.

    Gone are escape sequences, control characters (tab and line feed stay), bidirectional and
    invisible characters, and combining marks past the fourth in a row or without a letter or
    sign to stand on. What no terminal knows how to draw (private use, unassigned in this Python's Unicode,
    controls of a script) becomes U+FFFD. Text that is already clean comes back as it is.
    """
    if _ASCII.fullmatch(raw):
        return raw
    text = _BREAK.sub("\n", _SEQUENCE.sub("", raw))
    text = _UNSAFE.sub("", text)
    used = set(text)
    if unknown := [ord(char) for char in used if not char.isprintable() and not _is_kept(char)]:
        text = text.translate(dict.fromkeys(unknown, _UNKNOWN))
    if not used.isdisjoint(_JOINERS):
        text = _without_stray_joiners(text)
    text = unicodedata.normalize("NFC", text)
    return _thin_marks(text) if any(map(_is_mark, used)) else text


def clean_line(raw: str) -> str:
    """Return ``raw`` clean and on one line: white space of any kind is one blank, none at the ends."""
    return " ".join(clean(raw).split())


def _is_kept(char: str) -> bool:
    return char in _KEPT or unicodedata.category(char) == "Zs"


def _is_mark(char: str) -> bool:
    """Whether a character takes no room of its own on the screen."""
    return unicodedata.category(char) in ("Mn", "Me") or char in _JOINERS or bool(_JAMO.match(char))


def _without_stray_joiners(text: str) -> str:
    """Return ``text`` with one joiner at most after each letter of a script that joins, and no others."""
    kept: list[str] = []
    joins = False
    for char in text:
        if char in _JOINERS:
            if joins:
                kept.append(char)
            joins = False
            continue
        if not unicodedata.combining(char):
            joins = bool(_JOINED.match(char))
        kept.append(char)
    return "".join(kept)


def _thin_marks(text: str) -> str:
    marks = {char for char in set(text) if _is_mark(char)}
    kept: list[str] = []
    run = _MARKS_AT_MOST
    for char in text:
        if char in marks:
            run += 1
        else:
            run = _MARKS_AT_MOST if char.isspace() else 0
        if run <= _MARKS_AT_MOST:
            kept.append(char)
    return "".join(kept)


def fold(word: str) -> str:
    """Return the form under which spellings of one word meet.

    Lower case, without accents, apostrophes, points and a possessive ending: ``Kata'ib`` and
    ``Kata’ib`` give ``kataib``, ``Erdoğan's`` gives ``erdogan``, ``U.S.`` gives ``us``. Of a
    very long word it is that of the beginning.
    """
    if len(word) > _LONGEST_WORD:
        word = word[:_LONGEST_WORD]
    if word.isascii() and word.isalnum():
        return word.lower()
    if not word.isascii() or not word[-1:].isalnum() or word[-1] in "sS":
        word = _POSSESSIVE.sub("", word) or word
    folded = word.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    if folded[:1].isdigit():
        return folded
    return folded.translate(_DROPPED) or folded


def tag_form(raw: str) -> str:
    """Return a tag as it is kept and asked for: on one line, in lower case, with hyphens for blanks."""
    return "-".join(clean_line(raw).casefold().split()).lstrip("#")


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of ``text`` as it stands, with its start and end."""
    for match in _TOKEN.finditer(text):
        yield match.group(), match.start(), match.end()


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the paragraphs: stretches between line ends, blank ones left out."""
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences, without the white space around them.

    A line end always ends one; a point after an abbreviation or an initial does not.
    """
    spans: list[Span] = []
    start = 0
    for end in _sentence_ends(text):
        _append(spans, text, start, end)
        start = end
    _append(spans, text, start, len(text))
    return spans


def last_sentence(text: str) -> int:
    """Return where the last sentence of ``text`` starts, which must end with no blank."""
    for sign in reversed(list(_SENTENCE_SIGN.finditer(text))):
        end = _sentence_end(text, sign.start())
        if end is not None:
            return len(text) - len(text[end:].lstrip())
    return len(text) - len(text.lstrip())


def _sentence_ends(text: str) -> Iterator[int]:
    last = 0
    # One of a few characters is found many times as fast as the whole pattern.
    for sign in _SENTENCE_SIGN.finditer(text):
        end = _sentence_end(text, sign.start())
        if end is not None and end > last:
            yield end
            last = end


def _sentence_end(text: str, at: int) -> int | None:
    """Return where a sentence ends whose last sign stands here, or None where it goes on."""
    match = _SENTENCE_END.match(text, at)
    if match is None:
        return None
    end = match.end()
    if text[at] != "\n":
        if match.group() == "." and _is_abbreviation(text, end):
            return None
        after = text[end : end + 2].strip()
        if after and after[0].islower():
            return None
    return end


def _is_abbreviation(text: str, end: int) -> bool:
    match = _LAST_WORD.search(text, max(0, end - 24), end)
    if not match:
        return False
    word = match.group(1)
    return word.lower() in _ABBREVIATIONS or "." in word or (len(word) == 1 and word.isupper())


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        spans.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))


def words(text: str) -> list[str]:
    """Return the words of ``text`` as they stand: those of ``tokens`` without their places."""
    return (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)


def matches(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Return the words of ``text`` from a character on (where a word begins), as matches, lazily."""
    return word_pattern(text).finditer(text, start)


def word_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern that matches a word wherever one of ``text`` begins."""
    return _ASCII_TOKEN if text.isascii() else _TOKEN

"""Old 8-bit encodings, told apart by how the text would read.

A general detector is often wrong on a text as short as a bulletin, in which a dozen bytes past
ASCII are all there is to go by. So every likely encoding is tried, and each reading is priced
under each language written in it: letters of the language are cheap, the frequent ones cheapest;
foreign letters, capitals inside words, quotation marks that open at the end of a word and symbols
between letters are dear. Where no reading is cheap (Chinese, Japanese, Korean and whatever else),
charset-normalizer decides.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

_SAMPLE = 1 << 16
_GOOD = 2.5
"""A mean price per character past ASCII under which a reading is that of a language."""
_FEW = 4
_EAST_ASIAN = ("gb18030", "big5", "cp932", "euc_jp", "cp949")

# The letters past ASCII of each language, the frequent ones first; of other scripts all of them.
_WESTERN = (
    "éàèêçôùîûâëïœæ", "äüößéàè", "áéíóúñüªº", "ãçáéíóêâõôúàü", "àèéìòùóîú", "åäöéü", "øåæéöäü", "ëéïèüöêá",
    "éèêïîôûçàöüäáíóúñ",
)  # fmt: skip
_ICELANDIC = ("íáðéóþúöæý",)
_CENTRAL = (
    "łąężśóćńź",
    "íáéěřšžýčůúťňóď",
    "áéíčšžýúľťňôäóĺŕď",
    "éáöóőüíúű",
    "ăâîşţșțéö",
    "čšžćđ",
    "ëç",
    "äüöß",
)
_TURKISH = ("ıişğüçöâîû",)
_BALTIC = ("ėšžąįųūčę", "āīēšūņļčķģž", "äõüöšž")
_CYRILLIC = (
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "оаинвтеірсклудмпязьбгчйхїцжшєюфщґ",
    "аоиетнрсвлкдпмзъуябгчцжшйхщюфь",
    "аоиенрстјувкмлпдзгбшчцжћљњхђфџѓќѕ",
)
_GREEK = ("αοιετσνηυρπκμλςωόίθγάδέχήφβξύώζψϊϋΐΰ",)
_HEBREW = ("יוהלאתמרבשנםכעחדקפןטגסזצךףץ",)
_ARABIC = ("اليمنرتوبةعدسفهكقحجشصطخأذزىثضئءغظآؤإـ", "ایرندهمتوبسشکلزفگعخقجحپصطچضذغثظژئآيكة")
_ENCODINGS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("cp1252", 0, _WESTERN),
    ("cp1252", 3, _ICELANDIC),
    ("iso8859-15", 2, _WESTERN),
    ("cp1250", 2, _CENTRAL),
    ("cp1251", 2, _CYRILLIC),
    ("cp1254", 2, _TURKISH),
    ("cp1253", 3, _GREEK),
    ("cp1255", 3, _HEBREW),
    ("cp1256", 3, _ARABIC),
    ("cp1257", 3, _BALTIC),
    ("iso8859-2", 3, _CENTRAL),
    ("koi8-r", 3, _CYRILLIC[:1]),
    ("koi8-u", 4, _CYRILLIC[1:2]),
    ("iso8859-5", 4, _CYRILLIC),
    ("iso8859-7", 4, _GREEK),
    ("iso8859-6", 4, _ARABIC[:1]),
    ("iso8859-13", 6, _BALTIC),
    ("mac_roman", 5, _WESTERN),
    ("cp850", 5, _WESTERN),
    ("cp852", 6, _CENTRAL),
    ("cp866", 4, _CYRILLIC[:1]),
)
_OPENING = "\u201c\u00ab\u201e\u2018\u201a\u2039\u00bf\u00a1"
_CLOSING = "\u201d\u00bb\u2019\u201c\u203a"
_FREE = (
    "\u2013\u2014\u2026\u2022\u2020\u20ac\u00a3\u00b0\u00a7\u00a9\u00ae\u2122\u00b7\u00a0\u00ad\u2116\u00b6"
    "\u00b1\u00d7\u00f7\u00bc\u00bd\u00be\u00b9\u00b2\u00b3\u00b5\u060c\u061b\u061f\u0640"
)

Context = tuple[str, str, str]
"""The character before, one past ASCII, the character after."""


def best_encoding(data: bytes) -> str:
    """Return the encoding in which ``data`` (no UTF-8) reads best; "utf-8" where it is only damaged."""
    sample = data[:_SAMPLE]
    best, price = "cp1252", float("inf")
    for encoding, prior, languages in _ENCODINGS:
        contexts = _contexts(sample.decode(encoding, "replace"))
        for letters in languages:
            cost = prior + sum(times * _price(context, letters) for context, times in contexts.items())
            if cost < price:
                best, price = encoding, cost
    count = sum(byte > 0x7F for byte in sample)
    if price <= _GOOD * count + 2:
        return best
    # A few odd bytes in plain English are damage; many are a script that is not priced here.
    is_damage = count < _FEW or count * 50 < len(sample)
    return "utf-8" if is_damage else _detected(data) or best


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[: 4 * _SAMPLE], cp_isolation=list(_EAST_ASIAN))) or list(
        from_bytes(data[: 4 * _SAMPLE])
    )
    # Of Japanese and Korean the detector likes Korean too well, but only Japanese has kana.
    matches.sort(key=lambda match: not any("\u3041" <= char <= "\u30ff" for char in str(match)[:2000]))
    return matches[0].encoding if matches else None


def _contexts(text: str) -> Counter[Context]:
    padded = f" {text} "
    return Counter((padded[at - 1], char, padded[at + 1]) for at, char in enumerate(padded) if char > "\x7f")


@lru_cache(1 << 16)
def _price(context: Context, letters: str) -> float:
    before, char, after = context
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Co", "Cn"):
        return 14
    if not char.isalpha() or char in "\u00aa\u00ba":
        return _price_of_symbol(before, char, after)
    small = char.lower()
    rank = letters.find(small)
    cost = 7.0 if rank < 0 else 1 + (0.13 if len(letters) > 16 else 0.2) * rank
    if char != small:
        cost += 5 if before.islower() else 0.8
    elif before.isupper() and after.isupper():
        cost += 4
    if any(other.isalpha() and _script(other) != _script(char) for other in (before, after)):
        cost += 8
    return cost


def _price_of_symbol(before: str, char: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if char == "\u2019" and before.isalnum():
        return 0.8
    if char in _CLOSING and not before.isspace() and not after.isalnum():
        return 1
    if char in _OPENING and not before.isalnum() and not after.isspace():
        return 1
    if char in "\u00ab\u00bb\u00a0\u2014":
        return 1.5
    if char in _FREE:
        return 6 if inside else 1.5
    return 9 if inside else 6 if before.isalpha() or after.isalpha() else 5


@lru_cache(1 << 12)
def _script(char: str) -> str:
    if char < "\u0250":
        return "LATIN"
    return unicodedata.name(char, "").split(" ", 1)[0]

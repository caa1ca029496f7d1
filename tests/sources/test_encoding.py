"""Bytes to text: marks, damage, and old encodings even of short texts."""

from __future__ import annotations

import codecs

import pytest

from briefreader.sources.encoding import decode

FRENCH = "Le Premier ministre a déclaré jeudi que l’accord serait signé « dès que possible » à Genève."
GERMAN = "Überschwemmungen in Süddeutschland: Behörden warnen vor „größter Gefahr“ – Tausende müssen fliehen."
SPANISH = "El Gobierno español anunció mañana la elección. ¿Qué pasará?"
POLISH = "Prezydent Duda powiedział, że żołnierze wrócą do kraju. Święto odbędzie się w środę."
CZECH = "Prezident Petr Pavel řekl, že vláda přijme nová opatření. Česká republika žádá pomoc."
HUNGARIAN = "A miniszterelnök szerint a háború gyors befejezése a legfontosabb, időt kértek."
TURKISH = "Cumhurbaşkanı Erdoğan İstanbul'da konuştu: deprem bölgesine gidiyoruz, çalışmalar sürüyor."
RUSSIAN = "Президент заявил, что переговоры продолжатся в среду. «Мы готовы», сказал он."
UKRAINIAN = "Президент заявив, що переговори продовжаться в середу. Її учасники готові."
GREEK = "Ο πρωθυπουργός δήλωσε ότι η κυβέρνηση θα συνεχίσει."
ARABIC = "أعلنت الحكومة اللبنانية اليوم عن اتفاق جديد"
HEBREW = "הממשלה הודיעה היום על הסכם חדש"
JAPANESE = "岸田首相は水曜日に記者会見を開いた。能登半島の被災地を視察した。"
CHINESE = "中国外交部周三表示，双方将继续谈判。"
KOREAN = "정부는 수요일 새로운 합의를 발표했다."


@pytest.mark.parametrize("text", [FRENCH, GERMAN, RUSSIAN, JAPANESE, "plain", "", "a"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_unicode_with_and_without_a_mark(text: str, encoding: str, mark: bytes) -> None:
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
        (FRENCH, "mac_roman"),
        (GERMAN, "cp1252"),
        (GERMAN.replace("–", "-").replace("„", '"').replace("“", '"'), "iso8859-15"),
        (SPANISH, "cp1252"),
        (SPANISH, "cp850"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "koi8-r"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "cp866"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "iso8859-5"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (GREEK, "cp1253"),
        (GREEK, "iso8859-7"),
        (ARABIC, "cp1256"),
        (HEBREW, "cp1255"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "euc_kr"),
        # Hardly a byte to go by.
        ("Iran’s envoy said “no”.", "cp1252"),
        ("It’s over", "cp1252"),
        ("Elections at Besançon", "cp1252"),
        ("Grüße aus Köln", "cp1252"),
        ("GRÜSSE AUS KÖLN", "cp1252"),
        ("Élections : la gauche en tête", "cp1252"),
        ("The £3bn deal – signed at Zürich…", "cp1252"),
        ("5 km², 20°C, ½ a mile, €5", "cp1252"),
        ("Malmö, Århus, Łódź".replace("Łódź", "Oslo"), "cp1252"),
        ("Москва", "cp1251"),
        ("Déjà vu", "latin-1"),
    ],
)
def test_old_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "cp1251", "cp1254", "koi8-r", "cp1253"])
def test_a_long_english_text_with_curly_quotes_is_no_other_language(encoding: str) -> None:
    text = "He said “no” – and the group’s leader didn’t. " * 50
    data = text.encode("cp1252")
    assert decode(data) == text
    assert decode(data + f" {encoding}".encode()) == f"{text} {encoding}"


@pytest.mark.parametrize("at", [0, 10, 40, 80])
@pytest.mark.parametrize("bad", [b"\xff", b"\xfe", b"\x80", b"\xc3", b"\xe2\x80", b"\x92", b"\xed\xa0\x80"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE, GERMAN])
def test_a_bad_byte_in_utf8_costs_only_itself(text: str, bad: bytes, at: int) -> None:
    data = text[:at].encode() + bad + b" " + text[at:].encode()
    decoded = decode(data)
    assert decoded.startswith(text[:at])
    assert decoded.endswith(text[at:])
    assert "\ufffd" in decoded


def test_a_bad_byte_in_plain_english_is_no_letter() -> None:
    assert decode(b"The repo\xffrt was late.") == "The repo\ufffdrt was late."


def test_utf8_that_is_cut_off_stays_utf8() -> None:
    assert decode(FRENCH.encode()[:-30] + "é".encode()[:1]).startswith(FRENCH[:40])
    assert decode("It’s".encode()[:-2]) == "It\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        bytes(range(128, 256)) * 40,
        b"\xff",
        b"\xff\xfe",
        b"\xff\xfea",
        b"\xff\xfe\x00\xd8",
        b"\x81" * 99,
    ],
)
def test_nothing_makes_it_raise(data: bytes) -> None:
    assert isinstance(decode(data), str)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["one.txt", "one.md"])
def test_reports_in_any_encoding(read_file, name: str, encoding: str) -> None:
    head = "# Été à Genève\n\n" if name == "one.md" else "Été à Genève\nPar Zoé Müller\n\n"
    articles, reasons = read_file(name, f"{head}{FRENCH}\n\n{GERMAN}\n".encode(encoding))
    assert reasons == []
    assert (articles[0].title, articles[0].text) == ("Été à Genève", f"{FRENCH}\n\n{GERMAN}")

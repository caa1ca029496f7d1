"""Words around figures (who is counted, what befell them, units, bounds), and words that say little."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PEOPLE = _set(
    "adult boy bystander child children citizen civilian crew defendant employee fighter firefighter girl "
    "guard hostage inmate journalist man member men migrant militant officer official passenger patient "
    "people person personnel pilot policeman policemen policewoman prisoner protester protestor rebel "
    "refugee "
    "rescuer resident sailor serviceman servicemen soldier student suspect teenager troop victim villager "
    "woman women worker"
)
_BEFELL = {
    "killed": "kill killed kills killing dead die died dies dying death deaths toll fatalities fatality "
    "perished slain murdered drowned bodies",
    "injured": "injured injuring injures injury injuries wounded wounding wounds hurt casualties",
    "missing": "missing unaccounted",
    "held": "arrested arresting arrests detained detaining detentions custody jailed",
    "displaced": "displaced evacuated evacuating evacuations fled flee homeless displacing",
    "rescued": "rescued rescuing saved survivors survived",
}
PARTS = {word: part for part, words in _BEFELL.items() for word in words.split()}
NO_PART = _set("penalty sentence sentences row threat threats")
"""Words after "death" where nobody has died."""
SIGNS = {"$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
CURRENCIES = _set(
    "dollar euro pound yen yuan franc rupee ruble rouble shekel peso krona lira dinar cent penny"
)
SHORT_CURRENCIES = {"dlr": "dollar", "stg": "pound", "ct": "cent", "pence": "penny"}
"""As news agencies write them."""
MEASURES = {
    "metre": ("length", 1.0), "meter": ("length", 1.0), "km": ("length", 1e3), "kilometre": ("length", 1e3),
    "kilometer": ("length", 1e3), "mile": ("length", 1609.344), "foot": ("length", 0.3048),
    "feet": ("length", 0.3048), "ft": ("length", 0.3048), "inch": ("length", 0.0254), "cm": ("length", 0.01),
    "centimetre": ("length", 0.01), "centimeter": ("length", 0.01), "mm": ("length", 0.001),
    "kg": ("weight", 1.0), "kilogram": ("weight", 1.0), "kilo": ("weight", 1.0), "tonne": ("weight", 1e3),
    "ton": ("weight", 1e3), "gram": ("weight", 1e-3), "ounce": ("weight", 0.0283),
    "second": ("time", 1.0), "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0),
    "week": ("time", 604800.0), "month": ("time", 2629800.0), "year": ("time", 31557600.0),
    "degree": ("temperature", 1.0), "acre": ("area", 4047.0), "hectare": ("area", 1e4),
    "barrel": ("volume", 159.0), "litre": ("volume", 1.0), "liter": ("volume", 1.0),
    "gallon": ("volume", 3.785), "point": ("point", 1.0), "basis": ("basis point", 1.0),
}  # fmt: skip
_LEAST = (
    "at least",
    "more than",
    "over",
    "above",
    "no fewer than",
    "no less than",
    "upwards of",
    "well over",
)
_MOST = ("up to", "as many as", "as much as", "at most", "fewer than", "less than", "under", "below")
_ABOUT = (
    "nearly", "almost", "about", "around", "some", "roughly", "approximately", "an estimated", "estimated",
    "close to", "just over", "just under", "a little over", "or so",
)  # fmt: skip
QUALIFIERS = {
    tuple(words.split()): bound
    for bound, many in (("least", _LEAST), ("most", _MOST), ("about", _ABOUT))
    for words in many
}
MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec"
)
CLAUSE_BREAKS = frozenset(',;:()[]"“”') | {"and", "but", "while", "as", "—", "–", "."}
OTHERS = _set("others more other another")
SET_AGAINST = _set("vs versus than")
FROM = _set("from with against")
MOVED = _set(
    "rose rise rises risen fell fall falls fallen up down raised raises increase increased decrease "
    "decreased cut lowered revised changed dropped climbed grew slipped widened narrowed compared compares"
)
"""Words after which one of ``FROM`` leads to the figure of another time: "up from", "compared with"."""
LONG_AGO = _set("year years month months quarter quarters decade decades season seasons")
FORMERLY = _set("ago earlier before previously")
SOME_OF = _set("first last next final past previous top")
GAME_WORDS = _set(
    "win won wins beat beats beating defeat defeated victory lead led draw drew score scored final lost loss "
    "goal goals match game aggregate penalties"
)
VERBS = _set(
    "is are was were be been being has have had will would can could may might must shall should do does did "
    "said says told put puts rose fell rise rises fall falls grew lost made paid sold bought took went came "
    "left sent set hit hits cost costs met kept held gave found got began fled sank shot spent cut stood win "
    "won wins lose loses beat beats drew leads say see saw became brought led ran drove threw flew struck"
)
"""Common verbs that do not end in "ed" or "ing"."""
OF_MANY_NAMES = _set(
    "american associates bank banking board british capital central city co commission company corp "
    "corporation council court department east federal finance first fund general group holding holdings inc "
    "industries international limited ltd ministry national new north party plc public royal service "
    "services south state systems the trust union unit united university west world"
)
"""Words of names that do not tell one name from another."""
DAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
NUMBER_WORDS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "hundreds thousand thousands million millions billion billions mln bln dozen dozens half third "
    "quarter couple pair first second fourth fifth sixth seventh eighth ninth tenth twice"
)
SAYS_LITTLE = _set(
    "able according act added agree agreed aim al allow allowed announced answer appear april area asked "
    "base become began begin beginning best better big biggest bit bring brought call called came case "
    "cause caused centre chance change changed come coming completely continue continued cost count "
    "counted counts current currently cut date day days deal decided decision despite different difficult "
    "direct draw drawn drew earlier early easily el end ended enough entire evening event exactly example "
    "expect expected explained fact far felt few figure final finally find followed following form former "
    "found free full fully future general give given good great group growing half hand happen hard head "
    "held help helped high hit hits hold home hope hour hours immediate important include included "
    "including instead issue issued job keep kept key kind knew know known large largest late later "
    "latest lead leading leave led left level likely limited line list little live local long longer "
    "longest look looked looking lot low main major man matter mean means meant medium men middle minute "
    "minutes moment month months morning move moved near nearly need needed new news next night nobody "
    "non note noted number official officials old open order part parts past pay people person place plan "
    "planned plans point possible prepare present put question raised ran reached read ready real reason "
    "recent recently remain remained remains rep report reported reporter reporters reports rest result "
    "return right rise rose run safe safely sent set seven several short show showed side similar simply "
    "single small spoke spokesman spokesperson spokeswoman staff stage stand start started state stated "
    "statement stay step stood stop stopped story strong sure system take taken talk tell term terms "
    "things think thought time times today told tomorrow tonight took top total try turn turned "
    "understand use used using view wait way ways week weekend weeks went whole woman women word words "
    "work worked working world worst write written wrote year years yesterday young"
)
"""Words that are no reason by themselves for anything, nor with another: of time, size, telling and doing."""

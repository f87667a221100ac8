"""Countries by their ISO code, named as CLDR names them in the reader's language; never typed by hand."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from hub.core import languages

CODES = frozenset(
    "AD AE AF AG AI AL AM AO AR AS AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI "
    "CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GH GI GL "
    "GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB "
    "LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO "
    "NP NR NU NZ OM PA PE PF PG PH PK PL PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST "
    "SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WS XK YE YT ZA ZM ZW".split()
)


@lru_cache(maxsize=32)
def names(language: str) -> dict[str, str]:
    """The name of every country in a language; in English where CLDR has none."""
    english = Locale("en").territories
    try:
        own = Locale.parse(language).territories
    except UnknownLocaleError:
        own = english
    return {code: own.get(code) or english[code] for code in sorted(CODES)}


def name(code: str) -> str:
    """In the reader's language; the code itself where no such country is known."""
    return names(languages.current()).get(code, code)


def choices() -> list[tuple[str, str]]:
    """For a form, by name in the reader's language."""
    return sorted(names(languages.current()).items(), key=lambda country: country[1].casefold())

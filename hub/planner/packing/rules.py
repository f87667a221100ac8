"""How a language is read, as data for static/js/pack/analysis.js: word lists, patterns, and the name of its stemmer."""

from pathlib import Path

from hub.search import arabic, stemming, swahili, thai

VENDOR = Path(__file__).parent / "vendor" / "snowball"
OWN = {"ar": arabic.tables, "sw": swahili.tables}
# Where a word may end in Thai: what is written around one consonant stays together, with silent letters after it.
CLUSTERS = (
    "(?:เ[ก-ฮ]{1,2}ี[่-๋]?ยะ?|เ[ก-ฮ]ื[่-๋]?อะ?|เ[ก-ฮ]{1,2}[่-๋]?าะ|เ[ก-ฮ][่-๋]?า|[เแโ][ก-ฮ][่-๋]?ะ|เ[ก-ฮ]ิ[ก-ฮ]?[่-๋]?|[ก-ฮ]ั[่-๋]?วะ|[ก-ฮ]รร[ก-ฮ]์"
    "|[เ-ไ]?[ก-ฮ][ัิ-ฺ็่-๎]*[ะาำๅ]?)(?:[ก-ฮ]{1,2}[ิุู]?์)?"
)


def rules_of(language: str, text: str) -> dict:
    """`text`: all that the pack says in this language; Thai takes from it what of the dictionary the pack needs."""
    code = stemming.base(language)
    name = stemming.SNOWBALL.get(code, "") if code not in {"ar", *stemming.OWN} else ""
    return {
        "code": code,
        "small": sorted(stemming.small_words(code)),
        "irregular": stemming.irregular(code),
        "unstemmed": sorted(stemming.unstemmed(code)),
        "endings": [(pattern.pattern, to) for pattern, to in stemming.ENDINGS.get(code, ())],
        "passes": stemming.PASSES.get(code, 1),
        "snowball": name if stemmer_file(name).exists() else "",
        "own": OWN[code]() if code in OWN else {},
        "thai": {**thai.tables(text), "clusters": CLUSTERS},
    }


def stemmer_file(name: str) -> Path:
    """Snowball's stemmer of a language in JavaScript."""
    return VENDOR / f"{name}-stemmer.js"

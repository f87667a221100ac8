"""What a word is filed under: irregular forms by a table, else the stem by the rules of its language."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from hub.search import arabic, swahili, thai
from hub.search.folding import folded

VOCABULARY = Path(__file__).parent / "vocabulary"
SNOWBALL = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
ENDINGS = {  # language → what to put right in folded words before Snowball's rules; the first that fits
    "pt": [
        (re.compile(pattern), to)
        for pattern, to in (
            ("(?<=.)(?:c|s)oes$", "cao"),
            ("(?<=..)oes$", "ao"),
            ("(?<=.)(?:c|s)ao$", "cao"),
            ("(?<=...)ais$", "al"),
            ("(?<=..)eis$", "el"),
            ("(?<=...)ens$", "em"),
            ("(?<=.)aos$", "ao"),
        )
    ],
    "fr": [
        (re.compile(pattern), to)
        for pattern, to in (
            ("(?<=..)issent$", "ir"),
            ("(?<=...)(?<!m)ent$", "er"),
            ("ions$", "ion"),
            ("(?<=..[^i])ees?$", "e"),
        )
    ],
    "es": [(re.compile("(?<=..[aeiou])res$"), "r")],
}
PASSES = {"fr": 3}
OWN = {"sw": swahili.stem, "th": thai.stem}


def base(language: str) -> str:
    """`pt` of `pt-br`."""
    return language.split("-")[0]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word."""
    code = base(language)
    if code == "ar":
        return arabic.stem(word, irregular(code))
    word = irregular(code).get(word, word)
    if word in unstemmed(code) or word.isdigit():
        return word
    if code in OWN:
        return OWN[code](word)
    return _snowball_stem(word, code) if code in SNOWBALL else word


@cache
def irregular(code: str) -> dict[str, str]:
    """Folded form → folded dictionary form, of the language's table."""
    forms = {folded(form): folded(to) for form, to in _table(code).get("forms", {}).items()}
    return arabic.without_hamza(forms) if code == "ar" else forms


@cache
def small_words(code: str) -> frozenset[str]:
    """Folded words that say nothing of the subject. A query asks for them only where it holds no others."""
    words = {folded(word) for word in _table(code).get("small", "").split()}
    return frozenset(words | {f"و{word}" for word in words}) if code == "ar" else frozenset(words)


@cache
def unstemmed(code: str) -> frozenset[str]:
    """Folded words that are filed under themselves: the rules would join them with words of another meaning."""
    return frozenset(folded(word) for word in _table(code).get("unstemmed", "").split())


def _snowball_stem(word: str, code: str) -> str:
    """Snowball's rules expect accents, which are folded away: some endings are put right first, and what is left of a
    French word is cut again, so that `récits` and `récit` meet."""
    for pattern, to in ENDINGS.get(code, ()):
        word, count = pattern.subn(to, word)
        if count:
            break
    for _time in range(PASSES.get(code, 1)):
        shorter = _snowball(code).stemWord(word)
        if shorter == word or len(shorter) < 3:
            return shorter if len(shorter) > 1 else word
        word = shorter
    return word


@cache
def _table(code: str) -> dict:
    path = VOCABULARY / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def _snowball(code: str):
    return snowballstemmer.stemmer(SNOWBALL[code])

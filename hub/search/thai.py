"""Thai, which is written without spaces: its letters, words, prefixes and the words within words.

With PyThaiNLP (the extra `thai`) words are cut by its dictionary; without it, into overlapping pairs of written syllables.
"""

import itertools
import re
from functools import cache, lru_cache

_TONE_THEN_VOWEL = re.compile("([่-์])([ัิ-ฺ็])")
_TWICE = re.compile("([ะ-ฺ็-๎])\\1+")
_MANY = re.compile("(.)\\1{2,}")
_REPEATED = re.compile("[ๆฯ]+")
_CLUSTER = re.compile("[\\w\u0e40-\u0e44](?:[\u0300-\u036f\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u17b4-\u17d3])*")
_PREFIXES = ("การ", "ความ", "ผู้", "นัก", "ชาว")
_VARIANTS = {  # as they are often written → as the dictionary has them
    "เช็ค": "เช็ก", "เอาท์": "เอาต์", "เกมส์": "เกม", "เวิร์ค": "เวิร์ก", "ช้อป": "ช็อป", "ช็อบ": "ช็อป",
    "อินเตอร์": "อินเทอร์", "แพนิค": "แพนิก", "ฟีดแบค": "ฟีดแบ็ก", "ฟีดแบ็ค": "ฟีดแบ็ก", "เบรค": "เบรก", "โน๊ต": "โน้ต",
    "คลิ๊ก": "คลิก", "วีดีโอ": "วิดีโอ", "วิดิโอ": "วิดีโอ", "เฟสบุ๊ค": "เฟซบุ๊ก", "สมมุติ": "สมมติ", "สังเกตุ": "สังเกต",
    "ปรากฎ": "ปรากฏ", "อนุญาติ": "อนุญาต", "กระทันหัน": "กะทันหัน", "ศรีษะ": "ศีรษะ", "ผูกพันธ์": "ผูกพัน",
}  # fmt: skip
SHORT = 4
LONGEST = 30  # letters; so long a word of the dictionary is looked for in a text
_VARIANT = re.compile("|".join(sorted(_VARIANTS, key=len, reverse=True)))


@cache
def segmenter():
    """The dictionary segmenter and its words; None where it is not installed."""
    try:
        from pythainlp.corpus import thai_words
        from pythainlp.tokenize import word_tokenize
    except ImportError:
        return None
    return word_tokenize, thai_words()


def spelled(run: str) -> str:
    """One spelling of a run of Thai: marks in their order and once, well-known variants joined, signs of repetition gone."""
    run = _TONE_THEN_VOWEL.sub(r"\2\1", run)
    run = _MANY.sub(r"\1", _TWICE.sub(r"\1", run))
    return _VARIANT.sub(lambda match: _VARIANTS[match.group()], run)


def cut(run: str) -> list[str]:
    """The words of a run."""
    found: list[str] = []
    for part in _REPEATED.split(spelled(run)):
        if part and segmenter():
            found.extend(word for word in segmenter()[0](part, engine="newmm") if word.strip())
        elif part:
            found.extend(pairs(part))
    return found


def pairs(run: str) -> list[str]:
    """Overlapping pairs of written syllables; a single one stands alone."""
    syllables = _CLUSTER.findall(run)
    return syllables if len(syllables) < 2 else [a + b for a, b in itertools.pairwise(syllables)]


def stem(word: str) -> str:
    """A word without its prefixes, where the rest is a word by itself: ความกลัว (fear) is filed under กลัว (to fear)."""
    if not segmenter():
        return word
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 1 and rest in segmenter()[1]:
            return stem(rest)
    return word


@lru_cache(maxsize=50_000)
def inner(word: str) -> tuple[str, ...]:
    """The dictionary words that, laid end to end, make up a longer one (the finest such row); empty where there is none."""
    if not segmenter() or len(word) < 4:
        return ()
    known = segmenter()[1]
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end - 1):
            piece, before = word[start:end], best[start]
            if before is not None and piece != word and piece in known:
                row = (*before, piece)
                if best[end] is None or len(row) > len(best[end]):
                    best[end] = row
    return best[-1] or ()


def tables(text: str) -> dict:
    """Prefixes, variants and a part of the dictionary, for the offline pack: the words that stand anywhere in a text, and
    the short ones, which decide where a mistyped word is cut."""
    words: set[str] = set()
    for run in set(re.findall("[\u0e00-\u0e7f]+", text)) if segmenter() else ():
        written = spelled(run)
        spans = itertools.combinations(range(len(written) + 1), 2)
        words.update(written[start:end] for start, end in spans if end - start <= LONGEST)
    known = segmenter()[1] if words else frozenset()
    held = sorted(word for word in known if word in words or len(word) <= SHORT)
    return {"words": held, "prefixes": _PREFIXES, "variants": _VARIANTS}

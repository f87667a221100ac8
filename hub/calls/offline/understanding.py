"""The words of one box as the answer to its question. What can be read in two ways is not read."""

import re
import unicodedata
from datetime import date

from hub.calls.enums import Kind
from hub.calls.offline.outline import choices_of
from hub.calls.offline.problems import Misfit, MisfitError
from hub.calls.questions import Question

TICKS = frozenset("xX×хХ✓✔✕✖✗✘☑☒✅√vV+*●•■")
LONE_TICKS = frozenset("✓✔✕✖✗✘×√")  # what may stand beside the brackets instead of in them
BLANKS = frozenset(" \t\u00a0_.…-–\u200b\u200e\u200f")
BOXES = {"☐": "[ ]", "□": "[ ]", "☑": "[x]", "☒": "[x]", "✅": "[x]", "\ufe0f": "", "［": "[", "］": "]"}
CHOICE = re.compile(r"^\W*?\[(?P<tick>[^\]\n]{0,12})\]\s*(?P<number>\d{1,3})\s*[).:．。)）]?\s*(?P<label>.*)$")
NUMBER = re.compile(r"-?\d{1,15}")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
YEARS = range(1900, 2200)  # the Buddhist, Hijri, Persian and other counts of years lie outside
HYPHENS = dict.fromkeys(map(ord, "‐‑‒–−－"), "-")
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069\ufeff"))


def understood(question: Question, words: str):
    """The answer as `Kind` keeps it, None where nothing was typed. Raises MisfitError."""
    text = cleaned(words)
    if not text:
        return None
    if choices_of(question):
        return _chosen(question, text)
    readers = {Kind.NUMBER: _number, Kind.DATE: _day, Kind.FILE: _no_file, Kind.SHORT: _short}
    return readers.get(question.kind, _long)(question, text)


def cleaned(words: str) -> str:
    """Without control characters, with no empty ends."""
    kept = (letter for letter in words if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
    return "".join(kept).strip().strip("\u200b\u200e\u200f\u061c\ufeff").strip()


# Text, numbers, days --------------------------------------------------------------------------------------------------
def _short(question: Question, text: str) -> str:
    if "\n" in text:
        raise MisfitError(Misfit.NOT_ONE_LINE)
    return _long(question, text)


def _long(question: Question, text: str) -> str:
    if question.least and len(text) < question.least:
        raise MisfitError(Misfit.TOO_SHORT)
    if question.most and len(text) > question.most:
        raise MisfitError(Misfit.TOO_LONG)
    return text


def _number(question: Question, text: str) -> str:
    plain = _with_our_digits(text)
    if not NUMBER.fullmatch(plain):
        raise MisfitError(Misfit.NO_NUMBER)
    number = int(plain)
    if question.least is not None and number < question.least:
        raise MisfitError(Misfit.TOO_SMALL)
    if question.most is not None and number > question.most:
        raise MisfitError(Misfit.TOO_BIG)
    return str(number)


def _day(question: Question, text: str) -> str:
    match = DAY.fullmatch(_with_our_digits(text))
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise MisfitError(Misfit.NO_DATE)
    return day.isoformat()


def _no_file(question: Question, text: str):
    raise MisfitError(Misfit.FILE_HERE)


def _with_our_digits(text: str) -> str:
    """The digits of any script as ours, every dash of the keyboard and of autocorrection as a hyphen."""
    plain = text.translate(UNSEEN).translate(HYPHENS).strip()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)


# Choices --------------------------------------------------------------------------------------------------------------
def _chosen(question: Question, text: str):
    """A line is a choice by its number. Its words may be another language's, but not those of another choice."""
    choices, ticked = choices_of(question), []
    for line in filter(str.strip, text.split("\n")):
        match = CHOICE.match(_with_our_brackets(line))
        if not match:
            raise MisfitError(Misfit.UNCLEAR_CHOICE)
        key = _key(choices, match)
        if _is_ticked(match["tick"]):
            ticked.append(key)
    return _fitting(question, ticked)


def _with_our_brackets(line: str) -> str:
    plain = line.translate(UNSEEN)
    for sign, ours in BOXES.items():
        plain = plain.replace(sign, ours, 1)
    head, separator, label = plain.partition("]")
    number = re.match(r"\s*\d+", label)
    end = number.end() if number else 0
    return head + separator + _with_our_digits(" " + label[:end]) + label[end:]


def _key(choices, match) -> str:
    """Raises MisfitError for a number that does not exist, another choice's words, words or ticks added to its own."""
    number, label = int(match["number"]), _plain(match["label"])
    if not 1 <= number <= len(choices):
        raise MisfitError(Misfit.UNKNOWN_CHOICE)
    key, own = choices[number - 1]
    others = {_plain(other) for place, (_key, other) in enumerate(choices, 1) if place != number}
    is_beside = LONE_TICKS & set(match.string[: match.start("tick")] + match["label"]) - set(str(own))
    has_more = label != _plain(own) and (label in others or (_plain(own) and label.startswith(_plain(own))))
    if is_beside or has_more:
        raise MisfitError(Misfit.UNCLEAR_CHOICE)
    return key


def _is_ticked(inside: str) -> bool:
    signs = set(inside) - BLANKS
    if signs - TICKS or len(inside.strip()) > 3:
        raise MisfitError(Misfit.UNCLEAR_CHOICE)
    return bool(signs)


def _fitting(question: Question, ticked: list[str]):
    if question.kind != Kind.MANY:
        if len(ticked) > 1:
            raise MisfitError(Misfit.TWO_TICKS)
        return ticked[0] if ticked else None
    chosen = list(dict.fromkeys(ticked))
    if not chosen:
        return None
    if question.least and len(chosen) < question.least:
        raise MisfitError(Misfit.TOO_FEW_CHOSEN)
    if question.most and len(chosen) > question.most:
        raise MisfitError(Misfit.TOO_MANY_CHOSEN)
    return chosen


def _plain(text: str) -> str:
    return "".join(letter for letter in str(text).casefold() if letter.isalnum())

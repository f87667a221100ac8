"""The filled text cut at its marks: which words answer which question, and which stand elsewhere."""

import unicodedata
from dataclasses import dataclass

from hub.calls.offline.marking import BEGIN, END, FORM, Mark, body_of_form, body_of_question, marks
from hub.calls.offline.outline import Outline
from hub.calls.offline.problems import Misfit, MisfitError
from hub.calls.offline.sheet import Sheet

AROUND = " \t\n\u00a0\u200b\u200e\u200f\u061c\ufeff"


@dataclass(frozen=True)
class Box:
    """`key`: the question's, None where the mark is none of this form's. `is_whole`: its end was found."""

    key: str | None
    words: str
    is_whole: bool
    start: int
    end: int


def boxes(text: str, sheet: Sheet) -> list[Box]:
    """Raises MisfitError for a file without a mark of this form."""
    found = marks(text)
    keys = {body_of_question(sheet, question): question.key for question in sheet.questions}
    forms = {mark.body for mark in found if mark.sort == FORM}
    is_ours = body_of_form(sheet) in forms or any(mark.body in keys for mark in found)
    if forms and body_of_form(sheet) not in forms:
        raise MisfitError(Misfit.OTHER_CALL)
    if not is_ours:
        raise MisfitError(Misfit.NOT_OURS)
    return [box for box in _cut(text, found, keys) if box.key or box.words]


def _cut(text: str, found: list[Mark], keys: dict[str, str]):
    """Each beginning up to the next mark of any sort, which is its end or shows that the end is missing."""
    following = [*found[1:], None]
    for mark, after in zip(found, following, strict=True):
        if mark.sort == BEGIN:
            is_whole = after is not None and after.sort == END and after.body == mark.body
            end = after.start if after else len(text)
            yield Box(keys.get(mark.body), text[mark.end : end].strip(AROUND), is_whole, mark.start, end)


def outside(text: str, found: list[Box], said: Outline) -> str:
    """What was typed beside the boxes. In a file whose own words were translated nobody can tell; then it is empty."""
    own = _plain("\n".join(_own_lines(said)))
    lines = [(line, _plain(line)) for part in _between(text, found) for line in part.split("\n")]
    strange = [line.strip(AROUND) for line, plain in lines if plain not in own]
    there = "".join(plain for _line, plain in lines)
    return "" if _is_translated(there, found, said) else "\n".join(strange)


def _is_translated(there: str, found: list[Box], said: Outline) -> bool:
    """Whether most questions do not stand there in the sheet's own words."""
    headings = [_plain(asked.heading) for asked in said.asked]
    return 2 * sum(heading in there for heading in headings) < len({box.key for box in found if box.key})


def _own_lines(said: Outline) -> list[str]:
    asked = [line for asked in said.asked for line in (asked.step, asked.heading, *asked.notes)]
    return [said.title, *said.opening, *asked, said.closing]


def _between(text: str, found: list[Box]):
    """The text without boxes and marks."""
    taken = [(box.start, box.end) for box in found] + [(mark.start, mark.end) for mark in marks(text)]
    place = 0
    for start, end in sorted(taken):
        if start > place:
            yield text[place:start]
        place = max(place, end)
    yield text[place:]


def _plain(text: str) -> str:
    """Letters and digits alone, the digits of any script as ours."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in folded if letter.isalnum())

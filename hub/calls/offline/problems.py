"""What of a filled file does not fit, in plain words and with what was typed, so that nothing is lost and nothing guessed."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Misfit(StrEnum):
    EMPTY_FILE = "empty-file"
    TOO_LARGE_FILE = "too-large-file"
    KIND_OF_FILE = "kind-of-file"
    ACTIVE_FILE = "active-file"
    LOCKED_FILE = "locked-file"
    ENCODING = "encoding"
    NOT_OURS = "not-ours"
    OTHER_CALL = "other-call"
    UNKNOWN_MARK = "unknown-mark"
    MISSING = "missing"
    CUT = "cut"
    TWICE = "twice"
    OUTSIDE = "outside"
    TWO_TICKS = "two-ticks"
    UNKNOWN_CHOICE = "unknown-choice"
    UNCLEAR_CHOICE = "unclear-choice"
    TOO_FEW_CHOSEN = "too-few-chosen"
    TOO_MANY_CHOSEN = "too-many-chosen"
    NO_NUMBER = "no-number"
    TOO_SMALL = "too-small"
    TOO_BIG = "too-big"
    NO_DATE = "no-date"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    NOT_ONE_LINE = "not-one-line"
    FILE_HERE = "file-here"


SENTENCES = {
    Misfit.EMPTY_FILE: _("The file is empty."),
    Misfit.TOO_LARGE_FILE: _("The file is too large. Take pictures out and add it again."),
    Misfit.KIND_OF_FILE: _(
        "This is no file that we can read. Save it as DOCX, ODT or plain text (TXT) and add it again."
    ),
    Misfit.ACTIVE_FILE: _(
        "The file holds something that runs or loads by itself. Save it as plain text (TXT) and add it again."
    ),
    Misfit.LOCKED_FILE: _("The file is locked with a password. Save it without one and add it again."),
    Misfit.ENCODING: _("We cannot read the letters of this text file. Save it as “UTF-8” and add it again."),
    Misfit.NOT_OURS: _(
        "This does not look like the form of this call: its lines of capital letters in brackets are not there."
    ),
    Misfit.OTHER_CALL: _("This is the form of another call. Nothing was taken from it."),
    Misfit.UNKNOWN_MARK: _(
        "This answers a question that this form does not have, or that was changed since you got the file."
    ),
    Misfit.MISSING: _("This question is not in the file."),
    Misfit.CUT: _("The line that ends this answer is missing, so that we do not know whether all of it is here."),
    Misfit.TWICE: _("This question is in the file more than once. Which answer is right?"),
    Misfit.OUTSIDE: _("This stands outside the places for answers."),
    Misfit.TWO_TICKS: _("More than one is ticked here, and only one can be chosen."),
    Misfit.UNKNOWN_CHOICE: _("This is not one of the answers to choose from."),
    Misfit.UNCLEAR_CHOICE: _("We do not understand what was chosen here. Put an x between the brackets: [x]"),
    Misfit.TOO_FEW_CHOSEN: _("Too few are chosen here."),
    Misfit.TOO_MANY_CHOSEN: _("Too many are chosen here."),
    Misfit.NO_NUMBER: _("This is not a whole number."),
    Misfit.TOO_SMALL: _("This number is too small."),
    Misfit.TOO_BIG: _("This number is too big."),
    Misfit.NO_DATE: _("This is not a date written as year-month-day, for example 2027-03-28."),
    Misfit.TOO_SHORT: _("This answer is too short."),
    Misfit.TOO_LONG: _("This answer is too long."),
    Misfit.NOT_ONE_LINE: _("This answer should be one line."),
    Misfit.FILE_HERE: _("A file is added on the page, not here."),
}


@dataclass(frozen=True)
class Problem:
    """`key`: the question's, None for the file. `words`: what was typed, as it was typed."""

    key: str | None
    kind: Misfit
    words: str = ""

    @property
    def sentence(self) -> str:
        """In the active language."""
        return str(SENTENCES[self.kind])


@dataclass(frozen=True)
class Filled:
    """`answers`: by key, as `Kind` keeps them. A question left empty is in neither."""

    answers: dict = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class MisfitError(ValueError):
    """What was typed cannot be taken as it is."""

    def __init__(self, kind: Misfit, words: str = ""):
        super().__init__(kind.value)
        self.kind, self.words = kind, words

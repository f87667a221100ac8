"""What a sheet says, in its order and language, before it becomes a file of one kind or another."""

import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hub.calls.enums import WITH_CHOICES, Kind
from hub.calls.offline.marking import BEGIN, END, FORM, body_of_form, body_of_question, written
from hub.calls.offline.sheet import Sheet
from hub.calls.questions import Question

TICKED, EMPTY = "[x]", "[ ]"


@dataclass(frozen=True)
class Asked:
    """One question as it stands on the sheet. `box`: the lines between the marks, where the answer goes. `foreign`: line →
    what of it is in another `language` than the sheet, between what is not."""

    heading: str
    notes: tuple[str, ...]
    begin: str
    box: tuple[str, ...]
    end: str
    step: str = ""
    language: str = ""
    foreign: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def parts(self, line: str) -> list[tuple[str, str]]:
        """The line in parts, each with its language; an empty one is that of the sheet."""
        before, words, after = self.foreign.get(line, (line, "", ""))
        return [part for part in ((before, ""), (words, self.language), (after, "")) if part[0]]


@dataclass(frozen=True)
class Outline:
    title: str
    opening: tuple[str, ...]
    mark: str
    asked: tuple[Asked, ...]
    closing: str


def outline(sheet: Sheet) -> Outline:
    with override(sheet.language):
        return Outline(
            title=_line(sheet.title),
            opening=tuple(_line(text) for text in (*sheet.introduction, *_rules(sheet))),
            mark=written(FORM, body_of_form(sheet)),
            asked=_all_asked(sheet),
            closing=_("That is all. Thank you. Save this file and add it on the page of the call."),
        )


def choices_of(question: Question) -> tuple[tuple[str, str], ...]:
    """The keys and labels that can be ticked, in their order; in the active language where the hub itself says them."""
    if question.kind == Kind.YES_NO:
        return (("yes", _("Yes")), ("no", _("No")))
    if question.kind == Kind.CONSENT:
        return (("yes", _("Yes, I agree")),)
    return question.choices if question.kind in {Kind.CHOICE, Kind.MANY} else ()


def _rules(sheet: Sheet) -> list[str]:
    rules = [
        _("Write each answer between its two lines of capital letters in brackets. Leave those lines as they are."),
        _("To choose, put an x between the brackets in front of the answer: [x]"),
        _(
            "You can leave out what you do not want to answer now. On the page you see everything once more before it is sent."
        ),
    ]
    if sheet.closes:
        rules.append(_("Open until: %(day)s") % {"day": sheet.closes})
    return [*rules, _("This form: %(mark)s") % {"mark": sheet.call_mark}]


def _all_asked(sheet: Sheet) -> tuple[Asked, ...]:
    found, step = [], ""
    for number, question in enumerate(sheet.questions, 1):
        found.append(_asked(sheet, question, number, question.step if question.step != step else ""))
        step = question.step
    return tuple(found)


def _asked(sheet: Sheet, question: Question, number: int, step: str) -> Asked:
    body = body_of_question(sheet, question)
    label = _line(question.label)
    if question.is_required:
        label = _("%(question)s (needed)") % {"question": label}
    heading = f"{number}. {label}"
    box = _box(question, sheet.answers.get(question.key))
    is_foreign = question.language not in ("", sheet.language)
    return Asked(
        heading=heading,
        notes=tuple(text for text in (*_texts(question.help), *_limits(question)) if text),
        begin=written(BEGIN, body),
        box=box,
        end=written(END, body),
        step=_line(step),
        language=question.language if is_foreign else "",
        foreign=_foreign(question, heading, box) if is_foreign else {},
    )


def _foreign(question: Question, heading: str, box) -> dict[str, tuple[str, str, str]]:
    """Label, choices and help. The first line of a help that begins with a condition is in both languages: it is left."""
    helps = [line for line in _texts(question.help) if line][1 if question.show_if else 0 :]
    found = {line: ("", line, "") for line in helps}
    if question.kind in WITH_CHOICES:
        for line in box:
            before, bracket, words = line.partition(") ")
            found[line] = (before + bracket, words, "")
    label = _line(question.label)
    before, words, after = heading.partition(label)
    return {**found, heading: (before, words, after)}


def _limits(question: Question) -> list[str]:
    least, most = question.least, question.most
    if question.kind == Kind.DATE:
        return [_("Write the date as year-month-day, for example 2027-03-28.")]
    if question.kind == Kind.FILE:
        return [_("You add a file on the page, not here. Leave this empty.")]
    if question.kind == Kind.NUMBER:
        return [_number_limits(least, most)]
    if question.kind == Kind.CHOICE or question.kind == Kind.YES_NO:
        return [_("Choose one.")]
    if question.kind == Kind.MANY:
        few = [_("At least %(least)d.") % {"least": least}] if least else []
        return [_("Choose as many as fit."), *few, *([_at_most_chosen(most)] if most else [])]
    is_text = question.kind in {Kind.SHORT, Kind.LONG}
    return [
        *([_at_least_letters(least)] if least and is_text else []),
        *([_at_most_letters(most)] if most and is_text else []),
    ]


def _number_limits(least: int | None, most: int | None) -> str:
    bounds = {"least": least, "most": most}
    if least is not None and most is not None:
        return _("A whole number from %(least)d to %(most)d.") % bounds
    if least is not None:
        return _("A whole number, %(least)d or more.") % bounds
    return _("A whole number, at most %(most)d.") % bounds if most is not None else _("A whole number.")


def _at_least_letters(least: int) -> str:
    return ngettext("At least %(least)d character.", "At least %(least)d characters.", least) % {"least": least}


def _at_most_chosen(most: int) -> str:
    return ngettext("At most %(most)d.", "At most %(most)d.", most) % {"most": most}


def _at_most_letters(most: int) -> str:
    return ngettext("At most %(most)d character.", "At most %(most)d characters.", most) % {"most": most}


def _box(question: Question, answer) -> tuple[str, ...]:
    choices = choices_of(question)
    if choices:
        ticked = {answer} if isinstance(answer, str) else set(answer or ())
        return tuple(
            f"{TICKED if key in ticked else EMPTY} {number}) {_line(label)}"
            for number, (key, label) in enumerate(choices, 1)
        )
    is_empty = answer is None or question.kind == Kind.FILE
    return () if is_empty else tuple(_texts(str(answer)))


def _texts(text: str) -> list[str]:
    """Its lines, without what no file may hold."""
    return [
        "".join(letter for letter in line if letter == "\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Cn"})
        for line in str(text).splitlines()
    ]


def _line(text: str) -> str:
    return " ".join(" ".join(_texts(text)).split())

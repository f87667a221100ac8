"""Questions and their answers in words."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hub.calls.building import YES_NO
from hub.calls.enums import WITH_CHOICES, Kind
from hub.calls.questions import Question
from hub.core import languages


def only_if(question: Question, labels: dict[str, tuple[str, dict]]) -> str:
    """On which answer a question hangs, in words; nothing where it hangs on none. `labels`: key → label, choices."""
    if question.show_if is None or question.show_if[0] not in labels:
        return ""
    label, choices = labels[question.show_if[0]]
    answer = choices.get(question.show_if[1], question.show_if[1])
    return _("Only if you answered “%(answer)s” to “%(question)s”.") % {"answer": answer, "question": label}


def labels_of(questions: list[Question]) -> dict[str, tuple[str, dict]]:
    return {each.key: (each.label, choices_of(each)) for each in questions}


def choices_of(question: Question) -> dict[str, str]:
    """The words for the keys of its answers, where it has such."""
    if question.kind in (Kind.YES_NO, Kind.CONSENT):
        return dict(YES_NO)
    return dict(question.choices)


def answer_words(question: Question, answer) -> list[str]:
    """An answer in words: choices by their labels, what is wrong as it was typed."""
    if question.kind == Kind.DATE and isinstance(answer, str):
        answer = _day_words(answer)
    choices = choices_of(question)
    values = answer if isinstance(answer, list) else [answer]
    return [str(choices.get(each, each)) for each in values if each not in (None, "")]


def _day_words(typed: str) -> str:
    try:
        return date_format(dt.date.fromisoformat(typed))
    except ValueError:
        return typed


def marked(text: str, question: Question) -> str:
    """Words of a question for a page in the reader's language: marked as HTML where they are in another one."""
    if not text or question.language in ("", languages.current()):
        return text
    code = question.language
    return format_html('<span lang="{}" dir="{}">{}</span>', code, languages.direction(code), text)


def language_of_answer(question: Question) -> str:
    """Of the words that `answer_words` finds: those of its choices. Nobody knows in which language somebody typed."""
    return question.language if question.kind in WITH_CHOICES else ""

"""The questions of a call as a sheet to take along, and a filled one read again. Nothing is guessed, nothing overwritten."""

import hashlib
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import override

from hub.calls import asking
from hub.calls.applying.paging import of_applicant
from hub.calls.applying.wording import labels_of, only_if
from hub.calls.models import CallPage
from hub.calls.offline import reading, writing
from hub.calls.offline.marking import LETTERS
from hub.calls.offline.problems import Filled, Misfit, Problem
from hub.calls.offline.sheet import Sheet
from hub.core import moments

WRITERS = {"docx": writing.docx, "odt": writing.odt, "txt": writing.text}
MOST_BYTES = 15 * 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """`answers`: what can be kept at once. `other`: key → answer of the file, where something else is there already.
    `same`: keys whose answer is there already."""

    answers: dict = field(default_factory=dict)
    other: dict = field(default_factory=dict)
    same: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def sheet_of(page: CallPage) -> Sheet:
    """In the language of the page."""
    questions = of_applicant(asking.application_questions(page))
    labels = labels_of(questions)
    with override(page.language):
        told = [replace(each, help=" ".join(filter(None, [only_if(each, labels), each.help]))) for each in questions]
        closes = moments.moment(page.closes_at, page.zone)
        return Sheet(
            title=page.title,
            call_mark=mark_of(page),
            language=page.language,
            direction=page.direction,
            introduction=(page.summary,) if page.summary else (),
            closes=f"{closes.words} ({closes.zone})" if closes else "",
            questions=tuple(told),
        )


def mark_of(page: CallPage) -> str:
    """Six letters that are the same for a call in all languages."""
    digest = hashlib.sha256(page.translation_key.bytes).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:6])


def read(*, page: CallPage, upload) -> Filled:
    """A filled file, in whichever language of the call it was taken along."""
    if upload.size > MOST_BYTES:
        return Filled(problems=[Problem(None, Misfit.TOO_LARGE_FILE)])
    data = upload.read()
    first = reading.read(data, upload.name or "", sheet_of(page))
    if not _is_strange(first):
        return first
    others = CallPage.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    found = [first]
    for each in others.select_related("locale"):
        found.append(reading.read(data, upload.name or "", sheet_of(each)))
        if not _is_strange(found[-1]):
            break
    return min(found, key=lambda filled: sum(len(problem.words) for problem in filled.problems))


def compared(filled: Filled, *, page: CallPage, answers: dict, applicable) -> Taken:
    """The file's answers beside those that are there. `applicable(question)`: whether it may be answered now."""
    now = timezone.now()
    asked = {each.key for each in of_applicant(asking.application_questions(page, now=now)) if applicable(each)}
    fresh, other, same = {}, {}, []
    for key, answer in filled.answers.items():
        there = answers.get(key)
        if key not in asked:
            continue
        if there in (None, "", []):
            fresh[key] = answer
        elif there == answer:
            same.append(key)
        else:
            other[key] = answer
    return Taken(fresh, other, tuple(same), tuple(filled.problems))


def _is_strange(filled: Filled) -> bool:
    """Something stands where nothing should: the words of another language do too."""
    return any(problem.kind == Misfit.OUTSIDE for problem in filled.problems)

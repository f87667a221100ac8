"""A report as its host and the team see it: each step with how far it is, what is missing, and each answer in words."""

from dataclasses import dataclass
from functools import cached_property

from hub.calls import asking, rounds_of, usual_report
from hub.calls.apply_forms.steps import PREFIX, QuestionsForm
from hub.calls.apply_reading import BEGUN, DONE, EMPTY, MEND, PROGRESS, label_of
from hub.calls.applying import paging
from hub.calls.applying.wording import answer_words, labels_of, language_of_answer
from hub.calls.enums import Kind
from hub.calls.hosting import reporting, sessions
from hub.calls.models import Application, Hosting, Report
from hub.calls.questions import Question
from hub.core import languages, roadmap


def questions_for(application: Application, language: str | None = None) -> list[Question]:
    """Of the report, in a language or the reader's; the usual ones where the call's page is gone. A report has no files."""
    page = rounds_of.page_of(application.round, language)
    found = asking.report_questions(page) if page else usual_report.questions(language or languages.current())
    return [each for each in paging.of_applicant(found) if each.kind != Kind.FILE]


@dataclass(frozen=True)
class Answer:
    question: Question
    words: list[str]


def answers(application: Application, report: Report, language: str | None = None) -> list[Answer]:
    """All that was asked and what was said, as it was sent."""
    questions, said = questions_for(application, language), report.answers
    asked = paging.applying(questions, said)
    return [Answer(each, answer_words(each, said.get(each.key))) for each in questions if each.key in asked]


class Draft:
    """A report that its host works on. Read once for each request."""

    def __init__(self, application: Application):
        self.application = application
        self.hosting: Hosting = sessions.shown_hosting(application)
        self.report: Report = sessions.shown_report(self.hosting)
        self.questions = questions_for(application)
        self.steps = paging.steps_of(self.questions)[
            1:
        ]  # without the first page of an application, which asks who it is
        self.said = reporting.answers_of(self.report, self.hosting, self.questions)

    @cached_property
    def applying(self) -> frozenset[str]:
        return paging.applying(self.questions, self.said)

    @cached_property
    def forms(self) -> list[QuestionsForm]:
        return [self.form(number) for number in range(len(self.steps))]

    def form(self, number: int, *, typed: dict | None = None) -> QuestionsForm:
        """`typed`: what was sent and not kept, by question's key."""
        said = {**self.said, **(typed or {})}
        return QuestionsForm(
            said,
            questions=list(self.steps[number].questions),
            applying=paging.applying(self.questions, said),
            labels=labels_of(self.questions),
        )

    @property
    def is_ready(self) -> bool:
        return all(form.is_good for form in self.forms)

    def tasks(self) -> list[dict]:
        return [
            {"number": number, "label": label_of(step), "progress": progress, "words": PROGRESS[progress]}
            for number, (step, form) in self._pairs()
            for progress in [_progress(form)]
        ]

    def sections(self) -> list[dict]:
        """For the check page: each step with its answers, those that are missing too."""
        return [
            {
                "number": number,
                "label": label_of(step),
                "rows": [_row(self, form, each) for each in step.questions if each.key in self.applying],
            }
            for number, (step, form) in self._pairs()
        ]

    def told(self) -> dict:
        """Every answer as its kind has it, by key; only of a draft that is ready."""
        return {key: answer for form in self.forms for key, answer in form.answers_said().items()}

    def _pairs(self):
        return enumerate(zip(self.steps, self.forms, strict=True), 1)


def _row(draft, form, question) -> dict:
    name = PREFIX + question.key
    return {
        "id": f"id_{name}",
        "label": question.label,
        "language": question.language,
        "language_of_answer": language_of_answer(question),
        "values": answer_words(question, draft.said.get(question.key)),
        "errors": form.errors.get(name, []),
        "is_missing": name in form.missing,
    }


def _progress(form) -> str:
    if form.errors:
        return MEND
    if not form.is_touched:
        return EMPTY
    return DONE if form.is_good else BEGUN


def checklist(hosting: Hosting) -> list[dict]:
    """The phases with their days, and what of them is done."""
    return [
        {
            "phase": phase,
            "day": phase.on(hosting.session_on),
            "tasks": [{"task": task, "is_done": task.key in hosting.done} for task in phase.tasks],
        }
        for phase in roadmap.PHASES
    ]

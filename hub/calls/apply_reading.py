"""An application as its applicant sees it: each page with how far it is, what is missing, and the whole as it would be sent."""

from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub.calls import asking
from hub.calls.apply_forms.steps import PREFIX, QuestionsForm, YouForm
from hub.calls.applying import paging, permitting
from hub.calls.applying.paging import YOU, Step
from hub.calls.applying.wording import answer_words, labels_of, language_of_answer, only_if
from hub.calls.enums import Kind
from hub.calls.models import Application, ApplicationFile, CallPage
from hub.calls.questions import Question
from hub.calls.rounds_of import page_of
from hub.core import languages
from hub.core.step_forms import StepForm

EMPTY, BEGUN, DONE, MEND = "empty", "begun", "done", "mend"
PROGRESS = {EMPTY: _("Nothing yet"), BEGUN: _("Begun"), DONE: _("Done"), MEND: _("Please look again")}


def call_at(slug: str) -> CallPage | None:
    """The call that readers find under this name, in the reader's language or else in the original's."""
    first = CallPage.objects.visible().filter(slug=slug).select_related("locale").order_by("pk").first()
    if first is None:
        return None
    pages = CallPage.objects.visible().filter(translation_key=first.translation_key).select_related("locale")
    wished = languages.current()
    return min(pages, key=lambda page: (page.language != wished, page.translation_state != "original", page.pk))


class Draft:
    """Read once for each request: the call's page, its questions, forms by page, files."""

    def __init__(self, application: Application, *, page: CallPage | None = None):
        self.application = application
        self.now = timezone.now()
        self.page = page or page_of(application.round)

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.application.round.title

    @cached_property
    def questions(self) -> list[Question]:
        return paging.of_applicant(asking.application_questions(self.page, now=self.now)) if self.page else []

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def steps(self) -> list[Step]:
        return paging.steps_of(self.questions)

    def step(self, number: int) -> Step | None:
        return self.steps[number - 1] if 0 < number <= len(self.steps) else None

    @cached_property
    def applying(self) -> frozenset[str]:
        return paging.applying(self.questions, self.application.answers)

    @cached_property
    def files(self) -> dict[str, list[ApplicationFile]]:
        found: dict[str, list] = {}
        for row in self.application.files.all():
            found.setdefault(row.key, []).append(row)
        return found

    @cached_property
    def may_change(self) -> bool:
        return permitting.may_change(self.application, self.page, now=self.now)

    @property
    def needs_late_code(self) -> bool:
        return permitting.needs_late_code(self.application, self.page, now=self.now)

    @property
    def is_sent(self) -> bool:
        return self.application.sent_at is not None

    def is_frozen(self, question: Question) -> bool:
        """A draft that came late is not held by a day that was over when it was begun."""
        is_late = not self.is_sent and self.application.late_until is not None
        return question.is_frozen(self.now) and not is_late

    # Forms

    def form(self, step: Step) -> StepForm:
        if step.number == YOU:
            return self.you(self.you_answers)
        return self.questions_form(step.questions, self.application.answers)

    @property
    def you_answers(self) -> dict:
        said = {"answers_in": self.application.answers_in} if self.application.answers_in else {}
        return {**self.application.contact, **said}

    def you(self, answers: dict) -> YouForm:
        accepted = list(self.page.languages_accepted) if self.page else []
        return YouForm(answers, accepted=accepted, language=self.application.language)

    def questions_form(self, questions, answers: dict) -> QuestionsForm:
        """Of those that are not frozen. `answers`: of the whole application."""
        return QuestionsForm(
            answers,
            questions=[each for each in questions if not self.is_frozen(each)],
            applying=paging.applying(self.questions, answers),
            labels=labels_of(self.questions),
        )

    @cached_property
    def forms(self) -> dict[int, StepForm]:
        return {step.number: self.form(step) for step in self.steps}

    # How far it is

    def lacks_files(self, step: Step) -> bool:
        asked = step.file_question
        return bool(
            asked
            and asked.is_required
            and asked.key in self.applying
            and not self.is_frozen(asked)
            and not self.files.get(asked.key)
        )

    def is_good(self, step: Step) -> bool:
        return self.forms[step.number].is_good and not self.lacks_files(step)

    def progress(self, step: Step) -> str:
        form = self.forms[step.number]
        if form.errors:
            return MEND
        is_touched = form.is_touched or any(self.files.get(question.key) for question in step.questions)
        if not is_touched and not (step.questions and self.is_good(step) and not self._asks(step)):
            return EMPTY
        return DONE if self.is_good(step) else BEGUN

    def _asks(self, step) -> bool:
        return any(question.key in self.applying for question in step.questions)

    @property
    def is_ready(self) -> bool:
        return all(self.is_good(step) for step in self.steps)

    def tasks(self) -> list[dict]:
        found = []
        for step in self.steps:
            progress = self.progress(step)
            found.append({"step": step, "label": label_of(step), "progress": progress, "words": PROGRESS[progress]})
        return found

    # The whole of it

    def sections(self) -> list[dict]:
        """For the check page: each page with its answers, those that are missing too, without what does not apply."""
        sections = []
        for step in self.steps:
            rows = self._you_rows() if step.number == YOU else [self.row(step, each) for each in step.questions]
            rows = [row for row in rows if row["applies"]]
            sections.append({"step": step, "label": label_of(step), "rows": rows})
        return [section for section in sections if section["rows"]]

    def _you_rows(self) -> list[dict]:
        form = self.forms[YOU]
        way = form.cleaned_data.get("way")
        rows = []
        for field in form:
            value, choices = field.value(), dict(getattr(field.field, "choices", ()))
            row = {"label": field.label, "values": [choices.get(value, value)] if value else [], "files": []}
            row |= {"id": field.id_for_label or field.auto_id, "errors": field.errors, "is_frozen": False}
            row |= {"is_missing": field.name in form.missing, "applies": field.name != "value" or way != "none"}
            rows.append(row)
        return rows

    def row(self, step: Step, question: Question) -> dict:
        form, name = self.forms[step.number], PREFIX + question.key
        is_file = question.kind == Kind.FILE
        files = self.files.get(question.key, [])
        return {
            "label": question.label,
            "language": question.language,
            "language_of_answer": language_of_answer(question),
            "values": answer_words(question, self.application.answers.get(question.key)),
            "files": files if is_file else [],
            "id": "id_files" if is_file else f"id_{name}",
            "errors": form.errors.get(name, []),
            "is_missing": self.lacks_files(step) if is_file else name in form.missing,
            "is_frozen": self.is_frozen(question),
            "applies": question.key in self.applying,
        }

    def frozen_rows(self, step: Step) -> list[dict]:
        """Questions of a page that stay as they are."""
        frozen = [each for each in step.questions if self.is_frozen(each) and each.key in self.applying]
        return [self.row(step, each) for each in frozen]

    def remark(self, question: Question) -> str:
        return only_if(question, labels_of(self.questions))

    @property
    def answers_in(self) -> str:
        return self.forms[YOU].cleaned_data.get("answers_in", "")

    def told(self) -> dict:
        """Every answer as its kind has it, by key; only of a draft that is ready. What is frozen stays as it was."""
        answers = self.application.answers
        told = {each.key: answers.get(each.key, "") for each in self.questions if each.key in self.applying}
        for step in self.steps:
            if step.number != YOU:
                told |= self.forms[step.number].answers_said()
        return told


def label_of(step: Step) -> str:
    if step.number == YOU:
        return _now("You")
    heading = step.heading or _now("Questions")
    if step.parts == 1:
        return heading
    return _now("%(heading)s (%(part)d of %(parts)d)") % {
        "heading": heading,
        "part": step.part,
        "parts": step.parts,
    }

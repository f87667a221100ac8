"""The questions of a call as short pages, and which of them are questions at all after the answers so far."""

from dataclasses import dataclass
from itertools import groupby, pairwise

from hub.calls.enums import Kind, Sees
from hub.calls.questions import Question

MOST_ON_A_PAGE = 6
YOU = 1  # the number of the first page, which every call has


@dataclass(frozen=True)
class Step:
    """`part` of `parts`: a heading with many questions has several pages. Files have a page each."""

    number: int
    heading: str = ""
    part: int = 1
    parts: int = 1
    questions: tuple[Question, ...] = ()

    @property
    def file_question(self) -> Question | None:
        first = self.questions[0] if self.questions else None
        return first if first and first.kind == Kind.FILE else None


def of_applicant(questions: list[Question]) -> list[Question]:
    """What applicants do not see, they are not asked."""
    return [question for question in questions if Sees.APPLICANT in question.visible_to]


def steps_of(questions: list[Question]) -> list[Step]:
    """The first page is "You"; it has none of the call's questions."""
    steps = [Step(YOU)]
    for heading, group in groupby(questions, key=lambda question: question.step):
        pages = _pages(list(group))
        for part, page in enumerate(pages, 1):
            steps.append(Step(len(steps) + 1, heading, part, len(pages), tuple(page)))
    return steps


def applying(questions: list[Question], answers: dict) -> frozenset[str]:
    """The keys of those that are asked after these answers. What hangs on a question that is not asked is not asked."""
    found = set()
    for question in questions:
        if question.is_asked(answers) and (question.show_if is None or question.show_if[0] in found):
            found.add(question.key)
    return frozenset(found)


def _pages(group: list[Question]) -> list[list[Question]]:
    pages = []
    for is_file, run in groupby(group, key=lambda question: question.kind == Kind.FILE):
        pages += _divided(list(run), 1 if is_file else MOST_ON_A_PAGE)
    return pages


def _divided(run: list[Question], most: int) -> list[list[Question]]:
    """As evenly as can be."""
    count = -(-len(run) // most)
    starts = [round(place * len(run) / count) for place in range(count + 1)]
    return [run[start:end] for start, end in pairwise(starts)]

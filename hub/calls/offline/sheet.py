"""A form as a file holds it: its questions in one language, and the marks by which a filled file is understood again."""

from dataclasses import dataclass, field

from hub.calls.questions import Question


@dataclass(frozen=True)
class Sheet:
    """`call_mark`: the short speakable mark of call and form. `closes`: until when, as text. `answers`: what is already
    there, by key, as `Kind` keeps it; may be empty."""

    title: str
    call_mark: str
    language: str
    direction: str
    introduction: tuple[str, ...] = ()
    closes: str = ""
    questions: tuple[Question, ...] = ()
    answers: dict = field(default_factory=dict)

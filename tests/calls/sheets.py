"""Sheets to fill in, and filled files made of them as office apps and people make them."""

import io
import zipfile
from dataclasses import replace

from hub.calls.enums import Kind
from hub.calls.offline import writing
from hub.calls.offline.sheet import Sheet
from hub.calls.questions import Question

THEMES = (("songs", "Songs"), ("stories", "Stories"), ("games", "Games"))
QUESTIONS = (
    Question("name", Kind.SHORT, "How shall we call you?", help="Any name.", is_required=True, most=40, step="You"),
    Question("why", Kind.LONG, "Why do you want to host?", most=200, step="You"),
    Question("people", Kind.NUMBER, "How many people?", least=1, most=500, step="The session"),
    Question("place", Kind.CHOICE, "Where?", choices=(("home", "At home"), ("hall", "In a hall")), step="The session"),
    Question("themes", Kind.MANY, "Which of these?", choices=THEMES, most=2, step="The session"),
    Question("day", Kind.DATE, "When?", step="The session"),
    Question("picture", Kind.FILE, "A picture", step="The session"),
    Question("before", Kind.YES_NO, "Have you hosted before?", step="The end"),
    Question("agreed", Kind.CONSENT, "May we keep this until the day we said?", is_required=True, step="The end"),
)
RIGHT = {
    "name": "The river",
    "why": "We sing.\n\nWe want more to sing – “all” of us: ميم، น้ำ.",
    "people": "30",
    "place": "hall",
    "themes": ["songs", "games"],
    "day": "2027-03-28",
    "before": "no",
    "agreed": "yes",
}
ARABIC = {
    "name": "كيف نناديك؟",
    "why": "لماذا تريد الاستضافة؟",
    "people": "كم عدد الأشخاص؟",
    "place": "أين؟",
    "themes": "أي من هذه؟",
    "day": "متى؟",
    "picture": "صورة",
    "before": "هل استضفت من قبل؟",
    "agreed": "هل نحتفظ بهذا؟",
}
WRITERS = {"docx": writing.docx, "odt": writing.odt, "txt": writing.text}


def sheet(**more) -> Sheet:
    return Sheet(
        **{
            "title": "Hosts for spring",
            "call_mark": "KDFTRM",
            "language": "en",
            "direction": "ltr",
            "introduction": ("Tell us in your own words.",),
            "closes": "1 May 2027, 12:00 (Nairobi)",
            "questions": QUESTIONS,
            **more,
        }
    )


def arabic() -> Sheet:
    questions = tuple(replace(question, label=ARABIC[question.key], help="", step="خطوة") for question in QUESTIONS)
    return sheet(
        title="مضيفون للربيع", language="ar", direction="rtl", introduction=("اكتب بكلماتك.",), questions=questions
    )


def filled(kind: str, answers: dict, base: Sheet | None = None) -> bytes:
    return WRITERS[kind](replace(base or sheet(), answers=answers))


def lines(answers: dict, base: Sheet | None = None) -> list[str]:
    """A filled text file, to be changed by hand."""
    return filled("txt", answers, base).decode("utf-8-sig").split("\r\n")


def as_text(changed: list[str]) -> bytes:
    return "\n".join(changed).encode()


def changed_part(data: bytes, name: str, change) -> bytes:
    """An office file with one part changed by `change(body)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for part in archive.infolist():
            body = archive.read(part)
            fresh.writestr(part.filename, change(body) if part.filename == name else body)
    return out.getvalue()

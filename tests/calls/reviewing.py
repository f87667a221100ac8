"""A call that is read: staff, reviewers, and applications full of what nobody else may see."""

from django.test import Client

from hub.calls.models import Application, ApplicationFile, Review
from hub.calls.rounds_of import round_of
from hub.core.models import User
from hub.core.sealed import files as sealed_files
from tests.calls import makers
from tests.people.conftest import person

CANARIES = {
    "name": "Canary Kestrel",
    "contact": "kestrel-canary@example.org",
    "safe": "canary-after-dusk",
    "identifying": "canary-town-by-the-sea",
    "file": b"canary-bytes-of-a-file",
    "message": "canary said the applicant",
    "staff": "canary-only-staff-note",
}


def words() -> list[str]:
    return [each.decode() if isinstance(each, bytes) else each for each in CANARIES.values()]


def questions() -> list:
    return [
        makers.question("place", label="Where do you live?", identifying=True, begins_step="About you"),
        makers.question("portrait", "file", label="A picture of you", identifying=True),
        makers.question("idea", "long", label="What would you do?"),
        makers.question("sketch", "file", label="A sketch"),
        makers.question("colour", "choice", label="Which colour?", choices="red|Red\nblue|Blue"),
        makers.question("inner", label="Only for staff?", visible_to=["staff"]),
        makers.question("hint", label="For reviewers?", visible_to=["reviewers", "staff"]),
    ]


def call(**fields):
    return makers.call(questions=questions(), **fields)


def marked(page, **fields) -> Application:
    """One with a canary in everything that is personal, and two files: one that tells who it is, and one that does not."""
    held = makers.application(
        page,
        **{
            "state": "in_review",
            "answers": {"place": CANARIES["identifying"], "idea": "We sing by the river.", "colour": "blue"},
            "contact": {
                "name": CANARIES["name"],
                "way": "email",
                "value": CANARIES["contact"],
                "safe": CANARIES["safe"],
            },
            "notes": {"inner": CANARIES["staff"], "hint": "Seen before."},
            **fields,
        },
    )
    held.messages.create(circle="applicant", is_from_applicant=True, text=CANARIES["message"])
    attach(held, "portrait", CANARIES["file"], "jpg")
    attach(held, "sketch", b"a harmless drawing", "txt")
    return held


def attach(held, key: str, data: bytes, kind: str) -> ApplicationFile:
    row = ApplicationFile(application=held, key=key, kind=kind, size=len(data))
    row.name = sealed_files.keep(data, place=row.place)
    row.save()
    return row


def reader(page, name: str = "demo-reader") -> User:
    """A reviewer who was added to the round of the call."""
    user = person(name, "Reviewers")
    round_of(page).reviewers.add(user)
    return user


def given(held: Application, user: User, score: float | None = None, **fields) -> Review:
    state = {"state": Review.State.DONE, "score": score} if score is not None else {}
    return Review.objects.create(application=held, reviewer=user, **{**state, **fields})


def client_of(user: User) -> Client:
    found = Client()
    found.force_login(user)
    return found

"""An application with something personal wherever there is room for it."""

import json
import uuid

from django.core.files.storage import default_storage
from django.http import HttpResponse

from hub.calls.apply_views.holding import PLACE
from hub.calls.enums import ReportState, State
from hub.calls.models import Application, ApplicationFile, Hosting, Message, Opening, Report, Review, Round
from hub.core.models import User
from hub.core.resealing import file_models
from hub.core.sealed import files, rotation
from tests.calls import makers

SEALED = {
    "calls_application.answers",
    "calls_application.contact",
    "calls_application.decision_note",
    "calls_application.notes",
    "calls_message.text",
    "calls_report.answers",
    "calls_report.asked",
    "calls_review.note",
    "files of calls_applicationfile",
}


def application(round_: Round, *, says: str, reviewer: User, **fields) -> Application:
    """Accepted, read, talked about, with a file and a report that is being written."""
    made = Application.objects.create(
        **{
            "round": round_,
            "reference": f"demo-{uuid.uuid4().hex[:8]}",
            "code_hash": uuid.uuid4().hex * 2,
            "language": "en",
            "state": State.ACCEPTED,
            "answers": {"idea": says},
            "contact": {"name": says, "way": "phone", "value": says, "safe": says},
            "notes": {"note": says},
            "decision_note": says,
            "delete_on": "2031-05-31",
            **fields,
        }
    )
    file = ApplicationFile(application=made, key="sketch", kind="txt", size=9)
    file.name = files.keep(says.encode(), place=file.place)
    file.save()
    for circle in Message.Circle.values:
        Message.objects.create(application=made, circle=circle, text=says)
    Review.objects.create(application=made, reviewer=reviewer, note=says, scores={"demo": 3})
    Opening.objects.create(round=round_, reference=made.reference, what="contact", user=reviewer)
    hosting = Hosting.objects.create(application=made, session_on="2031-03-01", done=["purpose"])
    Report.objects.create(
        hosting=hosting, state=ReportState.MORE_INFO, asked=says, answers={"name": says, "outcomes": says}
    )
    return made


def found_when_opened(word: str) -> set[str]:
    """Columns and files that say it to whoever has the keys."""
    hits = set()
    for field in rotation.sealed_fields():
        for row in field.model._base_manager.all():
            if word in json.dumps(getattr(row, field.name), ensure_ascii=False):
                hits.add(f"{field.model._meta.db_table}.{field.column}")
    for model in file_models():
        for row in model._base_manager.all():
            if default_storage.exists(row.name) and word.encode() in files.read(row.name, place=row.place):
                hits.add(f"files of {model._meta.db_table}")
    return hits


def hold(client, application: Application) -> None:
    """The client's device holds it from now on."""
    response = HttpResponse()
    PLACE.hold(response, application)
    client.cookies.update(response.cookies)


def mark(application: Application) -> dict[str, str]:
    """What every form on it carries."""
    return {"mark": PLACE.mark_of(application)}


def host(page=None, **fields) -> Application:
    """Somebody who was chosen and has said yes."""
    return makers.application(page or makers.call(), state=State.ACCEPTED, **fields)

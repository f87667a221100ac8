"""The made-up applications of an example call: sealed like all others, and without a code, so that nobody holds them."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from hub.calls.enums import CHOSEN, Way
from hub.calls.models import Application, CallPage, Round
from hub.calls.rounds_of import round_of
from hub.starter import files
from hub.starter.calls import schema
from hub.starter.calls.calling import later_day
from hub.starter.ledger import Ledger
from hub.starter.schema import checked


def load(folder: Path, page: CallPage | None, ledger: Ledger) -> None:
    """Made once: what staff decide on them, and that they are gone on their day, stands."""
    file, path = folder / "applications.toml", f"calls/{folder.name}/applications"
    if page is None or path in ledger.entries or not file.is_file():
        return
    found = checked(files.read(file), schema.APPLICATIONS, path)["applications"]
    held, day = round_of(page), dt.date.fromisoformat(ledger.entries[f"calls/{folder.name}/day"].digest)
    Application.objects.bulk_create(_application(page, held, facts, day) for facts in found)
    ledger.record(path, "", "made", None, "")


def _application(page: CallPage, held: Round, facts: dict, day: dt.date) -> Application:
    answers = dict(facts["answers"])
    if "day_in" in facts:
        answers["day"] = later_day(day, facts["day_in"]).isoformat()
    sent_at = timezone.make_aware(dt.datetime.combine(later_day(day, facts["sent_in"]), dt.time(10)))
    is_decided = "decision" in facts
    return Application(
        round=held,
        reference=facts["reference"],
        language=facts["language"],
        state=facts["state"],
        answers=answers,
        contact={"name": facts["name"], "way": Way.NONE.value, "value": "", "safe": ""},
        notes={"fits": facts["fits"]} if "fits" in facts else {},
        decision=facts.get("decision", ""),
        decision_note=facts.get("decision_note", ""),
        place_on_list=facts.get("place_on_list"),
        begun_at=sent_at - dt.timedelta(hours=2),
        changed_at=sent_at,
        sent_at=sent_at,
        decided_at=held.released_at if is_decided else None,
        told_at=held.released_at if facts["state"] in CHOSEN else None,
        delete_on=page.data_kept_until,
        afterwards=page.afterwards,
    )

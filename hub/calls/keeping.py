"""Nothing is kept longer than it was promised: taking back, anonymising and deleting, with everything that hangs on it."""

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.calls import events
from hub.calls.enums import Afterwards, Opened, State
from hub.calls.models import Application, ApplicationFile, Hosting, Message, Opening, Report, Review, Round
from hub.calls.moving import locked
from hub.core import guarding
from hub.mail import services as mail
from hub.people import invitations

HANGING = (ApplicationFile, Message, Review, Hosting)  # a report hangs on its hosting


def letters_of(key) -> str:
    """With this begin the keys of all letters about an application, so that they can be taken out of the outbox."""
    return f"calls:{key}:"


@transaction.atomic
def withdraw(*, application: Application) -> None:
    """At once: what somebody takes back is gone; that there was something stays, with call, dates and language. A story that
    came of its report is for moderators to look at: they are told."""
    held = locked(application)
    if held.anonymised_at is not None:
        return
    stories = Report.objects.filter(hosting__application=held).exclude(story=None).values_list("story_id", flat=True)
    for story_id in list(stories):
        events.report_taken_back.send(sender=Report, story_id=story_id)
    held.state = State.WITHDRAWN
    _empty(held)


@transaction.atomic
def anonymise(*, application: Application) -> None:
    held = locked(application)
    if held.anonymised_at is None:
        held.state = State.EXPIRED if held.state == State.DRAFT else held.state
        _empty(held)


@transaction.atomic
def delete(*, application: Application) -> None:
    held = locked(application)
    _empty(held)
    held.delete()


# The day that the call promised

DO = {Afterwards.ANONYMISE: anonymise, Afterwards.DELETE: delete}


def due(day: dt.date) -> QuerySet[Application]:
    """Those whose day has come and that still hold what should be gone by then."""
    return Application.objects.filter(delete_on__lte=day).exclude(
        afterwards=Afterwards.ANONYMISE, anonymised_at__isnull=False
    )


def counts(day: dt.date) -> list[tuple[str, Afterwards, int]]:
    """Call, what becomes of its applications, and of how many."""
    rows = due(day).values("round", "round__title", "afterwards").annotate(number=Count("pk"))
    return [
        (row["round__title"], Afterwards(row["afterwards"]), row["number"])
        for row in rows.order_by("round__title", "round", "afterwards")
    ]


def purge(*, day: dt.date, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Keeps the promise, one application after the other; of how many. The log of each call says so, without names."""
    done: Counter = Counter()
    for application in list(due(day).only("pk", "round_id", "afterwards").order_by("pk")):
        if is_stopping():
            break
        try:
            DO[Afterwards(application.afterwards)](application=application)
        except Application.DoesNotExist:
            continue  # somebody else has done it meanwhile
        done[application.round_id] += 1
    for round_ in Round.objects.filter(pk__in=done):
        Opening.objects.create(round=round_, what=Opened.DELETED, number=done[round_.pk])
    return done.total()


def go_round(is_stopping: Callable[[], bool]) -> str | None:
    """What a worker does once a day."""
    number = purge(day=timezone.localdate(), is_stopping=is_stopping)
    return f"{number} applications emptied, as their calls promised." if number else None


def _empty(held: Application) -> None:
    """Call, state, dates and language remain."""
    names = list(ApplicationFile.objects.filter(application=held).values_list("name", flat=True))
    _forget_log(held)
    for model in HANGING:
        model.objects.filter(application=held).delete()
    Opening.objects.filter(round=held.round_id, reference=held.reference).update(reference="")
    mail.forget(key_begins=letters_of(held.pk))
    if held.invitation:
        invitations.withdraw(invitation=held.invitation, by=None)
    held.answers, held.contact, held.notes, held.decision_note = {}, {}, {}, ""
    held.reference, held.opening, held.code_hash = f"gone-{secrets.token_hex(8)}", None, None
    held.invitation, held.decision, held.place_on_list = None, "", None
    held.anonymised_at = timezone.now()
    held.save()
    guarding.discard(names)


def _forget_log(held: Application) -> None:
    """Wagtail's log repeats what things are called."""
    hanging = {model: model.objects.filter(application=held) for model in HANGING}
    hanging |= {Report: Report.objects.filter(hosting__application=held), Application: [held]}
    for model, rows in hanging.items():
        kind = ContentType.objects.get_for_model(model)
        keys = [str(row.pk) for row in rows]
        ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys).update(label="", data={})

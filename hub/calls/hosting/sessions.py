"""The session of somebody who was chosen and has said yes: its day, what is done of the checklist, and when a report is due."""

import datetime as dt

from django.db import transaction

from hub.calls import rounds_of
from hub.calls.enums import HOSTING, TO_WRITE
from hub.calls.models import Application, CallPage, Hosting, Report
from hub.calls.moving import locked
from hub.core import roadmap

USUAL_DAYS = CallPage._meta.get_field("report_days").default


class NotHostingError(Exception):
    """She was not chosen, has not said yes, or everything has been emptied."""


def hosts(application: Application) -> bool:
    return application.state in HOSTING and application.anonymised_at is None


def hosting_of(application: Application) -> Hosting:
    """Her hosting as it is now, until the end of the transaction. Raises NotHostingError."""
    held = locked(application)
    if not hosts(held):
        raise NotHostingError
    return Hosting.objects.get_or_create(application=held)[0]


def report_of(hosting: Hosting) -> Report:
    """Inside a transaction that holds the hosting."""
    return Report.objects.get_or_create(hosting=hosting, defaults={"due_on": due_on(hosting)})[0]


def shown_hosting(application: Application) -> Hosting:
    """For reading: where there is none yet, one that is not saved."""
    return Hosting.objects.filter(application=application).first() or Hosting(application=application)


def shown_report(hosting: Hosting) -> Report:
    held = Report.objects.filter(hosting=hosting).first() if hosting.pk else None
    return held or Report(hosting=hosting)


def due_on(hosting: Hosting) -> dt.date | None:
    """So many days after the session as the call says."""
    if hosting.session_on is None:
        return None
    page = rounds_of.page_of(hosting.application.round)
    return hosting.session_on + dt.timedelta(days=page.report_days if page else USUAL_DAYS)


@transaction.atomic
def say_day(*, application: Application, day: dt.date | None) -> Hosting:
    """From then on the list has dates and the report is due. Raises NotHostingError."""
    hosting = hosting_of(application)
    hosting.session_on = day
    hosting.save(update_fields=["session_on"])
    report = report_of(hosting)
    if report.state in TO_WRITE:
        report.due_on = due_on(hosting)
        report.save(update_fields=["due_on"])
    return hosting


@transaction.atomic
def tick(*, application: Application, keys: list[str]) -> Hosting:
    """These are done, and no others. Raises NotHostingError."""
    hosting = hosting_of(application)
    hosting.done = [key for key in roadmap.KEYS if key in keys]
    hosting.save(update_fields=["done"])
    return hosting

"""Links that readers found not to work: told to editors, and to those who look after links."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from hub.resources import events
from hub.resources.enums import Handling
from hub.resources.models import DeadLink, ResourcePage

MOST_WAITING = 10  # on one resource
MOST_IN_A_DAY = 200
KEPT_DAYS = 90


class TooManyReportsError(Exception):
    """So many are waiting that no more are taken for now."""


def is_full(resource: ResourcePage) -> bool:
    waiting = _waiting(resource).count()
    return waiting >= MOST_WAITING or DeadLink.objects.filter(day=timezone.now().date()).count() >= MOST_IN_A_DAY


def _waiting(resource):
    return DeadLink.objects.filter(page__translation_key=resource.translation_key, state=Handling.NEW)


@transaction.atomic
def leave(*, resource: ResourcePage, opening: str, note: str, language: str) -> None:
    """Keeps that a link does not work, once for each opening of the form, and has it looked at soon.

    Raises TooManyReportsError.
    """
    ResourcePage.objects.select_for_update(no_key=True, of=("self",)).values_list("pk").get(pk=resource.pk)
    if DeadLink.objects.filter(opening=opening).exists():
        return
    if is_full(resource):
        raise TooManyReportsError
    DeadLink.objects.create(page=resource, opening=opening, note=note, language=language)
    if resource.url:
        events.link_reported.send(ResourcePage, url=resource.url)


@transaction.atomic
def handle(*, report: DeadLink, state: str, user) -> None:
    """Says what became of a report; of all that wait on the same resource where it is done with."""
    handled_by = None if state == Handling.NEW else user
    if state == Handling.DONE:
        _waiting(report.page).update(state=state, handled_by=user)
    DeadLink.objects.filter(pk=report.pk).update(state=state, handled_by=handled_by)


def forget_handled() -> int:
    """Removes what was handled and is older than KEPT_DAYS; returns how many. What waits stays."""
    old = timezone.now().date() - dt.timedelta(days=KEPT_DAYS)
    return DeadLink.objects.exclude(state=Handling.NEW).filter(day__lt=old).delete()[0]

"""Who works on what: translations made ready, given to somebody, taken and given back."""

from dataclasses import dataclass

from django.db import transaction

from hub.translation import letters, rights, translating
from hub.translation.enums import WorkState
from hub.translation.models import Work

MOST = 200  # translations begun at once; a phone does not wait longer


@dataclass
class Outcome:
    """How many works are now as wanted, could not be made so, and are left for another time."""

    done: int = 0
    refused: int = 0
    left: int = 0


def begin(*, works, user) -> Outcome:
    """Makes translations ready where there are none, at most MOST; readers see nothing of it. `works`: a queryset.

    Each in a transaction of its own: one that cannot be made ready leaves the others done.
    """
    waiting = works.filter(translation=None).exclude(state=WorkState.ORIGINAL)
    outcome = Outcome()
    for work in waiting.select_related("subject__content_type", "locale").order_by("subject_id", "pk")[:MOST]:
        try:
            translating.begin(work=work, user=user)
            outcome.done += 1
        except translating.NotDoneError:
            outcome.refused += 1
    outcome.left = waiting.count() - outcome.refused
    return outcome


@transaction.atomic
def assign(*, works, person, by) -> Outcome:
    """Gives work to a person who may translate its language, or with None to nobody. What she cannot have stays as it is.

    She gets a letter about what she did not have before, unless she is the one who gives it.
    """
    wanted = _ids(works.exclude(state=WorkState.ORIGINAL))
    chosen = Work.objects.filter(pk__in=wanted)
    if person is not None:
        chosen = chosen.filter(locale__in=rights.locales_of(person))
    fresh = _ids(chosen.exclude(assigned_to=person)) if person else []
    done = chosen.update(assigned_to=person)
    letters.assigned(works=Work.objects.filter(pk__in=fresh), by=by)
    return Outcome(done=done, refused=len(wanted) - done)


@transaction.atomic
def take(*, works, user) -> Outcome:
    """Somebody takes work that nobody has; what others have stays theirs."""
    wanted = Work.objects.filter(pk__in=_ids(works.exclude(state=WorkState.ORIGINAL)))
    wanted.filter(assigned_to=None, locale__in=rights.locales_of(user)).update(assigned_to=user)
    done = wanted.filter(assigned_to=user).count()
    return Outcome(done=done, refused=wanted.count() - done)


def give_back(*, works, user) -> Outcome:
    """Somebody gives back what she had taken or been given; her texts stay."""
    return Outcome(done=Work.objects.filter(pk__in=_ids(works), assigned_to=user).update(assigned_to=None))


def _ids(works) -> list[int]:
    return list(works.order_by().values_list("pk", flat=True))

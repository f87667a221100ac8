"""Decisions: prepared one by one, told to all of a round together; places and the waiting list."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from hub.calls import moving
from hub.calls.enums import CHOSEN, DECIDED_AS, Decision, Opened, State
from hub.calls.models import Application, Round
from hub.calls.review import openings
from hub.core.models import User

LOOKED_AT = (State.SCREENING, State.IN_REVIEW, State.DISCUSSION)


def mark_of(application: Application) -> str:
    """What somebody had before her when she decided: where another decided meanwhile, it differs."""
    return f"{application.state}:{application.decision}"


def may_go(application: Application, to: State) -> bool:
    return to in moving.WAYS.get(State(application.state), ())


def may_be_decided(application: Application) -> bool:
    return application.state == State.DECIDED_PENDING or may_go(application, State.DECIDED_PENDING)


def may_move_on(application: Application, to: State) -> bool:
    return to in LOOKED_AT and application.state != State.DECIDED_PENDING and may_go(application, to)


@transaction.atomic
def move_on(*, application: Application, to: State) -> None:
    """Among the team's own states; a decision that is prepared is taken back by `take_back` alone. Raises NoWayError."""
    if not may_move_on(moving.locked(application), to):
        raise moving.NoWayError(f"to {to}")
    moving.move(application=application, to=to)


@transaction.atomic
def prepare(*, application: Application, decision: Decision, note: str, seen: str, user: User) -> None:
    """Nobody is told yet. `seen`: `mark_of` as it was shown. Raises NoWayError."""
    held = moving.locked(application)
    if mark_of(held) != seen:
        raise moving.NoWayError("changed meanwhile")
    if held.state != State.DECIDED_PENDING:
        held = moving.move(application=held, to=State.DECIDED_PENDING)
    _decide(held, decision, note)
    openings.note(what=Opened.DECIDED, user=user, application=held)


@dataclass(frozen=True)
class Together:
    """`done`: how many are prepared. `left`: references of those that were not as they had been seen, or cannot be decided."""

    done: int
    left: list[str]


@transaction.atomic
def prepare_many(*, round_: Round, seen: dict, decision: Decision, user: User) -> Together:
    """The same for several. `seen`: key → `mark_of` as it was shown; those that went another way meanwhile are left."""
    held_round = Round.objects.select_for_update().get(pk=round_.pk)
    rows = Application.objects.filter(round=held_round, pk__in=list(seen)).order_by("pk").select_for_update()
    done, left = 0, []
    for held in rows:
        if held.anonymised_at or mark_of(held) != seen[held.pk] or not may_be_decided(held):
            left.append(held.reference)
            continue
        held.state = State.DECIDED_PENDING
        _decide(held, decision, held.decision_note)
        done += 1
    if done:
        openings.note(what=Opened.DECIDED, user=user, round_=held_round, number=done)
    return Together(done, sorted(left))


@transaction.atomic
def take_back(*, application: Application, seen: str) -> None:
    """It is talked about again. Raises NoWayError."""
    held = moving.locked(application)
    if mark_of(held) != seen or held.state != State.DECIDED_PENDING:
        raise moving.NoWayError("changed meanwhile")
    _let_go(moving.move(application=held, to=State.DISCUSSION))


@transaction.atomic
def release(*, round_: Round, seen: dict[str, int], user: User) -> int:
    """Tells all that is prepared. `seen`: how many of each decision were shown. Raises NoWayError; how many are told."""
    held = Round.objects.select_for_update().get(pk=round_.pk)
    rows = Application.objects.whole().filter(round=held, state=State.DECIDED_PENDING).exclude(decision="")
    list(rows.order_by("pk").select_for_update().values_list("pk"))
    if prepared(held) != seen:
        raise moving.NoWayError("changed meanwhile")
    now, told = timezone.now(), 0
    for decision, state in DECIDED_AS.items():
        told += rows.filter(decision=decision).update(state=state, decided_at=now, told_at=None)
    if not told:
        raise moving.NoWayError("told already")
    if held.released_at is None:
        held.released_at = now
        held.save(update_fields=["released_at"])
    openings.note(what=Opened.DECIDED, user=user, round_=held, number=told)
    return told


def prepared(round_: Round) -> dict[str, int]:
    """How many of each decision wait to be told."""
    rows = Application.objects.whole().filter(round=round_, state=State.DECIDED_PENDING)
    found = list(rows.values_list("decision", flat=True))
    return {decision: found.count(decision) for decision in Decision.values}


def places_taken(round_: Round) -> int:
    """Told yes, and not said no since; with what is prepared."""
    offered = Q(state=State.DECIDED_PENDING, decision=Decision.OFFER)
    return Application.objects.filter(Q(state__in=CHOSEN) | offered, round=round_).count()


@transaction.atomic
def offer_next(*, round_: Round, user: User) -> Application:
    """The first on the waiting list is offered the place. Raises NoWayError where nobody waits."""
    Round.objects.select_for_update().get(pk=round_.pk)
    first = waiting(round_).first()
    if first is None:
        raise moving.NoWayError("nobody waits")
    held = moving.move(application=first, to=State.OFFERED)
    held.decision, held.place_on_list = Decision.OFFER, None
    held.save(update_fields=["decision", "place_on_list"])
    _number(round_)
    openings.note(what=Opened.DECIDED, user=user, application=held)
    return held


@transaction.atomic
def put_at(*, application: Application, place: int) -> None:
    """On the waiting list, 1 first; the others make room. Raises NoWayError."""
    Round.objects.select_for_update().get(pk=application.round_id)
    rows = list(waiting(application.round))
    moved = next((each for each in rows if each.pk == application.pk), None)
    if moved is None:
        raise moving.NoWayError("not waiting")
    rows.remove(moved)
    rows.insert(max(0, place - 1), moved)
    _keep_order(rows)


def waiting(round_: Round):
    """Who waits for a place, in order. What is prepared stands behind what was told."""
    rows = Application.objects.whole().filter(round=round_, state=State.WAITLIST).listed()
    return rows.order_by(F("place_on_list").asc(nulls_last=True), "sent_at", "pk")


def _number(round_) -> None:
    _keep_order(list(waiting(round_)))


def _keep_order(rows) -> None:
    for place, each in enumerate(rows, 1):
        if each.place_on_list != place:
            Application.objects.filter(pk=each.pk).update(place_on_list=place)


def _decide(held, decision, note) -> None:
    held.decision, held.decision_note = decision, note
    if decision != Decision.WAITLIST:
        held.place_on_list = None
    elif held.place_on_list is None:
        last = Application.objects.filter(round_id=held.round_id).aggregate(last=Max("place_on_list"))["last"]
        held.place_on_list = (last or 0) + 1
    held.save(update_fields=["state", "decision", "decision_note", "place_on_list"])


def _let_go(held) -> None:
    held.decision, held.decision_note, held.place_on_list = "", "", None
    held.save(update_fields=["decision", "decision_note", "place_on_list"])

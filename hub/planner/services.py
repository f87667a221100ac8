"""Short codes are given here, and toolkits kept in an account are written here."""

import hashlib
from dataclasses import replace

from django.db import IntegrityError, transaction

from hub.core.codes import LETTERS
from hub.core.models import User
from hub.planner.carried import KEY, MOST, NAME_LETTERS, NOTE_LETTERS, Item, Kit, line
from hub.planner.models import ShortCode, Toolkit

MOST_KITS = 50
MOST_NOTE = 4 * NOTE_LETTERS  # of one that has been merged: both are kept
TRIES = 50


class TooManyError(Exception):
    """An account keeps no more toolkits than that."""


def wish(uid: str, number: int) -> str:
    """The code that an activity would like best, second best, …: the same on every hub."""
    digest = int.from_bytes(hashlib.sha256(f"{uid}:{number}".encode()).digest()[:4])
    return "".join(LETTERS[digest >> 5 * place & 31] for place in range(4)).lower()


def give_code(*, uid: str) -> None:
    """Gives an activity its short code, unless it has one."""
    if ShortCode.objects.filter(uid=uid).exists():
        return
    for number in range(TRIES):
        try:
            with transaction.atomic():
                ShortCode.objects.create(uid=uid, code=wish(uid, number))
        except IntegrityError:  # another activity's, or just given by somebody else
            if ShortCode.objects.filter(uid=uid).exists():
                return
        else:
            return


def resolved(kit: Kit) -> Kit:
    """The toolkit with the uid of each activity, and named by its short code where it has one. One query."""
    keys = [item.key for item in kit.items]
    rows = ShortCode.objects.filter(code__in=keys) | ShortCode.objects.filter(uid__in=keys)
    known = {}
    for uid, code in rows.values_list("uid", "code") if keys else ():
        known[uid] = known[code] = (code, uid)
    items: dict[str, Item] = {}
    for item in kit.items:
        key, uid = known.get(item.key, (item.key, item.key if len(item.key) == 6 else ""))
        items.setdefault(key, replace(item, key=key, uid=uid))
    return replace(kit, items=tuple(items.values()))


def kit_of(toolkit: Toolkit) -> Kit:
    """A kept toolkit as one in an address."""
    return resolved(Kit(tuple(Item(uid, uid, note) for uid, note in toolkit.items), toolkit.name))


def in_use(user: User) -> Toolkit | None:
    return user.toolkits.first()


@transaction.atomic
def change(*, user: User, change) -> Kit:
    """Passes the toolkit in use through `change` and keeps what comes back; an account without one begins one."""
    _locked(user)
    toolkit = in_use(user) or Toolkit(user=user)
    kit = change(kit_of(toolkit))
    toolkit.name, toolkit.items = kit.name, _pairs(kit)
    toolkit.save()
    return kit


@transaction.atomic
def begin(*, user: User) -> None:
    """A new, empty toolkit, from now on the one in use."""
    _locked(user)
    _refuse_too_many(user, 1)
    Toolkit.objects.create(user=user)


def use(*, user: User, pk: int) -> None:
    for toolkit in user.toolkits.filter(pk=pk):
        toolkit.save(update_fields=["used"])


def drop(*, user: User, pk: int | None = None) -> None:
    """Forgets one toolkit, or all of them."""
    found = user.toolkits.all()
    (found if pk is None else found.filter(pk=pk)).delete()


@transaction.atomic
def merge(*, user: User, kits: list[Kit]) -> None:
    """Adds toolkits to the account's, by their names: what is in both is there once, in the account's order, with both notes.

    Raises TooManyError, and then keeps nothing.
    """
    _locked(user)
    held = {toolkit.name.casefold(): toolkit for toolkit in user.toolkits.all()}
    for kit in map(resolved, kits):
        toolkit = held.setdefault(kit.name.casefold(), Toolkit(user=user, name=kit.name))
        notes = dict(toolkit.items)
        for uid, note in _pairs(kit):
            notes[uid] = _both(notes.get(uid, ""), note)
        pairs = [list(pair) for pair in notes.items()]
        toolkit.items, rest = pairs[:MOST], pairs[MOST:]
        toolkit.save()
        if rest:
            Toolkit.objects.create(user=user, name=kit.name, items=rest[:MOST])
    _refuse_too_many(user, 0)


def _both(one: str, other: str) -> str:
    if other in one:
        return one
    return f"{one}\n{other}".strip()[:MOST_NOTE]


def _pairs(kit: Kit) -> list[list[str]]:
    return [[item.held_as, item.note] for item in kit.items]


def _locked(user: User) -> None:
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=user.pk)


def _refuse_too_many(user: User, more: int) -> None:
    if user.toolkits.count() + more > MOST_KITS:
        raise TooManyError


def told(said: object) -> list[Kit]:
    """Toolkits as a device tells them: a list of `{"name", "uids", "notes"}`. Raises ValueError for anything else."""
    if not isinstance(said, list) or len(said) > MOST_KITS or not all(isinstance(each, dict) for each in said):
        raise ValueError("not a list of toolkits")
    return [_told(each) for each in said]


def _told(each: dict) -> Kit:
    notes, uids = each.get("notes"), each.get("uids")
    notes = notes if isinstance(notes, dict) else {}
    keys = [uid for uid in uids if isinstance(uid, str) and KEY.fullmatch(uid)] if isinstance(uids, list) else []
    items = [Item(key, note=line(notes.get(key), NOTE_LETTERS)) for key in dict.fromkeys(keys[:MOST])]
    return Kit(tuple(items), line(each.get("name"), NAME_LETTERS))

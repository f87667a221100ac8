"""Two people change one plan at the same time: what only one of them touched is taken from her; where both said something else
about the same thing, what was kept first stays, and what the other wrote is handed back to her."""

from dataclasses import dataclass, fields, replace

from hub.planner.plans.document import Day, Item, OwnTask, Plan

MAPS = {"roles": "role", "aside": "aside", "done": "done", "sentence": "sentence", "journal": "journal"}
LINES = ("title", "purpose", "people", "format", "languages", "zone", "needs", "known", "credit")


@dataclass(frozen=True)
class Clash:
    """`field` is the name that the form has for it; `mine` is what is not in the plan."""

    field: str
    mine: object
    theirs: object


def merged(base: Plan | None, mine: Plan, theirs: Plan) -> tuple[Plan, list[Clash]]:
    """`base` is what both began from; None where it is no longer known: whatever differs is then said by both."""
    base = base or Plan()
    clashes: list[Clash] = []
    values = {
        name: _one(name, getattr(base, name), getattr(mine, name), getattr(theirs, name), clashes) for name in LINES
    }
    for name, prefix in MAPS.items():
        values[name] = _map(prefix, getattr(base, name), getattr(mine, name), getattr(theirs, name), clashes)
    tasks = _rows("task", base.tasks, mine.tasks, theirs.tasks, clashes)
    days = _rows("d", base.days, mine.days, theirs.days, clashes)
    items = _rows("i", base.items, mine.items, theirs.items, clashes)
    homes = _order(base, mine, theirs, days, items, clashes)
    placed = tuple(replace(day, items=tuple(items[key] for key in homes[day.key])) for day in days.values())
    return Plan(**values, tasks=tuple(tasks.values()), days=placed), clashes


def _one(field, base, mine, theirs, clashes):
    if mine in (base, theirs):
        return theirs
    if theirs != base:
        clashes.append(Clash(field, mine, theirs))
        return theirs
    return mine


def _map(prefix, base, mine, theirs, clashes) -> dict[str, str]:
    found = {}
    for key in dict.fromkeys([*theirs, *mine]):
        value = _one(f"{prefix}-{key}", base.get(key, ""), mine.get(key, ""), theirs.get(key, ""), clashes)
        if value:
            found[key] = value
    return found


def _rows(prefix, base, mine, theirs, clashes) -> dict:
    """Rows with keys, in their order with the new ones of mine after what stands before them there. One that was taken out by one
    of the two and changed by the other stays, and is named."""
    bases, mines, thems = ({row.key: row for row in rows} for rows in (base, mine, theirs))
    found = {}
    for key in _woven(list(thems), list(mines)):
        row = _row(prefix, bases.get(key), mines.get(key), thems.get(key), clashes)
        if row is not None:
            found[key] = row
    return found


def _row(prefix, base, mine, theirs, clashes):
    if mine is None or theirs is None:
        left, is_mine_gone = (theirs, True) if mine is None else (mine, False)
        if base is None:
            return left
        if _plain(left) == _plain(base):
            return None
        clashes.append(Clash(f"{prefix}-{base.key}", None if is_mine_gone else left, left if is_mine_gone else None))
        return left
    values = {}
    for each in fields(theirs):
        if each.name in {"key", "items"}:
            continue
        field = f"{prefix}-{theirs.key}-{each.name}"
        values[each.name] = _one(
            field, getattr(base, each.name, None), getattr(mine, each.name), getattr(theirs, each.name), clashes
        )
    return replace(theirs, **values)


def _plain(row: Day | Item | OwnTask):
    return replace(row, items=()) if isinstance(row, Day) else row


def _woven(first: list[str], second: list[str]) -> list[str]:
    """The first list, with what only the second has after what stands before it there."""
    found = list(first)
    before = None
    for key in second:
        if key not in found:
            found.insert(found.index(before) + 1 if before in found else (0 if before is None else len(found)), key)
        before = key
    return found


def _order(base, mine, theirs, days, items, clashes) -> dict[str, list[str]]:
    """Day → its items, in order."""
    orders = [{day.key: [item.key for item in day.items] for day in plan.days} for plan in (base, mine, theirs)]
    shared = set(items).intersection(*({key for keys in order.values() for key in keys} for order in orders))
    plain = [{day: [key for key in keys if key in shared] for day, keys in order.items()} for order in orders]
    plain = [{day: keys for day, keys in order.items() if keys} for order in plain]
    leading, following = orders[2], orders[1]
    if plain[1] != plain[0] and plain[2] == plain[0]:
        leading, following = following, leading
    elif plain[1] not in (plain[0], plain[2]):
        clashes.append(Clash("order", None, None))
    return _seated(leading, following, days, items)


def _seated(leading, following, days, items) -> dict[str, list[str]]:
    homes = {day: [key for key in leading.get(day, []) if key in items] for day in days}
    held = {key for keys in homes.values() for key in keys}
    for day, keys in following.items():
        new = [key for key in keys if key in items and key not in held]
        home = day if day in homes else next(iter(homes))
        woven = _woven(homes[home], [key for key in keys if key in homes[home] or key in new])
        homes[home] = woven
        held |= set(new)
    return homes

"""Our own content checks: what a story must have before people may read it, and whose consent each item needs."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from hub.consent import rules as consents
from hub.stories.enums import Place, Review

ITEMS = ("pictures", "quotes", "recordings")


class Item(NamedTuple):
    """A picture, a quote or a recording (`relation` says which), with how an editor knows it."""

    relation: str
    label: str
    consent: object | None
    row: object


def items_of(story) -> list[Item]:
    return [Item(name, str(row), row.consent, row) for name in ITEMS for row in getattr(story, name).all()]


def may_be_shown(row, day: dt.date) -> bool:
    """Whether a picture, quote or recording may be seen on this site today."""
    return consents.holds(row.consent, day)


def problems(story, *, items: Iterable[Item] | None = None, today: dt.date) -> dict[str, list[str]]:
    """Field name → what is wrong with it, in words for an editor. Empty where the story may be published.

    `items` are those of a form that is not saved yet; otherwise the story's own.
    """
    found: dict[str, list[str]] = {}
    items = items_of(story) if items is None else list(items)
    for field, message in (*_facts(story, today), *_consents(items, today), *_recordings(items)):
        found.setdefault(field, []).append(message)
    return found


def _facts(story, today) -> Iterator[tuple[str, str]]:
    if not story.what_happened:
        yield "what_happened", _("Tell what happened.")
    if story.place_precision == Place.EXACT and not story.place_reason.strip():
        yield "place_reason", _("Say why the exact place may be public, and who agreed.")
    if story.session_date and story.session_date > today:
        yield "session_date", _("This day has not come yet.")
    is_new = not story.first_published_at and not story.go_live_at
    if is_new and story.embargo_until and story.embargo_until <= today:
        yield "embargo_until", _("This day is over. Leave it empty to publish at once.")
    if story.safety_state != Review.OK:
        yield "safety_state", _("A story is published when somebody has looked at its safety and found it good.")


def _consents(items, today) -> Iterator[tuple[str, str]]:
    for item in items:
        wrong = consents.problem(item.label, item.consent, today)
        if wrong:
            yield item.relation, wrong


def _recordings(items) -> Iterator[tuple[str, str]]:
    for item in items:
        if item.relation == "recordings" and not (item.row.long_description and item.row.transcript):
            yield "recordings", _("“%(item)s” needs a long description and a transcript.") % {"item": item.label}

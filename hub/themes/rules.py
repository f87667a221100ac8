"""What the page of a theme or cycle must keep to."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from hub.consent import rules as consents
from hub.consent.models import Consent


def problem_with_key(page, key: str) -> str:
    """Why the page cannot have this key, in words for an editor; empty where it can."""
    others = type(page).objects.filter(key=key).exclude(pk=page.pk)
    if page.translation_key:
        others = others.exclude(translation_key=page.translation_key)
    return _("Another page stands for this already: “%(title)s”.") % {"title": others[0].title} if others else ""


def portraits_in(conversations: list[dict]) -> Iterator[tuple[str | None, dict]]:
    """The key (the same in all languages) and the value of each speaker with a portrait, in conversations as they are
    stored: `portrait` and `consent` are ids."""
    for talk in conversations:
        for key, value in rows_of(talk["value"], "speakers"):
            if value.get("portrait"):
                yield key, value


def rows_of(value: dict, name: str) -> Iterator[tuple[str | None, dict]]:
    """Key and value of each row of a list, as it is stored; older rows have no key."""
    for item in value.get(name) or ():
        yield (item.get("id"), item["value"]) if item.get("type") == "item" else (None, item)


def problems(page, day: dt.date) -> dict[str, list[str]]:
    """Field name → what is wrong with it, in words for an editor. Empty where the page may be published. One query at most."""
    rows = [value for _key, value in portraits_in(page.conversations.get_prep_value()) if not value.get("shows_nobody")]
    held = Consent.objects.in_bulk([value["consent"] for value in rows if value.get("consent")]) if rows else {}
    found = []
    for value in rows:
        label = ": ".join(filter(None, [_("Portrait"), value.get("name", "")]))
        found.append(consents.problem(label, held.get(value.get("consent")), day))
    return {"conversations": list(filter(None, found))} if any(found) else {}

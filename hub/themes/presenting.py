"""Conversations as readers see them: each turn with its speaker and its language."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Exists, Q
from django.utils import timezone

from hub.consent.models import Consent
from hub.consent.rules import SITE
from hub.core.models import HubImage
from hub.themes import rules

COLOURS = ("m-sun", "m-blue", "m-green", "m-pink", "m-violet")


@dataclass(frozen=True)
class Speaker:
    name: str
    bio: str
    image: object | None
    colour: str


@dataclass(frozen=True)
class Turn:
    speaker: Speaker
    text: str
    language: str
    is_foreign: bool  # in another language than the page
    meaning: str


@dataclass(frozen=True)
class Conversation:
    title: str
    note: str
    speakers: list[Speaker]
    turns: list[Turn]


def conversations(page) -> list[Conversation]:
    """The conversations on a page of a theme, with the portraits that may be shown today. With portraits two queries."""
    stored = page.conversations.get_prep_value()
    portraits = _portraits(stored, timezone.localdate())
    return [conversation(talk["value"], page.language, portraits) for talk in stored]


def conversation(value: dict, language: str, portraits: Mapping[int, HubImage] = MappingProxyType({})) -> Conversation:
    """A conversation, as it is stored, on a page in `language`. `portraits`: id → picture, of those that may be shown."""
    speakers = [
        Speaker(each["name"], each.get("bio", ""), portraits.get(each.get("portrait")), COLOURS[at % len(COLOURS)])
        for at, (_key, each) in enumerate(rules.rows_of(value, "speakers"))
    ]
    turns = [_turn(each, speakers, language) for _key, each in rules.rows_of(value, "turns") if each["text"]]
    return Conversation(value["title"], value.get("note", ""), speakers, turns)


def _portraits(stored: list[dict], day: dt.date) -> dict[int, HubImage]:
    """Of a picture that stands for several, each must have a consent that holds."""
    asked: dict[int, set[int | None]] = {}
    for _key, value in rules.portraits_in(stored):
        needed = asked.setdefault(value["portrait"], set())
        if not value.get("shows_nobody"):
            needed.add(value.get("consent"))
    if not asked:
        return {}
    agreed = Consent.objects.valid_on(day, SITE)
    wanted = Q(pk__in=[])
    for image, needed in asked.items():
        wanted |= Q(*(Q(Exists(agreed.filter(pk=consent))) for consent in needed), pk=image)
    return {image.pk: image for image in HubImage.objects.filter(wanted).prefetch_related("renditions")}


def _turn(value, speakers, language) -> Turn:
    at = (value.get("speaker") or 1) - 1
    speaker = speakers[at] if 0 <= at < len(speakers) else Speaker("", "", None, COLOURS[0])
    own = value.get("language") or language
    return Turn(speaker, value["text"], own, own != language, value.get("meaning", "") if own != language else "")

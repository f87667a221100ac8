"""Conversations as readers see them: each turn with its speaker and its language."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

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


def conversation(value, language: str) -> Conversation:
    """A conversation on a page in `language`. With portraits two queries."""
    speakers = [
        Speaker(each["name"], each["bio"], each["portrait"], COLOURS[at % len(COLOURS)])
        for at, each in enumerate(value["speakers"])
    ]
    portraits = [each.image for each in speakers if each.image]
    if portraits:
        prefetch_related_objects(portraits, "renditions")
    turns = [_turn(each, speakers, language) for each in value["turns"] if each["text"]]
    return Conversation(value["title"], value["note"], speakers, turns)


def _turn(value, speakers, language) -> Turn:
    at = (value["speaker"] or 1) - 1
    speaker = speakers[at] if 0 <= at < len(speakers) else Speaker("", "", None, COLOURS[0])
    own = value["language"] or language
    return Turn(speaker, value["text"], own, own != language, value["meaning"] if own != language else "")

"""What a host has told, read and found good: the plain values of which a story is made."""

import json
from dataclasses import asdict, dataclass, field

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

BREAK = SafeString("<br/>")


@dataclass(frozen=True)
class ConsentTold:
    """`state` is one of hub.consent.enums.State; `until` a day as in ISO 8601, or empty."""

    pseudonym: str
    state: str
    scopes: list[str]
    until: str = ""


@dataclass(frozen=True)
class PictureTold:
    image: int
    alt: str
    caption: str
    faces: str
    consent: ConsentTold


@dataclass(frozen=True)
class QuoteTold:
    text: str
    credit: str
    consent: ConsentTold


@dataclass(frozen=True)
class ActivityTold:
    page: int
    minutes: int | None
    what_changed: str


@dataclass(frozen=True)
class Told:
    """`facts`: field of the story → value, as JSON has it (days in ISO 8601, rich text as HTML)."""

    language: str
    facts: dict
    activities: list[ActivityTold] = field(default_factory=list)
    pictures: list[PictureTold] = field(default_factory=list)
    quotes: list[QuoteTold] = field(default_factory=list)
    free_words: list[str] = field(default_factory=list)  # free words, in the story's language

    def as_json(self) -> dict:
        return json.loads(json.dumps(asdict(self), cls=DjangoJSONEncoder))

    @property
    def words(self) -> str:
        """By which the same story sent twice is known."""
        return "\n".join([self.facts["title"], self.facts["summary"], self.facts["what_happened"]])


def as_rich(text: str) -> str:
    """Typed text as paragraphs; nothing in it is taken for markup."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    lines = (format_html_join(BREAK, "{}", ((line,) for line in part.split("\n"))) for part in paragraphs)
    return str(format_html_join("", "<p>{}</p>", ((line,) for line in lines)))

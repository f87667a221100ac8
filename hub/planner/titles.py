"""What a line of a plan is called."""

from django.utils.translation import pgettext

from hub.planner.facts import Fact
from hub.planner.plans.document import Item, Kind


def title_of(item: Item, fact: Fact | None) -> str:
    """The host's own title, else the activity's, else the one that it had when it was put in, else what kind it is."""
    return item.title or (fact.page.title if fact else item.named) or untitled(item.kind)


def untitled(kind: Kind) -> str:
    return {
        Kind.BREAK: pgettext("line of a plan", "Break"),
        Kind.BUFFER: pgettext("line of a plan", "Time to spare"),
        Kind.ACTIVITY: pgettext("line of a plan", "Activity"),
        Kind.OWN: pgettext("line of a plan", "Something of our own"),
    }[kind]


def isolated(words: str) -> str:
    """Words of any script that stand whole inside a sentence of another, whichever way either runs."""
    return f"\u2068{words}\u2069"

"""What features tell of the things that rest on a consent: a feature connects to both, and knows where its things lie."""

from collections import Counter
from dataclasses import dataclass, field

from django.dispatch import Signal


@dataclass(frozen=True)
class Covered:
    """One thing on one page in one language. `address` is empty where readers cannot see the page."""

    kind: str
    words: str
    title: str
    language: str
    address: str
    page_id: int


@dataclass(frozen=True)
class Removed:
    """Place (see `enums.Where`) → how many; pictures that nothing else may use any more."""

    counts: Counter = field(default_factory=Counter)
    pictures: frozenset[int] = frozenset()


covering = Signal()  # sender: Consent; consents: a list. A receiver returns {consent's pk: [Covered, …]}
leaving = (
    Signal()
)  # sender: Consent; consent. A receiver takes everything out, in the same transaction: returns Removed

"""What features tell of the things that rest on a consent: a feature connects to both, and knows where its things lie."""

from dataclasses import dataclass

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


covering = Signal()  # sender: Consent; consents: a list. A receiver returns {consent's pk: [Covered, …]}
resting = Signal()  # sender: Consent; consent. A receiver returns the ids of the pictures that rest on it
needing = Signal()  # sender: Consent; consent, pictures: ids. A receiver returns those that another valid one carries
# sender: Consent; consent, pictures: ids that nothing may use any more. A receiver takes out what rests on the consent or
# on these pictures, in the same transaction: returns a Counter of where (see `enums.Where`).
leaving = Signal()

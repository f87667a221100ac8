"""What whom may see of an application. Everything that shows, prints, exports or hands out asks here."""

from dataclasses import dataclass

from hub.calls import rounds_of
from hub.calls.enums import Sees
from hub.calls.models import CallPage, Round
from hub.calls.questions import Question


@dataclass(frozen=True)
class Sight:
    """`is_blind`: nothing that tells who it is. Only staff ever see how somebody is reached, and what she wrote to us."""

    is_staff: bool
    is_blind: bool

    def sees(self, question: Question) -> bool:
        if self.is_staff:
            return True
        return Sees.REVIEWERS in question.visible_to and not (self.is_blind and question.is_identifying)

    @property
    def sees_name(self) -> bool:
        return self.is_staff or not self.is_blind

    @property
    def sees_contact(self) -> bool:
        return self.is_staff


STAFF = Sight(is_staff=True, is_blind=False)


def reviewers_sight(page: CallPage | None) -> Sight:
    """Where nobody can say any more whether they read blind, they do."""
    return Sight(is_staff=False, is_blind=page is None or page.is_blind)


def reviewers_sight_of(round_: Round) -> Sight:
    return reviewers_sight(rounds_of.page_of(round_))

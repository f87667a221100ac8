"""The log of who opened what is personal: who, when and what, never what it says."""

from hub.calls.enums import Opened
from hub.calls.models import Application, Opening, Round
from hub.core.models import User


def note(*, what: Opened, user: User, application: Application | None = None, round_: Round | None = None, number=1):
    """Of one application, or of a whole round."""
    Opening.objects.create(
        round_id=application.round_id if application else round_.pk,
        reference=application.reference if application else "",
        what=what,
        user=user,
        number=number,
    )

"""Work that nobody should wait for in the admin. Tasks take ids only and can be run again."""

from uuid import UUID

from hub.background.tasks import task
from hub.calls import letters


@task
def tell_decided(round_id: UUID) -> None:
    """Letters to all of a round who were decided on."""
    letters.tell_decided(round_id)

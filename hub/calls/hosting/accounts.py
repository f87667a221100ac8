"""A host account: made by whoever wants one, with a link that is shown once and goes to no address. Nobody needs it."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.db import transaction

from hub.calls.hosting.sessions import hosting_of
from hub.calls.models import Application, Hosting
from hub.core.models import User
from hub.people import invitations
from hub.people.enums import InvitationState, Role
from hub.people.models import Invitation

AGAIN = (InvitationState.WAITING, InvitationState.EXPIRED)


class HasAccountError(Exception):
    """An account was made from this application already."""


@transaction.atomic
def link(*, application: Application, link_to: Callable[[str], str]) -> str:
    """A link of an invitation; the one before it stops working. Raises NotHostingError, HasAccountError."""
    hosting = hosting_of(application)
    held = hosting.application
    if hosting.host or (held.invitation and held.invitation.state == InvitationState.USED):
        raise HasAccountError
    if held.invitation and held.invitation.state in AGAIN:
        return invitations.renew(invitation=held.invitation, by=None, link_to=link_to)
    hosts, _is_new = Group.objects.get_or_create(name=Role.HOSTS)
    held.invitation, made = invitations.invite(by=None, groups=[hosts], language=held.language, link_to=link_to)
    held.save(update_fields=["invitation"])
    return made


@transaction.atomic
def connect(*, application: Application, user: User) -> None:
    """Somebody who is signed in sees this hosting without the code from now on. Raises NotHostingError, HasAccountError."""
    hosting = hosting_of(application)
    if hosting.host_id not in (None, user.pk):
        raise HasAccountError
    hosting.host = user
    hosting.save(update_fields=["host"])
    if hosting.application.invitation:
        invitations.withdraw(invitation=hosting.application.invitation, by=None)


@transaction.atomic
def joined(*, user: User) -> None:
    """Somebody has followed the link: the hosting is hers."""
    used = Invitation.objects.filter(used_by=user)
    for application in Application.objects.whole().filter(invitation__in=used):
        Hosting.objects.update_or_create(application=application, defaults={"host": user})


def hostings_of(user: User):
    """Of somebody who is signed in."""
    found = Hosting.objects.filter(host=user, application__anonymised_at=None) if user.is_authenticated else None
    return found.select_related("application__round").order_by("-pk") if found is not None else Hosting.objects.none()

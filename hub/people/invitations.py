"""Inviting people and taking them in. A link is 256 random bits, kept as a hash, good for a week and for one account."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from hub.core.models import User
from hub.mail import services as mail
from hub.people.events import joined
from hub.people.models import Invitation

GOOD_FOR = dt.timedelta(days=7)


class InvitationOverError(Exception):
    """There is no such invitation, or it is used, withdrawn or too old. Which of these, nobody is told."""


class NameTakenError(Exception):
    """Somebody has that sign-in name."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    by: User | None,
    groups: list[Group],
    language: str,
    languages: list[str] = (),
    address: str = "",
    note: str = "",
    link_to: Callable[[str], str],
) -> tuple[Invitation, str]:
    """A new invitation and its link, which `link_to` makes of the token. With an address, a letter brings it there too.

    `by` is nobody where somebody asks for her own.
    """
    _forget_old_addresses()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=_hash(token),
        language=language,
        languages=list(languages),
        address=address,
        note=note,
        made_by=by,
        expires_at=timezone.now() + GOOD_FOR,
    )
    invitation.groups.set(groups)
    log(instance=invitation, action="people.invite", user=by)
    link = link_to(token)
    _post(invitation, link, key=token)
    return invitation, link


@transaction.atomic
def renew(*, invitation: Invitation, by: User | None, link_to: Callable[[str], str]) -> str:
    """A new link in place of the old one, which stops working."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.used_at or locked.withdrawn_at:
        raise InvitationOverError
    token = secrets.token_urlsafe(32)
    locked.token_hash, locked.expires_at = _hash(token), timezone.now() + GOOD_FOR
    locked.save(update_fields=["token_hash", "expires_at"])
    log(instance=locked, action="people.renew_invitation", user=by)
    link = link_to(token)
    _post(locked, link, key=token)
    return link


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User | None) -> None:
    """Ends an invitation; one that is used or withdrawn already stays as it is."""
    waiting = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if waiting.update(withdrawn_at=timezone.now(), address=""):
        log(instance=invitation, action="people.withdraw_invitation", user=by)


def find(token: str) -> Invitation:
    """The invitation that can be followed with this token."""
    invitation = Invitation.objects.open().filter(token_hash=_hash(token)).first()
    if invitation is None:
        raise InvitationOverError
    return invitation


def made_from(token: str) -> User | None:
    """Whose account came of this token already: for one who sends the form twice."""
    used = Invitation.objects.filter(token_hash=_hash(token)).exclude(used_by=None).select_related("used_by").first()
    return used.used_by if used else None


@transaction.atomic
def accept(*, token: str, username: str, chosen_name: str, password: str) -> User:
    """Makes the account, in its groups, and tells the house."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if invitation is None or not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise InvitationOverError
    user = User(username=username, chosen_name=chosen_name, email=invitation.address)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise NameTakenError from error
    user.groups.set(invitation.groups.all())
    if invitation.address and not EmailAddress.objects.filter(email__iexact=invitation.address).exists():
        EmailAddress.objects.create(user=user, email=invitation.address.lower(), primary=True, verified=True)
    invitation.used_at, invitation.used_by, invitation.address = timezone.now(), user, ""
    invitation.save(update_fields=["used_at", "used_by", "address"])
    joined.send(sender=Invitation, user=user, languages=invitation.languages)
    return user


def _post(invitation: Invitation, link: str, *, key: str) -> None:
    if not invitation.address:
        return
    mail.post(
        to_address=invitation.address,
        language=invitation.language,
        subject=_("An invitation"),
        text=lambda: render_to_string("people/invitation.txt", {"link": link, "days": GOOD_FOR.days}),
        key=f"invitation:{_hash('letter' + key)}",
    )


def _forget_old_addresses() -> None:
    Invitation.objects.filter(expires_at__lte=timezone.now()).exclude(address="").update(address="")

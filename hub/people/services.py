"""Writes to accounts: signing out everywhere, a new way in, leaving."""

import secrets

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from hub.core.models import User
from hub.mail import services as mail


class LastAdministratorError(Exception):
    """Without her, nobody could manage the hub."""


@transaction.atomic
def sign_out_everywhere(*, user: User) -> None:
    """Every session of hers ends, the one that asks included."""
    user.session_mark = secrets.token_hex(16)
    user.save(update_fields=["session_mark"])


@transaction.atomic
def make_reset_key(*, user: User, by: User, without_second_factor: bool) -> tuple[str, str]:
    """What the address of a link that sets a new password consists of (works once, for a day); the log says who made it.

    `without_second_factor`: her lost one is forgotten, all her sessions end, and she sets up a new one.
    """
    if without_second_factor:
        forget_second_factor(user=user, by=by)
    log(instance=user, action="people.reset_link", user=by)
    return user_pk_to_url_str(user), default_token_generator.make_token(user)


@transaction.atomic
def forget_second_factor(*, user: User, by: User | None = None) -> int:
    """How many were forgotten, recovery codes included."""
    number, _rows = Authenticator.objects.filter(user=user).delete()
    sign_out_everywhere(user=user)
    log(instance=user, action="people.forget_second_factor", user=by)
    if user.email:
        words = _(
            "Staff have removed your second factor, because somebody said that you lost it. Please set up a new one."
        )
        mail.post(to_user=user, subject=_("Your account"), text=words, key=f"second-factor:{secrets.token_hex(16)}")
    return number


@transaction.atomic
def delete_account(*, user: User) -> None:
    """Removes a person. What she has published stays, without her name."""
    if user.is_superuser:
        others = User.objects.select_for_update().filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
        if not others.exists():
            raise LastAdministratorError
    user.delete()


def mark_seen(*, session) -> None:
    """Notes when a session began to be signed in: it ends a fixed time after that."""
    session["signed_in_at"] = int(timezone.now().timestamp())

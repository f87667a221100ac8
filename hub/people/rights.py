"""Who must and may what with people. Every right is a permission; no code asks for the name of a group."""

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from hub.core.models import User

ENTER_THE_ADMIN = "wagtailadmin.access_admin"
MANAGE_PEOPLE = "core.change_user"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for one

_further_reasons: list[Callable[[User], bool]] = []


def may_manage_people(user: User) -> bool:
    """Inviting, giving roles, handing out new ways in."""
    return user.is_active and user.has_perm(MANAGE_PEOPLE)


def second_factor_also_for(reason: Callable[[User], bool]) -> None:
    """An app above adds its own reason why somebody needs a second factor."""
    if reason not in _further_reasons:
        _further_reasons.append(reason)


def may_choose(user: User) -> bool:
    """Picking pages, pictures and things in the admin, and so reading the titles and names of all of them: whoever changes
    pages, files or things. Wagtail asks only whether somebody enters the admin."""
    if not user.is_active or user.is_superuser:
        return user.is_active
    rights = (right for right in user.get_all_permissions() if not right.startswith("hub_translation."))
    return any(re.search(r"\.(add|change|publish)_", right) for right in rights) or _works_on_pages_or_files(user)


def needs_second_factor(user: User) -> bool:
    """Whoever enters the admin and may do anything there by a permission, or for a reason of another app.

    That is all who can publish or see what is personal. Translators whose texts are published by others need none.
    """
    if not (user.is_active and user.has_perm(ENTER_THE_ADMIN)):
        return False
    if user.is_superuser or user.get_all_permissions() - {ENTER_THE_ADMIN}:
        return True
    return _works_on_pages_or_files(user) or any(reason(user) for reason in _further_reasons)


def _works_on_pages_or_files(user: User) -> bool:
    groups = user.groups.all()
    return any(
        grants.objects.filter(group__in=groups).exists() for grants in (GroupPagePermission, GroupCollectionPermission)
    )


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def must_enrol(user: User) -> bool:
    """Whether somebody may do nothing before she has set up a second factor."""
    return settings.HUB_SECOND_FACTOR == "required" and not has_second_factor(user) and needs_second_factor(user)


def may_remove(authenticator: Authenticator) -> bool:
    """The last second factor of somebody who needs one stays, until there is another."""
    if settings.HUB_SECOND_FACTOR != "required" or not needs_second_factor(authenticator.user):
        return True
    others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
    return others.exclude(pk=authenticator.pk).exists()

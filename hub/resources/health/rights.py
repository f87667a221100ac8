"""Who hears of links and may have them looked at: editors and moderators, by a permission."""

from hub.core.models import User
from hub.resources.models import LinkLettersOff

CHANGE = "resources.change_link"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def may_see(user) -> bool:
    return user.is_active and user.has_perm(CHANGE)


def readers() -> list[User]:
    """Who is written to: whoever has the right and has not switched these letters off; superusers only where nobody else has
    the right."""
    people = User.objects.with_perm(CHANGE, include_superusers=False, backend=MODEL_BACKEND).order_by("pk")
    if not people:
        people = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    off = set(LinkLettersOff.objects.values_list("user_id", flat=True))
    return [person for person in people if person.pk not in off]

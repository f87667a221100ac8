from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    USED = "used", _("Used")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Role(models.TextChoices):
    """The groups that hub_people's migrations make, by name. docs/roles.md says who may what."""

    EDITORS = "Editors", _("Editors")
    MODERATORS = "Moderators", _("Moderators")
    TRANSLATORS = "Translators", _("Translators")
    REVIEWERS = "Reviewers", _("Reviewers")
    HOSTS = "Hosts", _("Hosts")


def role_name(group_name: str) -> str:
    """A group's name in the reader's language, as far as it is one of ours."""
    return Role(group_name).label if group_name in Role.values else group_name

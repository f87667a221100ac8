from django.db import models
from django.utils.translation import gettext_lazy as _


class TileState(models.TextChoices):
    WAITING = "waiting", _("tiles are waiting to be made")
    MADE = "made", _("ready")
    FAILED = "failed", _("tiles could not be made")

from django.db import models
from django.utils import timezone


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those that somebody can still follow."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

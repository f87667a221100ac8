import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone


class WorkerQuerySet(models.QuerySet):
    def alive(self):
        """Those who have given a sign of life of late and have not said goodbye."""
        silent = timezone.now() - dt.timedelta(seconds=settings.HUB_WORKER_SILENCE_SECONDS)
        return self.filter(ended_at=None, seen_at__gt=silent)

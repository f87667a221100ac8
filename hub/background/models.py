from django.db import models

from hub.background.querysets import WorkerQuerySet


class Worker(models.Model):
    """A process that does background work, and when it last gave a sign of life. Written by hub.background.services."""

    key = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was stopped in good order.")

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "worker"

    def __str__(self):
        return self.key

from django.db import models


class ContentVersion(models.Model):
    """One row: a token that changes whenever anything that readers see has changed. Every cache key contains it."""

    token = models.CharField(max_length=32)

    def __str__(self):
        return self.token

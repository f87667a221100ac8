from django.db import models
from django.db.models import Q
from django.utils import timezone


class SearchDocumentQuerySet(models.QuerySet):
    def unexpired(self):
        """Documents whose page has not come to its end, whether or not Wagtail has taken it down yet."""
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()))

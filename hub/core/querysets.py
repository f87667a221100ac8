"""Reads. Who may see a page is said here once; every public view starts from it."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import PageQuerySet


def begun() -> Q:
    """Pages whose day has come: one that waits for its day is read by nobody, whatever else is said of it."""
    return Q(go_live_at__isnull=True) | Q(go_live_at__lte=timezone.now())


class HubPageQuerySet(PageQuerySet):
    def visible(self):
        """Pages that anybody may read: live, not private, their day come, and really written in their language (no alias)."""
        return self.live().public().filter(begun(), alias_of__isnull=True)

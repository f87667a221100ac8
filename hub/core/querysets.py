"""Reads. Who may see a page is said here once; every public view starts from it."""

from wagtail.models import PageQuerySet


class HubPageQuerySet(PageQuerySet):
    def visible(self):
        """Pages that anybody may read: live, not private, and really written in their language (no alias)."""
        return self.live().public().filter(alias_of__isnull=True)

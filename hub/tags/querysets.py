from django.db import models
from django.db.models import Count, Q
from wagtail.models import Page

from hub.core.querysets import HubPageQuerySet

ON_A_PAGE = Q(items__content_object__alias_of__isnull=True)


class WordQuerySet(models.QuerySet):
    def with_uses(self):
        """Adds `uses`: on how many pages, drafts too, a word stands."""
        return self.annotate(uses=Count("items", filter=ON_A_PAGE, distinct=True))

    def readable(self, language: str):
        """The words of a language that stand on pages that anybody may read, with `read`: on how many. What hosts have sent
        in and nobody has accepted is not among them. Asks at once which pages are not for everybody."""
        found = self.filter(language=language, items__content_object__in=HubPageQuerySet(Page).visible())
        return found.annotate(read=Count("items", distinct=True))

    def most_used(self, language: str):
        """As `readable`, those on most pages first."""
        return self.readable(language).order_by("-read", "name")

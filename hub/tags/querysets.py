from django.db import models
from django.db.models import Count, Q

ON_A_PAGE = Q(items__content_object__alias_of__isnull=True)
READABLE = ON_A_PAGE & Q(items__content_object__live=True)


class WordQuerySet(models.QuerySet):
    def with_uses(self):
        """Adds `uses`: on how many pages, drafts too, a word stands."""
        return self.annotate(uses=Count("items", filter=ON_A_PAGE, distinct=True))

    def most_used(self, language: str):
        """The words of a language that stand on published pages, those on most of them first."""
        counted = self.filter(language=language).annotate(read=Count("items", filter=READABLE, distinct=True))
        return counted.filter(read__gt=0).order_by("-read", "name")

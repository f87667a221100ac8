from django.db import models


class WorkQuerySet(models.QuerySet):
    def in_languages(self, codes):
        return self.filter(locale__language_code__in=codes)

    def waiting(self):
        """What somebody has work with: everything but originals and what is checked and current."""
        return self.exclude(state__in=["original", "checked"])

from django.db import models

from hub.mail.enums import OPEN


class LetterQuerySet(models.QuerySet):
    def due(self, now):
        """What may be taken up now, the oldest first; a letter whose sender was broken off is due again."""
        return self.filter(state__in=OPEN, due_at__lte=now).order_by("due_at", "pk")

    def counted(self):
        """Dictionaries of state, error, how many letters, and the last day of them. No text, no person."""
        rows = self.values("state", "error").annotate(letters=models.Count("pk"), last_day=models.Max("day"))
        return rows.order_by("state", "error")

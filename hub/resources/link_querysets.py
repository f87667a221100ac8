from django.db import models

from hub.resources.link_states import BROKEN, FAILING


class LinkQuerySet(models.QuerySet):
    def due(self, now):
        """Those that want to be looked at, the longest waiting first."""
        return self.filter(next_check_at__lte=now).order_by("next_check_at", "pk")

    def failing(self):
        """Found wrong twice, days apart: what editors hear of."""
        return self.filter(state__in=FAILING, confirmed_at__isnull=False)

    def broken(self):
        """What readers are told of as well; a suspicion alone is not shown to them."""
        return self.failing().filter(state__in=BROKEN)

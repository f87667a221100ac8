import datetime as dt

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from hub.consent.enums import State


class ConsentQuerySet(models.QuerySet):
    def valid_on(self, day: dt.date, scope: str):
        """Consents that hold on this day for this use: given, neither withdrawn nor over. Unsure is no consent."""
        reaching = self.alias(reach=Cast("scopes", models.TextField())).filter(reach__contains=f'"{scope}"')
        return reaching.filter(Q(until__isnull=True) | Q(until__gte=day), state=State.GIVEN, withdrawn_on__isnull=True)

    def ending_by(self, day: dt.date, *, today: dt.date):
        """Given ones that hold today and are over after `day` at the latest."""
        return self.filter(state=State.GIVEN, withdrawn_on__isnull=True, until__gte=today, until__lte=day)

    def over(self, today: dt.date):
        return self.filter(state=State.GIVEN, withdrawn_on__isnull=True, until__lt=today)

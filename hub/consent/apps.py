import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "hub.consent"
    label = "hub_consent"
    verbose_name = _("Consents")

    def ready(self):
        from hub.background import rounds
        from hub.consent import services, signals

        signals.connect()
        rounds.register("consents", every=dt.timedelta(days=1), do=services.go_round)

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandbookConfig(AppConfig):
    name = "hub.handbook"
    verbose_name = _("Handbook")

    def ready(self):
        from hub.background import rounds
        from hub.core import doors
        from hub.handbook import chores, signals

        signals.connect()
        doors.register("handbook", _("Handbook"), "handbook/")
        rounds.register("handbook files", every=dt.timedelta(minutes=10), do=chores.build_files)

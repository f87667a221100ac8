import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "hub.resources"
    verbose_name = _("Resources")

    def ready(self):
        from hub.background import rounds
        from hub.core import doors
        from hub.resources import chores, reading, signals
        from hub.resources.health import sources

        signals.connect()
        doors.register("resources", _("Resources"), "resources/")
        sources.register(reading.addresses)
        rounds.register("links", every=dt.timedelta(minutes=10), do=chores.look_at_links)
        rounds.register("resources_told", every=dt.timedelta(days=1), do=chores.forget_told)

import datetime as dt

from django.apps import AppConfig
from django.core.checks import Tags, register


class BackgroundConfig(AppConfig):
    name = "hub.background"
    label = "hub_background"
    verbose_name = "Background work"

    def ready(self):
        from hub.background import checks, chores, rounds, services

        register(checks.worker_is_seen, Tags.database, deploy=True)
        rounds.register("scheduled pages", every=dt.timedelta(minutes=15), do=chores.publish_scheduled)
        rounds.register("media", every=dt.timedelta(days=1), do=chores.mend_media)
        rounds.register("old tasks", every=dt.timedelta(hours=1), do=lambda _is_stopping: services.prune())

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlannerConfig(AppConfig):
    name = "hub.planner"
    verbose_name = _("Planner")

    def ready(self):
        from hub.background import rounds
        from hub.core import doors
        from hub.planner import chores, signals

        signals.connect()
        doors.register("plan", _("Session plan"), "plan/")
        doors.register("toolkit", _("My toolkit"), "toolkit/")
        doors.register("agendas", _("Sample agendas"), "agendas/")
        doors.register("offline", _("Take the library along"), "offline/")
        rounds.register("kept plans", every=dt.timedelta(hours=1), do=chores.wipe_plans)
        rounds.register("offline packs", every=dt.timedelta(hours=1), do=chores.build_packs)

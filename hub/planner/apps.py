from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlannerConfig(AppConfig):
    name = "hub.planner"
    verbose_name = _("Planner")

    def ready(self):
        from hub.planner import signals

        signals.connect()

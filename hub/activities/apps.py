from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "hub.activities"
    verbose_name = _("Activities")

    def ready(self):
        from hub.activities import signals
        from hub.core import doors

        signals.connect()
        doors.register("activities", _("Activities"), "activities/")

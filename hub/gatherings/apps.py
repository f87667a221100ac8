from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    name = "hub.gatherings"
    verbose_name = _("Gatherings")

    def ready(self):
        from hub.core import doors, happening
        from hub.gatherings import reading

        doors.register("gatherings", _("Gatherings"), "gatherings/")
        happening.register("gatherings", reading.happening)

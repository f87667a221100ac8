from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "hub.core"
    verbose_name = "Foundation"

    def ready(self):
        from hub.core import checks, doors, signals

        register(checks.sealing_keys_are_keys)
        signals.connect()
        doors.register("search", _("Search the whole hub"), "search/")
        doors.register("account", _("The desk of those who look after the hub"), "account/login/")

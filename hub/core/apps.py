from django.apps import AppConfig
from django.core.checks import register


class CoreConfig(AppConfig):
    name = "hub.core"
    verbose_name = "Foundation"

    def ready(self):
        from hub.core import checks, signals

        register(checks.sealing_keys_are_keys)
        signals.connect()

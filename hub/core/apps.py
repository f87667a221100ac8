from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    verbose_name = "Foundation"

    def ready(self):
        from hub.core import signals

        signals.connect()

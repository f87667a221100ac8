from django.apps import AppConfig


class DrawingsConfig(AppConfig):
    name = "hub.drawings"
    label = "hub_drawings"
    verbose_name = "Large drawings"

    def ready(self):
        from hub.drawings import signals

        signals.connect()

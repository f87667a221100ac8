from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "hub.moderation"
    verbose_name = _("Moderation")

    def ready(self):
        from hub.moderation import signals

        signals.connect()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "hub.themes"
    verbose_name = _("Themes")

    def ready(self):
        from hub.core import doors
        from hub.themes import signals

        signals.connect()
        doors.register("themes", _("Themes"), "themes/")

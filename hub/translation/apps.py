from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "hub.translation"
    label = "hub_translation"
    verbose_name = _("Translation")

    def ready(self):
        from hub.people.rights import second_factor_also_for
        from hub.translation import rights, signals

        signals.connect()
        second_factor_also_for(rights.publishes_somewhere)

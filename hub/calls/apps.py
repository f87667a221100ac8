import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "hub.calls"
    verbose_name = _("Calls")

    def ready(self):
        from hub.background import rounds
        from hub.calls import keeping, letters, reading, signals
        from hub.calls.applying import dropping
        from hub.core import doors, happening
        from hub.mail import services

        signals.connect()
        happening.register("calls", reading.happening)
        doors.register("calls", _("Calls"), "calls/")
        services.register_holder(letters.HOLDER, letters.address_of)
        rounds.register(
            "drafts of applications",
            every=dt.timedelta(days=1),
            do=lambda _is_stopping: dropping.drop_old_drafts() and None,
        )
        rounds.register("applications", every=dt.timedelta(days=1), do=keeping.go_round)

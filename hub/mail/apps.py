import datetime as dt

from django.apps import AppConfig
from django.core.checks import register


class MailConfig(AppConfig):
    name = "hub.mail"
    label = "hub_mail"
    verbose_name = "Letters"

    def ready(self):
        from hub.background import rounds
        from hub.mail import checks, sending

        register(checks.mail_server_is_set, deploy=True)
        rounds.register("letters", every=dt.timedelta(seconds=20), do=sending.go_round)

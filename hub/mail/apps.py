from django.apps import AppConfig
from django.core.checks import register


class MailConfig(AppConfig):
    name = "hub.mail"
    label = "hub_mail"
    verbose_name = "Letters"

    def ready(self):
        from hub.mail import checks

        register(checks.mail_server_is_set, deploy=True)

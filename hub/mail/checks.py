from django.core.checks import Warning

from hub.mail import services


def mail_server_is_set(app_configs, **kwargs) -> list[Warning]:
    if services.can_send():
        return []
    hint = "Set HUB_EMAIL_URL and HUB_EMAIL_FROM. See docs/mail.md."
    return [Warning("No mail server is set, so letters wait.", hint=hint, id="hub_mail.W001")]

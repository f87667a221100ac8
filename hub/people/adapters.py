"""What allauth asks of us: letters through the outbox, no address of anybody's machine, our own words."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.core import languages
from hub.mail import services as mail
from hub.people import limits, rights, sealing

WRONG = _("The name or the password is not right.")
WRONG_CODE = _("This code is not right. Please wait for the next one and try again.")
SLOWLY = _("Too many tries. Please wait a few minutes.")
ENTRY_WORDS = {
    "email_password_mismatch": WRONG,
    "username_password_mismatch": WRONG,
    "invalid_login": WRONG,
    "incorrect_password": _("The password is not right."),
    "enter_current_password": _("The password is not right."),
    "too_many_login_attempts": SLOWLY,
    "rate_limited": SLOWLY,
    "duplicate_email": _("This is your address already."),
    "same_as_current": _("This is your address already."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **ENTRY_WORDS}

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """What stands for the visitor's network until midnight; the address itself goes no further than here."""
        from allauth.core.internal.httpkit import get_client_ip

        return limits.blurred(limits.network_of(get_client_ip(request) or "unknown"))

    def get_http_user_agent(self, request):
        return ""

    def _get_login_attempts_cache_key(self, request, **credentials):
        typed = credentials.get("email") or credentials.get("username") or ""
        return limits.blurred(typed.lower())

    def get_login_redirect_url(self, request):
        may_enter = request.user.has_perm(rights.ENTER_THE_ADMIN)
        return reverse("wagtailadmin_home" if may_enter else "account_home")

    def get_logout_redirect_url(self, request):
        return reverse("account_login")

    def get_password_change_redirect_url(self, request):
        return reverse("account_home")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("account_home")

    def send_mail(self, template_prefix, email, context):
        """Into the outbox; a letter for an address that nobody has is not kept."""
        context = {**context, "user": context.get("user"), "email": email}
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        text = render_to_string(f"{template_prefix}_message.txt", context)
        with transaction.atomic():
            mail.post(
                to_address=email,
                language=languages.current(),
                subject=subject.strip(),
                text=text.strip(),
                key=f"account:{secrets.token_hex(16)}",
            )
            if template_prefix == "account/email/unknown_account":
                transaction.set_rollback(True)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tells the owner that something about her account has changed. The template says what; a letter to nobody is none."""
        address = email or user.email
        if address:
            self.send_mail(template_prefix, address, {**(context or {}), "user": user})


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("You need a second factor. Set up another one before you remove this one."),
    }

    def _get_user_identifier(self, user):
        return user.get_username()

    def _get_site_name(self):
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text):
        return sealing.seal(text)

    def decrypt(self, encrypted_text):
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        return rights.may_remove(authenticator)

    def generate_authenticator_name(self, user, type):
        return str(_("My key"))

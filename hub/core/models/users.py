from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who signs in. No legal name is ever required."""

    chosen_name = models.CharField(
        _("chosen name"), max_length=80, blank=True, help_text=_("The name under which others see you here.")
    )
    password_is_one_time = models.BooleanField(_("the password must be changed"), default=False, editable=False)

    session_mark = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_full_name(self):
        return self.chosen_name or super().get_full_name()

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.password_is_one_time = False

    def _get_session_auth_hash(self, secret=None):
        """Of the password, as Django has it, and of the mark, so that a new mark ends every session."""
        salt = "hub.core.models.User.get_session_auth_hash"
        return salted_hmac(salt, f"{self.password}:{self.session_mark}", secret=secret, algorithm="sha256").hexdigest()

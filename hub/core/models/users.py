from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who signs in. No legal name is ever required."""

    chosen_name = models.CharField(
        _("chosen name"), max_length=80, blank=True, help_text=_("The name under which others see you here.")
    )
    password_is_one_time = models.BooleanField(_("the password must be changed"), default=False, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_full_name(self):
        return self.chosen_name or super().get_full_name()

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.password_is_one_time = False

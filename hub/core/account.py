"""Staff's own page in the admin: how it looks and what it is called for them. How one signs in is for the hub's account page."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)

from hub.core.models import User


class ChosenNameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["chosen_name"]


class ChosenNamePanel(NameEmailSettingsPanel):
    form_class = ChosenNameForm


class NothingForm(forms.Form):
    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, **kwargs)

    def save(self):
        pass


class SignInPanel(BaseSettingsPanel):
    """Leads to the account page, where password, address and second factor are."""

    name = "sign_in"
    title = _("Signing in")
    order = 500
    template_name = "core/sign_in_panel.html"
    form_class = NothingForm


REPLACED = (NameEmailSettingsPanel, AvatarSettingsPanel, ChangePasswordPanel)


class OwnAccountView(AccountView):
    def get_panels(self):
        panels = super().get_panels()
        request, user, profile = self.request, self.request.user, panels[0].profile
        kept = [panel for panel in panels if not isinstance(panel, REPLACED)]
        return [ChosenNamePanel(request, user, profile), *kept, SignInPanel(request, user, profile)]

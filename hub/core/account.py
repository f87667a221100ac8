"""Staff's own account page: a chosen name in place of a legal one, no picture, the password first where it must be set."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, ChangePasswordPanel, NameEmailSettingsPanel

from hub.core.models import User


class ChosenNameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["chosen_name", "email"]


class ChosenNamePanel(NameEmailSettingsPanel):
    form_class = ChosenNameForm


class OwnPasswordForm(PasswordChangeForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new_password1") and cleaned["new_password1"] == cleaned.get("old_password"):
            self.add_error("new_password1", _("This is the password you have now. Please think of another one."))
        return cleaned


class OwnPasswordPanel(ChangePasswordPanel):
    form_class = OwnPasswordForm


REPLACED = (NameEmailSettingsPanel, AvatarSettingsPanel, ChangePasswordPanel)


class OwnAccountView(AccountView):
    def get_panels(self):
        panels = super().get_panels()
        request, user, profile = self.request, self.request.user, panels[0].profile
        password = OwnPasswordPanel(request, user, profile)
        if user.password_is_one_time:
            return [password]
        kept = [panel for panel in panels if not isinstance(panel, REPLACED)]
        return [ChosenNamePanel(request, user, profile), *kept, password]

    def post(self, request):
        was_one_time = request.user.password_is_one_time
        response = super().post(request)
        if was_one_time and not request.user.password_is_one_time:
            return redirect("wagtailadmin_home")
        return response

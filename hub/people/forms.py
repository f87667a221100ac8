"""What people type about themselves. Fields that allauth makes are given our words here."""

import time

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hub.core import languages
from hub.core.models import User
from hub.people.enums import Role, role_name

LENGTH = _("At least 12 characters. A few words that belong to nobody but you are best.")
CODE = _("Code")
CODE_HELP = _("Six digits from your app, or a recovery code.")


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Sign-in name or e-mail address")
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        self.fields["password"].label, self.fields["password"].help_text = _("Password"), ""


class OwnPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]  # it can be shown instead
        self.fields["oldpassword"].label, self.fields["oldpassword"].help_text = _("Your password now"), ""
        self.fields["password1"].label, self.fields["password1"].help_text = _("New password"), LENGTH

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", _("This is the password you have now. Please think of another one."))
        return cleaned


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label, self.fields["password1"].help_text = _("New password"), LENGTH


class ForgottenForm(ResetPasswordForm):
    """Takes as long for an address that nobody has as for one that is known."""

    AT_LEAST = 0.2  # seconds; far more than either takes by itself

    def __init__(self, *args, **kwargs):
        self.began = time.monotonic()
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def save(self, request, **kwargs):
        email = super().save(request, **kwargs)
        time.sleep(max(0, self.began + self.AT_LEAST - time.monotonic()))
        return email


class ConfirmPasswordForm(PasswordAgainForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class CodeForm(AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_code(self)


class CodeAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_code(self)


class FirstCodeForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label, self.fields["code"].help_text = CODE, _("Six digits from your app.")
        self.fields["code"].widget.attrs.update(inputmode="numeric")


class NewKeyForm(AddWebAuthnForm):
    """A passkey: it signs in by itself, with the finger, face or PIN that its device asks for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _("It then asks for your finger, your face or its PIN.")
        self.fields["passwordless"].initial = True


def _ask_for_code(form: forms.Form) -> None:
    form.fields["code"].label, form.fields["code"].help_text = CODE, CODE_HELP


class NamesForm(forms.ModelForm):
    """The name one signs in with, and the one that others see."""

    class Meta:
        model = User
        fields = ["username", "chosen_name"]
        labels = {"username": _("Sign-in name")}
        help_texts = {"username": _("Only for signing in. It need not be your name.")}
        error_messages = {"username": {"unique": _("This name cannot be used. Please choose another one.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        self.fields["chosen_name"].widget.attrs["autocomplete"] = "off"


class JoinForm(NamesForm):
    """An invited person's first form. Whether the name is free is found out when it is saved."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=LENGTH,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self):
        super().clean()
        if password := self.cleaned_data.get("password"):
            names = {
                "username": self.cleaned_data.get("username", ""),
                "chosen_name": self.cleaned_data.get("chosen_name", ""),
            }
            try:
                validate_password(password, User(**names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data

    def validate_unique(self):
        """Left to hub.people.invitations.accept: a form sent twice meets the name that it has made itself."""


class PasswordForm(forms.Form):
    """The password once more, before something that cannot be undone."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


class InvitationForm(forms.Form):
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Translates into"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language of the invitation"))
    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Only if you want the hub to send the link. Otherwise you pass it on yourself."),
    )
    note = forms.CharField(
        label=_("Note for staff"), required=False, max_length=200, help_text=_("Please write no names.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = Group.objects.order_by("name")
        self.fields["groups"].label_from_instance = lambda group: role_name(group.name)
        for name in ("languages", "language"):
            self.fields[name].choices = list(languages.names().items())

    def clean(self):
        cleaned = super().clean()
        is_translator = any(group.name == Role.TRANSLATORS for group in cleaned.get("groups", []))
        if cleaned.get("languages") and not is_translator:
            self.add_error("languages", _("Languages are for translators. Choose that role too, or no language."))
        return cleaned


class NewLinkForm(forms.Form):
    without_second_factor = forms.BooleanField(
        label=_("Her second factor is lost too: remove it"),
        required=False,
        help_text=_("Only if you are sure that it is her. All her sessions end, and she sets up a new one."),
    )

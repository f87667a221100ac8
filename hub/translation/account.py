"""A translator's own account page: for which of her languages she wants letters."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from hub.translation.models import TranslatorLanguage


class LettersForm(forms.Form):
    languages = forms.ModelMultipleChoiceField(
        queryset=TranslatorLanguage.objects.none(),
        required=False,
        label=_("Letters about new work, for these languages"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, instance, **kwargs):
        self.rows = TranslatorLanguage.objects.filter(user=instance).select_related("locale")
        wanted = [row.pk for row in self.rows if row.wants_letters]
        super().__init__(*args, initial={"languages": wanted}, **kwargs)
        self.fields["languages"].queryset = self.rows
        self.fields["languages"].label_from_instance = lambda row: str(row.locale)

    def save(self):
        wanted = [row.pk for row in self.cleaned_data["languages"]]
        self.rows.filter(pk__in=wanted).update(wants_letters=True)
        self.rows.exclude(pk__in=wanted).update(wants_letters=False)


class LettersPanel(BaseSettingsPanel):
    name = "letters"
    title = _("Letters")
    tab = notifications_tab
    order = 200
    form_class = LettersForm

    def is_active(self):
        return TranslatorLanguage.objects.filter(user=self.user).exists()

"""In one's own account: whether one wants the weekly letter about links."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from hub.resources.health.rights import may_see
from hub.resources.models import LinkLettersOff


class LinkLettersForm(forms.Form):
    link_letters = forms.BooleanField(required=False, label=_("A letter on Mondays when links have died"))

    def __init__(self, *args, instance, **kwargs):
        self.off = LinkLettersOff.objects.filter(user=instance)
        self.user = instance
        super().__init__(*args, initial={"link_letters": not self.off.exists()}, **kwargs)

    def save(self):
        if self.cleaned_data["link_letters"]:
            self.off.delete()
        else:
            LinkLettersOff.objects.get_or_create(user=self.user)


class LinkLettersPanel(BaseSettingsPanel):
    name = "link_letters"
    title = _("Links")
    tab = notifications_tab
    order = 210
    form_class = LinkLettersForm

    def is_active(self):
        return may_see(self.user)

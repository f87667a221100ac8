from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from hub.consent.enums import State


class ConsentForm(WagtailAdminModelForm):
    """Withdrawing is more than a word in a form: it has a page of its own, and there is no way back."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "state" in self.fields and self.instance.state != State.WITHDRAWN:
            self.fields["state"].choices = [each for each in State.choices if each[0] != State.WITHDRAWN]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and type(self.instance).objects.filter(pk=self.instance.pk, state=State.WITHDRAWN).exists():
            raise ValidationError(_("This consent is withdrawn and stays so. For a new one, add a new entry."))
        return cleaned

"""The form in which staff rename a word."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from wagtail.admin.forms import WagtailAdminModelForm

from hub.tags import validators


class WordForm(WagtailAdminModelForm):
    def clean_name(self):
        from hub.tags.services import TakenError, check_free

        name = validators.cleaned(self.cleaned_data["name"])
        try:
            check_free(word=self.instance, name=name)
        except TakenError as error:
            raise ValidationError(self._offer(error.word)) from error
        return name

    def _offer(self, other):
        meta = other._meta
        both = [
            ("id", other.pk),
            ("id", self.instance.pk),
            ("next", reverse(other.snippet_viewset.get_url_name("list"))),
        ]
        merging = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "merge"])
        address = f"{merging}?{urlencode(both)}"
        told = _now("“%(word)s” is there already.") % {"word": other.name}
        return format_html('{} <a href="{}">{}</a>', told, address, _now("Merge the two"))

    def save(self, commit=True):
        from hub.tags.services import rename

        return rename(word=self.instance, name=self.cleaned_data["name"], user=self.for_user)

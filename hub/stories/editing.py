from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from hub.stories import rules


class StoryPageForm(WagtailAdminPageForm):
    """Checks our rules when an editor publishes; a draft may be incomplete."""

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation or self.errors:
            return cleaned
        names = {field.name for field in self._meta.model._meta.fields}
        for name, value in cleaned.items():
            if name in names:
                setattr(self.instance, name, value)
        wrong = rules.problems(self.instance, items=self._items(), today=timezone.localdate())
        for field, messages in wrong.items():
            for message in messages:
                self.add_error(field if field in self.fields else None, message)
        return cleaned

    def _items(self):
        """What stands in the rows of the form, saved or not."""
        for name in rules.ITEMS:
            formset = self.formsets.get(name)
            for form in formset.forms if formset is not None and formset.is_valid() else ():
                if (form.has_changed() or form.instance.pk) and not form.cleaned_data.get("DELETE"):
                    row = form.instance
                    yield rules.Item(name, str(row), form.cleaned_data.get("consent"), row)

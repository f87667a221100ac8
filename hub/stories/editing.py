from django.utils import timezone

from hub.core.editing import RuledPageForm
from hub.stories import rules


class StoryPageForm(RuledPageForm):
    def problems(self):
        return rules.problems(self.instance, items=self._items(), today=timezone.localdate())

    def _items(self):
        """What stands in the rows of the form, saved or not."""
        for name in rules.ITEMS:
            formset = self.formsets.get(name)
            for form in formset.forms if formset is not None and formset.is_valid() else ():
                if (form.has_changed() or form.instance.pk) and not form.cleaned_data.get("DELETE"):
                    row = form.instance
                    yield rules.Item(name, str(row), form.cleaned_data.get("consent"), row)

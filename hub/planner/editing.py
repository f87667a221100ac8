from wagtail.admin.forms import WagtailAdminPageForm

from hub.planner import rules


class AgendaPageForm(WagtailAdminPageForm):
    """Checks our rules when an editor publishes; a draft may be incomplete."""

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation or self.errors:
            return cleaned
        names = {field.name for field in self._meta.model._meta.fields}
        for name, value in cleaned.items():
            if name in names:
                setattr(self.instance, name, value)
        for field, messages in rules.problems(self.instance).items():
            for message in messages:
                self.add_error(field if field in self.fields else None, message)
        return cleaned

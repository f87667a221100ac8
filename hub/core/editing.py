"""The form in which staff write a page that has rules of its own."""

from wagtail.admin.forms import WagtailAdminPageForm


class RuledPageForm(WagtailAdminPageForm):
    """Checks the rules when an editor publishes; a draft may be incomplete."""

    def problems(self) -> dict[str, list]:
        """What is wrong with the page as the form has it now: field → messages."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation or self.errors:
            return cleaned
        names = {field.name for field in self._meta.model._meta.fields}
        for name, value in cleaned.items():
            if name in names:
                setattr(self.instance, name, value)
        for field, messages in self.problems().items():
            for message in messages:
                self.add_error(field if field in self.fields else None, message)
        return cleaned

"""The form in which staff write a page that has rules of its own, and what keeps to these rules besides the form."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.utils import get_valid_next_url_from_request


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
        for field, wrong in self.problems().items():
            for message in wrong:
                self.add_error(field if field in self.fields else None, message)
        return cleaned


def refused_in_bulk(request, action_type: str, objects, model: type, problems: Callable[[object], object]):
    """For the hook `before_bulk_action`: publishing many at once goes past the form. What is not ready among the pages of
    this class is named, and nothing is published; None where nothing stands against it. `problems`: what is wrong with a page,
    empty where nothing is."""
    if action_type != "publish":
        return None
    latest = [page.specific.get_latest_revision_as_object() for page in objects if page.specific_class is model]
    unready = [page for page in latest if _is_unready(page, problems)]
    if not unready:
        return None
    titles = ", ".join(f"“{page.title}”" for page in unready)
    messages.error(
        request, _("Not ready to be published: %(titles)s. Open each and publish it there.") % {"titles": titles}
    )
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


def _is_unready(page, problems) -> bool:
    try:
        page.full_clean()
    except ValidationError:
        return True
    return bool(problems(page))

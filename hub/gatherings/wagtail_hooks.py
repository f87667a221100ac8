from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request

from hub.gatherings import rules
from hub.gatherings.models import EditionPage


@hooks.register("before_bulk_action")
def no_unready_gathering_in_bulk(request, action_type, objects, action_class_instance):
    """Publishing many at once goes past the form: what is not ready is named, and nothing is published."""
    if action_type != "publish":
        return None
    latest = [page.specific.get_latest_revision_as_object() for page in objects if page.specific_class is EditionPage]
    titles = ", ".join(f"“{edition.title}”" for edition in latest if _is_unready(edition))
    if not titles:
        return None
    messages.error(
        request, _("Not ready to be published: %(titles)s. Open each and publish it there.") % {"titles": titles}
    )
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


def _is_unready(edition) -> bool:
    try:
        edition.full_clean()
    except ValidationError:
        return True
    return bool(rules.problems(edition))

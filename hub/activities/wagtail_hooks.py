from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request

from hub.activities import enums, rules
from hub.activities.models import ActivityPage, Run
from hub.activities.services import assign_new_uid
from hub.activities.views import counting
from hub.search import listing


@hooks.register("after_copy_page")
def copied_activities_are_new_ones(request, page, new_page):
    """A copy made in the tree is another activity; only translations share a uid."""
    for copy in ActivityPage.objects.descendant_of(new_page, inclusive=True):
        assign_new_uid(page=copy)


@hooks.register("before_bulk_action")
def no_unready_activity_in_bulk(request, action_type, objects, action_class_instance):
    """Publishing many at once goes past the form: what is not ready is named, and nothing is published."""
    if action_type != "publish":
        return None
    unready = [activity for activity in map(_latest, objects) if activity and _is_unready(activity)]
    if not unready:
        return None
    titles = ", ".join(f"“{activity.title}”" for activity in unready)
    messages.error(
        request, _("Not ready to be published: %(titles)s. Open each and publish it there.") % {"titles": titles}
    )
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


def _latest(page):
    page = page.specific
    return page.get_latest_revision_as_object() if isinstance(page, ActivityPage) else None


def _is_unready(activity) -> bool:
    try:
        activity.full_clean()
    except ValidationError:
        return True
    return bool(rules.problems(activity))


@hooks.register("hub_search_names")
def names_of_types(language):
    """Types that activities really have, for what is being typed: each leads into the library filtered by it. Themes have
    pages, which the search offers by itself."""
    counts = listing.find(listing.listing("activity", language), filters={}).counts.get("type", {})
    return [
        (label, _("Purpose"), f"/{language}/activities/?type={key}")
        for key, label in enums.ActivityType.choices
        if counts.get(key)
    ]


class RunsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(counting.MAY_COUNT)


@hooks.register("register_admin_menu_item")
def runs_in_the_menu():
    label = capfirst(Run._meta.verbose_name_plural)
    return RunsMenuItem(label, reverse("runs"), name="runs", icon_name="check", order=318)


@hooks.register("register_admin_urls")
def addresses():
    return [path("activities/", include(counting.urlpatterns))]

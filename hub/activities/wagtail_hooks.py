from django.urls import include, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.activities import enums, rules
from hub.activities.models import ActivityPage, Run
from hub.activities.services import assign_new_uid
from hub.activities.views import counting
from hub.core.editing import refused_in_bulk
from hub.search import listing


@hooks.register("after_copy_page")
def copied_activities_are_new_ones(request, page, new_page):
    """A copy made in the tree is another activity; only translations share a uid."""
    for copy in ActivityPage.objects.descendant_of(new_page, inclusive=True):
        assign_new_uid(page=copy)


@hooks.register("before_bulk_action")
def no_unready_activity_in_bulk(request, action_type, objects, action_class_instance):
    return refused_in_bulk(request, action_type, objects, ActivityPage, rules.problems)


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

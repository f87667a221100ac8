"""Calls in the admin: where they stand in the menu, on the home page and among the rights of a group."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.calls import urls
from hub.calls.review import rights
from hub.calls.waiting import CallsPanel


class CallsMenuItem(MenuItem):
    def is_shown(self, request):
        return rights.may_come(request.user)


@hooks.register("register_admin_menu_item")
def calls_in_the_menu():
    return CallsMenuItem(_("Calls"), reverse("calls:index"), name="calls", icon_name="clipboard-list", order=115)


@hooks.register("construct_homepage_panels")
def calls_waiting(request, panels):
    panels.append(CallsPanel())


@hooks.register("register_admin_urls")
def addresses():
    return [path("calls/", include((urls.urlpatterns, "calls"), namespace="calls"))]


@hooks.register("register_permissions")
def rights_on_calls():
    """What administrators can give to a group beside what the hub gives."""
    names = ["change_application", "decide_application", "read_application"]
    return Permission.objects.filter(content_type__app_label="calls", codename__in=names)

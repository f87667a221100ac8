"""Reports of sessions in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.calls import hosting_urls
from hub.calls.review import rights


class ReportsItem(MenuItem):
    def is_shown(self, request):
        return rights.may_run(request.user)


@hooks.register("register_admin_menu_item")
def reports_in_the_menu():
    address = reverse("call_reports:reports")
    return ReportsItem(_("Session reports"), address, name="session_reports", icon_name="doc-full", order=130)


@hooks.register("register_admin_urls")
def addresses_of_reports():
    return [path("calls/reports/", include((hosting_urls.staff_urlpatterns, "calls"), namespace="call_reports"))]

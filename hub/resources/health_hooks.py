from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.resources.health import account, reports
from hub.resources.health.rights import may_see
from hub.resources.health.waiting import LinksPanel


class LinksMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


@hooks.register("register_reports_menu_item")
def links_in_the_menu():
    view = reports.LinksView
    return LinksMenuItem(view.page_title, reverse("link_health"), name="links", icon_name=view.header_icon, order=910)


@hooks.register("register_admin_urls")
def link_addresses():
    return [
        path("reports/links/", reports.LinksView.as_view(), name="link_health"),
        path("reports/links/results/", reports.LinksView.as_view(results_only=True), name="link_health_results"),
        path("reports/links/<int:pk>/again/", reports.look_again, name="link_health_again"),
        path("reports/links/<int:pk>/works/", reports.vouch, name="link_health_vouch"),
    ]


@hooks.register("construct_homepage_panels")
def links_waiting(request, panels):
    panels.append(LinksPanel())


@hooks.register("register_account_settings_panel")
def link_letters_in_the_account(request, user, profile):
    return account.LinkLettersPanel(request, user, profile)

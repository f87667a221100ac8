from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from hub.background.views import ICON, TITLE, background_work
from hub.background.waiting import SilentWorkerPanel


@hooks.register("register_reports_menu_item")
def background_work_in_the_menu():
    return AdminOnlyMenuItem(TITLE, reverse("background_work"), name="background-work", icon_name=ICON, order=920)


@hooks.register("register_admin_urls")
def background_work_address():
    return [path("reports/background/", background_work, name="background_work")]


@hooks.register("construct_homepage_panels")
def silent_worker(request, panels):
    panels.append(SilentWorkerPanel())

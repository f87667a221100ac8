from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from hub.mail.reports import LettersView


@hooks.register("register_reports_menu_item")
def letters_in_the_menu():
    return AdminOnlyMenuItem(
        LettersView.page_title, reverse("letters"), name="letters", icon_name=LettersView.header_icon, order=910
    )


@hooks.register("register_admin_urls")
def letters_addresses():
    return [
        path("reports/letters/", LettersView.as_view(), name="letters"),
        path("reports/letters/results/", LettersView.as_view(results_only=True), name="letters_results"),
    ]

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.consent import urls
from hub.consent.models import Consent
from hub.consent.views import ledger


class ConsentViewSet(SnippetViewSet):
    model = Consent
    icon = "lock"
    list_display = ["pseudonym", "kind", "state", "until"]
    list_filter = ["kind", "state"]
    inspect_view_enabled = True


register_snippet(ConsentViewSet)


class LedgerMenuItem(MenuItem):
    def is_shown(self, request):
        return ledger.may_see(request.user)


@hooks.register("register_admin_menu_item")
def ledger_in_the_menu():
    return LedgerMenuItem(_("Consents"), reverse("consent:ledger"), name="consents", icon_name="lock", order=318)


@hooks.register("register_admin_urls")
def addresses():
    return [path("consents/", include((urls.urlpatterns, "consent"), namespace="consent"))]


@hooks.register("register_log_actions")
def actions_in_the_log(actions):
    """Who did it and when; nothing of whom it was about."""

    @actions.register_action("hub.consent.withdraw")
    class Withdrawn(LogFormatter):
        label = _("Withdraw a consent")
        message = _("Consent withdrawn")

    @actions.register_action("hub.consent.card")
    class CardMade(LogFormatter):
        label = _("Make a consent card")
        message = _("Consent card made")

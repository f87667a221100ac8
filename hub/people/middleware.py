import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hub.people import rights

# What the admin lists so that it can be picked: Wagtail opens these to all who enter the admin.
CHOOSERS = (
    "wagtailadmin_api:",
    "wagtailadmin_choose_page",
    "wagtailadmin_tag_",
    "wagtailadmin_workflows:task_cho",
    "wagtaildocs_chooser:",
    "wagtailimages_chooser:",
    "wagtail_bulk_action",
    "wagtail_localize:snippets_api",
    "wagtailsnippetchoosers_",
)
SIGNING_OUT = {"account_logout", "wagtailadmin_logout"}
NEW_PASSWORD = SIGNING_OUT | {"account_change_password"}
ENROLMENT = SIGNING_OUT | {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}


class SignedInMiddleware:
    """A session ends SESSION_COOKIE_AGE after the sign-in, busy or not; what the signed-in see is kept by no cache.

    Readers carry no session: nothing here touches theirs, so that their pages stay the same for all.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and request.user.is_authenticated and self._is_over(request.session):
            logout(request)
        response = self.get_response(request)
        if self._is_account(request) or (has_session and self._is_personal(request)):
            response.headers["Cache-Control"] = "no-store, private"
        return response

    @staticmethod
    def _is_over(session) -> bool:
        began = session.setdefault("signed_in_at", int(time.time()))
        return time.time() - began > settings.SESSION_COOKIE_AGE

    @staticmethod
    def _is_account(request) -> bool:
        parts = request.path_info.split("/", 3)
        return len(parts) > 2 and parts[2] == "account"

    @staticmethod
    def _is_personal(request) -> bool:
        return not request.path_info.startswith(settings.MEDIA_URL) and request.user.is_authenticated


class FirstThingsFirstMiddleware:
    """Whoever came in with a one-time password sets her own; who needs a second factor sets one up; then all else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name
        if request.user.password_is_one_time:
            if name in NEW_PASSWORD:
                return None
            messages.warning(request, _("Please set a password of your own first."))
            return redirect("account_change_password")
        if name in ENROLMENT or not rights.must_enrol(request.user):
            return None
        return redirect("mfa_index")


class ChoosersMiddleware:
    """Translators and the like read no titles of drafts, no names of consents and no list of pictures by way of a chooser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_chooser = request.resolver_match.view_name.startswith(CHOOSERS)
        if is_chooser and request.user.is_authenticated and not rights.may_choose(request.user):
            raise PermissionDenied
        return None

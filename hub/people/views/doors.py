"""Wagtail's own ways in, which ask for a password alone: each leads to the one sign-in."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def sign_in(request: HttpRequest, **kwargs) -> HttpResponse:
    """Takes along where somebody wants to go, as long as that is here."""
    address, wanted = reverse("account_login"), request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        address += "?" + urlencode({"next": wanted})
    return redirect(address)


def forgotten(request: HttpRequest, **kwargs) -> HttpResponse:
    return redirect("account_reset_password")

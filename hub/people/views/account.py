"""One's own account: names, what is left to do, leaving."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hub.core.models import User
from hub.people import rights, services
from hub.people.forms import NamesForm, PasswordForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """All of the account on one page; its form saves the names."""
    user = User.objects.get(pk=request.user.pk)  # not the one of the page's head, which a refused name would change
    form = NamesForm(request.POST if request.method == "POST" else None, instance=user)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account_home")
    return render(request, "people/home.html", {"form": form, **_standing(request.user)})


def _standing(user: User) -> dict:
    """How the account stands: second factors, recovery codes left, where its owner works."""
    owned = list(Authenticator.objects.filter(user=user))
    codes = [each for each in owned if each.type == Authenticator.Type.RECOVERY_CODES]
    return {
        "has_second_factor": any(each.type in rights.SECOND_FACTORS for each in owned),
        "needs_second_factor": rights.needs_second_factor(user),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "may_enter_admin": user.has_perm(rights.ENTER_THE_ADMIN),
    }


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    services.sign_out_everywhere(user=request.user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_deleted(form, request.user):
        logout(request)
        messages.success(request, _("Your account is deleted."))
        return redirect("account_login")
    return render(request, "people/delete.html", {"form": form})


def _is_deleted(form: PasswordForm, user: User) -> bool:
    if not _knows_password(form, user):
        return False
    try:
        services.delete_account(user=User.objects.get(pk=user.pk))
    except services.LastAdministratorError:
        form.add_error(None, _("You are the last administrator. Make somebody else one first."))
        return False
    return True


def _knows_password(form: PasswordForm, user: User) -> bool:
    """Through allauth, which counts wrong passwords."""
    try:
        is_right = get_adapter().reauthenticate(user, form.cleaned_data["password"])
    except ValidationError as error:
        form.add_error("password", error)
        return False
    if not is_right:
        form.add_error("password", get_adapter().validation_error("incorrect_password"))
    return is_right

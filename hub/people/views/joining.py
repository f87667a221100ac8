"""Where an invitation leads."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hub.people import invitations
from hub.people.forms import JoinForm


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The form, and the new person signed in. Whatever is wrong with the link, the answer is the same."""
    if not ratelimit.consume(request, app="hub.people", action="join", config={"join": "30/m/ip"}):
        return render(request, "429.html", status=429)
    form = JoinForm(request.POST if request.method == "POST" else None)
    try:
        user = _newcomer(request, form, token)
    except invitations.InvitationOverError:
        return render(request, "people/invitation_over.html", status=404)
    if user is None:
        return render(request, "people/join.html", {"form": form, "token": token})
    record_authentication(request, user, method="password")
    return perform_login(request, user)


def _newcomer(request: HttpRequest, form: JoinForm, token: str):
    """Whose account it is now; None where the form is to be shown."""
    known = invitations.made_from(token)
    if known is None:
        invitations.find(token)
    if not (form.is_bound and form.is_valid()):
        if known:
            raise invitations.InvitationOverError
        return None
    given = form.cleaned_data
    if known:
        return _the_same(known, given)
    try:
        return invitations.accept(
            token=token, username=given["username"], chosen_name=given["chosen_name"], password=given["password"]
        )
    except invitations.NameTakenError:
        form.add_error("username", _("This name cannot be used. Please choose another one."))
        return None


def _the_same(user, given: dict):
    """A form sent twice signs the same person in; anybody else finds the link used."""
    try:
        is_hers = given["username"] == user.username and get_adapter().reauthenticate(user, given["password"])
    except ValidationError:
        is_hers = False
    if not is_hers:
        raise invitations.InvitationOverError
    return user

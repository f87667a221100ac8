"""Staff's side: inviting people, and a way in for somebody who has forgotten hers. Only for who may manage people."""

from functools import wraps

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from hub.core import languages
from hub.core.models import User
from hub.people import invitations, rights, services
from hub.people.enums import role_name
from hub.people.forms import InvitationForm, NewLinkForm
from hub.people.models import Invitation

PAGE_SIZE = 50


def for_who_manages_people(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not rights.may_manage_people(request.user):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return guarded


@for_who_manages_people
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All invitations with their states, the newest first."""
    found = Invitation.objects.select_related("made_by", "used_by").prefetch_related("groups")
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    entries = [
        {
            "invitation": each,
            "roles": [role_name(group.name) for group in each.groups.all()],
            "languages": [languages.names().get(code, code) for code in each.languages],
        }
        for each in shown
    ]
    context = {"entries": entries, "invitations": shown}
    context["elided_page_range"] = shown.paginator.get_elided_page_range(shown.number)
    return _page(request, "people/admin/index.html", _("Invitations"), **context)


@for_who_manages_people
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    initial = {"language": languages.current()}
    form = InvitationForm(request.POST if request.method == "POST" else None, initial=initial)
    if not (form.is_bound and form.is_valid()):
        return _page(request, "people/admin/add.html", _("Invite somebody"), form=form)
    given = form.cleaned_data
    _invitation, link = invitations.invite(
        by=request.user, link_to=_link_in(request, given["language"]), **{**given, "groups": list(given["groups"])}
    )
    return _link_page(request, link, is_sent=bool(given["address"]))


@for_who_manages_people
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        link = invitations.renew(invitation=invitation, by=request.user, link_to=_link_in(request, invitation.language))
    except invitations.InvitationOverError:
        messages.error(request, _("This invitation is over."))
        return redirect("people_invitations")
    return _link_page(request, link, is_sent=bool(invitation.address))


@for_who_manages_people
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitations.withdraw(invitation=get_object_or_404(Invitation, pk=pk), by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("people_invitations")


@for_who_manages_people
@require_http_methods(["GET", "HEAD", "POST"])
def reset_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link that sets a new password, to be handed over in person. Only administrators make one for an administrator."""
    person = get_object_or_404(User, pk=pk, is_active=True)
    if person.is_superuser and not request.user.is_superuser:
        return permission_denied(request)
    form = NewLinkForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _page(request, "people/admin/reset_link.html", _("A new way in"), form=form, person=person)
    uid, key = services.make_reset_key(user=person, by=request.user, **form.cleaned_data)
    link = request.build_absolute_uri(reverse("account_reset_password_from_key", args=[uid, key]))
    return _link_page(request, link, is_sent=False)


def _link_in(request: HttpRequest, language: str):
    """Makes the address of an invitation, under the host that staff came by."""

    def link_to(token: str) -> str:
        with translation.override(language):
            return request.build_absolute_uri(reverse("account_join", args=[token]))

    return link_to


def _link_page(request: HttpRequest, link: str, *, is_sent: bool) -> HttpResponse:
    return _page(request, "people/admin/link.html", _("The link"), link=link, is_sent=is_sent)


def _page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if template != "people/admin/index.html":
        crumbs.append({"url": reverse("people_invitations"), "label": _("Invitations")})
    crumbs.append({"url": "", "label": title})
    titles = {"page_title": title, "header_title": title, "header_icon": "group", "breadcrumbs_items": crumbs}
    return TemplateResponse(request, template, {**titles, **context})

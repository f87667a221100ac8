"""What all screens of the review have in common: whose they are, and where they stand."""

from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.calls import rounds_of
from hub.calls.models import Application, CallPage, Round
from hub.calls.review import rights


def round_at(key: UUID) -> Round:
    """The round; one that nobody asked for yet is made as soon as there is a call for it."""
    found = Round.objects.filter(key=key).first()
    page = None if found else CallPage.objects.filter(translation_key=key, alias_of=None).first()
    if found is None and page is None:
        raise Http404
    return found or rounds_of.round_of(page)


def for_staff(may=rights.may_run):
    """A screen on a round for those whom `may` lets: the view is given the round after the request."""

    def decorate(view):
        @wraps(view)
        def shown(request, round_id, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied
            return view(request, round_at(round_id), *args, **kwargs)

        return shown

    return decorate


def for_reviewers(view):
    """A screen on a round for those who read in it."""

    @wraps(view)
    def shown(request, round_id, *args, **kwargs):
        if not rights.may_read(request.user):
            raise PermissionDenied
        round_ = get_object_or_404(Round, key=round_id)
        if not rights.reads_in(request.user, round_):
            raise PermissionDenied
        return view(request, round_, *args, **kwargs)

    return shown


def application_for(request: HttpRequest, key: UUID, may) -> Application:
    """Raises PermissionDenied for whomever `may` does not let; whether it is there is told to nobody else."""
    if not rights.may_come(request.user):
        raise PermissionDenied
    found = Application.objects.select_related("round").filter(pk=key).first()
    if found is None and rights.may_run(request.user):
        raise Http404
    if found is None or not may(request.user, found):
        raise PermissionDenied
    return found


def screen(
    request: HttpRequest, template: str, title: str, round_: Round | None, page=None, **context
) -> TemplateResponse:
    """`page`: the call in the reader's language, if there is one."""
    crumbs = [{"url": reverse("calls:index"), "label": _("Calls and applications")}]
    if round_ is not None:
        call = page.title if page else round_.title
        crumbs.append({"url": reverse("calls:round", args=[round_.pk]), "label": call or _("A call")})
    if not crumbs or title != crumbs[-1]["label"]:
        crumbs.append({"url": "", "label": title})
    context |= {
        "page_title": title,
        "header_title": title,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": crumbs,
        "round": round_,
        "call": page,
        "may_run": rights.may_run(request.user),
        "may_decide": rights.may_decide(request.user),
    }
    return TemplateResponse(request, f"calls/review/{template}.html", context)


def changed_meanwhile() -> str:
    return _("Somebody changed this meanwhile, or it has gone another way. This is how it stands now.")

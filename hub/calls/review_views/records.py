"""Late codes of a round, and the log of who opened what."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.calls import rounds_of
from hub.calls.enums import Opened
from hub.calls.models import LateCode, Opening, Round
from hub.calls.review import late
from hub.calls.review_forms import EndForm, LateCodeForm, ListForm
from hub.calls.review_views.screens import for_staff, screen

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff()
def late_codes(request: HttpRequest, round_: Round) -> HttpResponse:
    """A new code stands in the answer to the POST that made it, and nowhere else."""
    form, code = LateCodeForm(), ""
    if request.method == "POST" and request.POST.get("do") == "end":
        return _ended(request, round_)
    if request.method == "POST":
        form = LateCodeForm(request.POST)
        if form.is_valid():
            code = late.make(round_=round_, user=request.user, **form.cleaned_data)
            form = LateCodeForm()
    rows = round_.late_codes.select_related("made_by")
    context = {"form": form, "code": code, "late_codes": rows, "now": timezone.now()}
    return screen(request, "late_codes", _("Late codes"), round_, rounds_of.page_of(round_), **context)


def _ended(request, round_) -> HttpResponse:
    form = EndForm(request.POST)
    if form.is_valid():
        late.end(late_code=get_object_or_404(LateCode, pk=form.cleaned_data["late_code"], round=round_))
        messages.success(request, _("This code is good no more."))
    return redirect("calls:late_codes", round_.pk)


@require_safe
@for_staff()
def log(request: HttpRequest, round_: Round) -> HttpResponse:
    found = Opening.objects.filter(round=round_).select_related("user")
    page = Paginator(found, PER_PAGE).get_page(ListForm(request.GET).wished.get("p"))
    labels = dict(Opened.choices)
    context = {
        "rows": [(each, labels.get(each.what, each.what)) for each in page],
        "page_obj": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
    }
    return screen(request, "log", _("Who opened what"), round_, rounds_of.page_of(round_), **context)

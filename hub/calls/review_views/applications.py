"""The applications of a call as a list and as a ranking. What is sealed stays closed here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hub.calls import rounds_of
from hub.calls.models import Application, Round
from hub.calls.review import deciding, rights, standing
from hub.calls.review.charts import range_of
from hub.calls.review_forms import ListForm, ManyForm, Order
from hub.calls.review_views.screens import for_staff, screen

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff()
def applications(request: HttpRequest, round_: Round) -> HttpResponse:
    if request.method == "POST":
        return _prepare_many(request, round_)
    form = ListForm(request.GET)
    wished = form.wished
    page = Listed(round_, wished).get_page(wished.get("p"))
    rows = [(each, range_of(each.least, each.most, each.mean)) for each in page]
    call = rounds_of.page_of(round_)
    context = {
        "form": form,
        "rows": rows,
        "page_obj": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "is_ranking": wished.get("order") == Order.RANK,
        "wanted": call.reviews_wanted if call else 0,
        "many": ManyForm(keys=[]),
        "taken": deciding.places_taken(round_),
    }
    return screen(request, "applications", _("Applications"), round_, call, **context)


class Listed(Paginator):
    """What was asked for, in the order that was asked for, with readings. It is counted without them, which is far quicker."""

    def __init__(self, round_: Round, wished: dict):
        self.order = wished.get("order", Order.SENT)
        asked = {name: wished[name] for name in ("state", "language") if name in wished}
        self.plain = Application.objects.filter(round=round_, **asked)
        if "news" in wished:
            self.plain = self.plain.filter(pk__in=standing.with_news(round_))
        if self.order in (Order.RANK, Order.DISAGREED):
            self.plain = self.plain.sent()
        elif self.order == Order.LEAST_READ:
            self.plain = self.plain.undecided()
        super().__init__(self._in_order(), PER_PAGE)

    def _in_order(self):
        found = self.plain.order_by().listed()
        if self.order == Order.SENT:
            return found.newest()
        found = found.with_readings()
        if self.order == Order.RANK:
            return found.ranked()
        return found.least_read() if self.order == Order.LEAST_READ else found.least_agreed()

    @cached_property
    def count(self) -> int:
        return self.plain.count()

    def page(self, number):
        """In the order of arrival, readings are counted for those of the page alone."""
        found = super().page(number)
        if self.order == Order.SENT:
            keys = [each.pk for each in found.object_list]
            found.object_list = Application.objects.filter(pk__in=keys).listed().with_readings().newest()
        return found


def _prepare_many(request, round_) -> HttpResponse:
    if not rights.may_decide(request.user):
        raise PermissionDenied
    back = redirect(request.get_full_path())
    hers = Application.objects.filter(round=round_, pk__in=_keys(request))
    form = ManyForm(request.POST, keys=list(hers.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.warning(request, _("Tick at least one application, and choose a decision."))
        return back
    asked = hers.filter(pk__in=form.cleaned_data["keys"]).exclude(pk__in=rights.too_close(request.user))
    seen = form.seen(asked.values_list("pk", flat=True))
    done = deciding.prepare_many(round_=round_, seen=seen, decision=form.cleaned_data["decision"], user=request.user)
    if done.done or not done.left:
        said = ngettext("%(n)d decision is prepared.", "%(n)d decisions are prepared.", done.done) % {"n": done.done}
        messages.success(request, said)
    if done.left:
        messages.warning(request, _left(done.left))
    return back


def _left(references: list[str]) -> str:
    words = ngettext(
        "%(n)d application was changed meanwhile, or has gone another way, and is left as it is: %(names)s.",
        "%(n)d applications were changed meanwhile, or have gone another way, and are left as they are: %(names)s.",
        len(references),
    )
    return words % {"n": len(references), "names": ", ".join(references)}


def _keys(request) -> list:
    form = ManyForm(request.POST, keys=request.POST.getlist("keys")[: PER_PAGE * 4])
    form.is_valid()
    return form.cleaned_data.get("keys", [])

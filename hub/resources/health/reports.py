import django_filters
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from hub.resources.health import services, tasks
from hub.resources.health.rights import may_see
from hub.resources.link_states import LinkState
from hub.resources.models import Link

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class LinkFilter(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(choices=LinkState, label=gettext_lazy("State"))
    failing = django_filters.BooleanFilter(method="only_failing", label=gettext_lazy("Failed twice, days apart"))

    class Meta:
        model = Link
        fields = ["state", "failing"]

    def only_failing(self, queryset, _name, value):
        if value is None:
            return queryset
        return queryset.failing() if value else queryset.exclude(pk__in=Link.objects.failing())


class TemplateColumn(Column):
    def __init__(self, name, template_name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = template_name

    def get_cell_context_data(self, instance, parent_context):
        """Wagtail draws cells without what every template has: forms in them need their token."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(context["request"])}


class LinksView(ReportView):
    """All addresses outside of the hub, with what became of the last look."""

    template_name = "resources/health/report.html"
    index_url_name = "link_health"
    index_results_url_name = "link_health_results"
    page_title = gettext_lazy("Links")
    header_icon = "link"
    filterset_class = LinkFilter
    default_ordering = ["-is_confirmed", "-confirmed_at", "address"]
    is_searchable = True
    search_fields = ["address"]
    columns = [
        TemplateColumn(
            "address", "resources/health/address_cell.html", label=gettext_lazy("Address"), sort_key="address"
        ),
        TemplateColumn("state", "resources/health/state_cell.html", label=gettext_lazy("State"), sort_key="state"),
        TemplateColumn("pages", "resources/health/pages_cell.html", label=gettext_lazy("Pages")),
        DateColumn("first_failed_at", label=gettext_lazy("Since"), sort_key="first_failed_at"),
        DateColumn("last_checked", label=gettext_lazy("Last checked"), sort_key="last_checked"),
    ]
    list_export = ["address", "state", "reason", "status", "target", "titles", "first_failed_at", "last_checked"]
    export_headings = {"titles": gettext_lazy("Pages"), "first_failed_at": gettext_lazy("Since")}
    export_filename = "links"

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def no_results_message(self):
        if self.is_searching or self.is_filtering:
            return super().no_results_message
        return _("There are no links yet. The background worker finds them on the pages, and looks at a few at a time.")

    def get_base_queryset(self):
        """Databases disagree on where what has no date stands: so what is confirmed comes first by a column of its own."""
        is_confirmed = ExpressionWrapper(Q(confirmed_at__isnull=False), output_field=BooleanField())
        return Link.objects.annotate(is_confirmed=is_confirmed).prefetch_related("uses__page")

    def preprocess_field_value(self, field, value, export_format):
        """What was typed where an address belongs, or is a title, starts no formula in anybody's spreadsheet."""
        value = super().preprocess_field_value(field, value, export_format)
        return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA_SIGNS else value


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_see(request.user):
        return permission_denied(request)
    link = get_object_or_404(Link, pk=pk)
    tasks.look_again.enqueue(link.pk)
    messages.success(request, _("The hub looks at the link now. Load the list again in a minute."))
    return redirect(reverse("link_health"))


@require_POST
def vouch(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody opened the link and it works, or takes that back."""
    if not may_see(request.user):
        return permission_denied(request)
    link = get_object_or_404(Link, pk=pk)
    if request.POST.get("works") == "no":
        if services.take_back(link.pk):
            messages.success(request, _("Taken back. The hub looks at the link in its next round."))
    elif services.vouch(link.pk):
        messages.success(
            request, _("Thank you. This is not held against the link for a year, unless something else is wrong.")
        )
    return redirect(reverse("link_health"))

"""The desk at /admin/translation/: what stands where in each language, and who works on it."""

import re

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import yesno
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hub.translation import assigning, desk
from hub.translation.filters import BulkForm, DeskFilter, label_of, people_for
from hub.translation.models import Subject, Work

PER_PAGE = 50
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a spreadsheet cannot hold them
EXPORTED = {  # column → the field that names it
    "title": (Subject, "title"),
    "kind": (Subject, "kind"),
    "original": (Subject, "language"),
    "original_changed": (Subject, "changed_at"),
    "language": (Work, "locale"),
    "state": (Work, "state"),
    "total": (Work, "total"),
    "done": (Work, "done"),
    "outdated": (Work, "outdated"),
    "machine": (Work, "machine"),
    "unpublished": (Work, "unpublished"),
    "is_live": (Work, "is_live"),
    "published_at": (Work, "published_at"),
    "checked_on": (Work, "checked_on"),
    "credit": (Work, "credit"),
    "assigned_to": (Work, "assigned_to"),
    "waiting_since": (Work, "waiting_since"),
}


class DeskExport(SpreadsheetExportMixin):
    """One line for each subject and language as asked, in a file that starts no formula in anybody's spreadsheet."""

    list_export = list(EXPORTED)
    export_filename = "translation-desk"
    header_more_buttons = []

    def get_heading(self, queryset, field):
        return str(label_of(*EXPORTED[field]))

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if not isinstance(value, str):
            return value
        value = UNPRINTABLE.sub(" ", value)
        return f"'{value}" if value.lstrip()[:1] in tuple("=+-@") else value

    def write_csv_response(self, queryset):
        """Not streamed: a stream would be written after the request, in another language than hers."""
        answer = HttpResponse(b"".join(self.stream_csv(queryset)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
        return answer

    def to_row_dict(self, item):
        subject = item.subject
        about = {
            "title": subject.title,
            "kind": str(self.kinds.get(subject.kind, subject.kind)),
            "original": subject.language,
            "original_changed": subject.changed_at,
            "language": item.locale.language_code,
            "state": str(item.get_state_display()),
            "is_live": yesno(item.is_live),
            "assigned_to": self.viewer.name_of(item.assigned_to) if item.assigned_to else "",
        }
        return {name: about[name] if name in about else getattr(item, name) for name in EXPORTED}


class DeskView(DeskExport, WagtailAdminTemplateMixin, View):
    template_name = "translation/desk.html"
    page_title = gettext_lazy("Translation")
    header_icon = "globe"
    breadcrumbs_items = [{"url": "", "label": page_title}]

    def dispatch(self, request, *args, **kwargs):
        self.viewer = desk.viewer_of(request.user)
        if not self.viewer.locales:
            return permission_denied(request)
        self.people, self.kinds = people_for(self.viewer), desk.kinds()
        self.filter = DeskFilter(request.GET, viewer=self.viewer, people=self.people)
        self.asked = self.filter.asked
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        if self.is_export:
            return self.as_spreadsheet(desk.works(self.viewer, self.asked), request.GET["export"])
        return self.page(self.bulk_form())

    def post(self, request):
        form = self.bulk_form(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(each for errors in form.errors.values() for each in errors))
            return self.page(form)
        for tell, sentence in said_of(form.cleaned_data["do"], done_with(form, request.user)):
            tell(request, sentence)
        return redirect(request.get_full_path())

    def bulk_form(self, data=None) -> BulkForm:
        return BulkForm(data, viewer=self.viewer, people=self.people, columns=self.asked.columns(self.viewer))

    def page(self, bulk):
        paginator = WagtailPaginator(desk.subjects(self.viewer, self.asked), PER_PAGE)
        shown = paginator.get_page(self.request.GET.get("p"))
        context = self.get_context_data(
            viewer=self.viewer,
            filter=self.filter,
            asked=self.asked,
            everything=desk.Asked().address(),
            bulk=bulk,
            columns=self.asked.columns(self.viewer),
            labels={name: label_of(*where) for name, where in EXPORTED.items()},
            standings=desk.standings(self.viewer, self.asked),
            page_obj=shown,
            elided_page_range=paginator.get_elided_page_range(shown.number),
            rows=desk.rows(self.viewer, self.asked, list(shown)),
        )
        return self.render_to_response(context)


def done_with(form: BulkForm, user) -> assigning.Outcome:
    works, do = form.works(), form.cleaned_data["do"]
    if do == form.BEGIN:
        return assigning.begin(works=works, user=user)
    if do == form.ASSIGN:
        return assigning.assign(works=works, person=form.assignee(), by=user)
    if do == form.TAKE:
        return assigning.take(works=works, user=user)
    return assigning.give_back(works=works, user=user)


DONE = {
    BulkForm.BEGIN: gettext_lazy("Ready to translate: %(number)s."),
    BulkForm.ASSIGN: gettext_lazy("Assigned: %(number)s."),
    BulkForm.TAKE: gettext_lazy("Yours now: %(number)s."),
    BulkForm.GIVE_BACK: gettext_lazy("Given back: %(number)s."),
}


def said_of(do: str, outcome: assigning.Outcome):
    """What is to be told of it: pairs of a way to tell and a sentence."""
    yield messages.success, DONE[do] % {"number": outcome.done}
    if outcome.refused:
        yield messages.warning, _("Not possible: %(number)s.") % {"number": outcome.refused}
    if outcome.left:
        yield messages.warning, _("Left for another time: %(number)s. Do the same again.") % {"number": outcome.left}


urlpatterns = [path("", DeskView.as_view(), name="desk")]

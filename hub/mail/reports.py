from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from hub.mail import services
from hub.mail.enums import LetterState
from hub.mail.models import Letter


class StateColumn(Column):
    def get_value(self, instance):
        return LetterState(instance["state"]).label


class LettersView(ReportView):
    """How many letters went out, wait or failed, and why, over the last 30 days. Neither texts nor people."""

    index_url_name = "letters"
    index_results_url_name = "letters_results"
    page_title = _("Letters")
    header_icon = "mail"
    is_searchable = False
    columns = [
        StateColumn("state", label=_("Status")),
        Column("error", label=_("Error")),
        Column("letters", label=_("Letters")),
        Column("last_day", label=_("Date")),
    ]
    list_export = ["state", "error", "letters", "last_day"]
    export_filename = "letters"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return "" if services.can_send() else _("No mail server is set, so letters wait.")

    def get_queryset(self):
        return Letter.objects.counted()

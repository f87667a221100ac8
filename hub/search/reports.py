from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from hub.search.models import MissedWord


class MissedWordFilter(WagtailFilterSet):
    class Meta:
        model = MissedWord
        fields = ["language", "week"]


class MissedWordsView(ReportView):
    """What people searched for and did not find: words and how often, week by week. Nobody can be seen in it."""

    index_url_name = "missed_words"
    index_results_url_name = "missed_words_results"
    page_title = _("Searched for and not found")
    header_icon = "search"
    filterset_class = MissedWordFilter
    default_ordering = ["-week", "-times", "word"]
    columns = [
        Column("word", label=_("Word"), sort_key="word"),
        Column("language", label=_("Language"), sort_key="language"),
        Column("times", label=_("Times"), sort_key="times"),
        Column("week", label=_("Week from"), sort_key="week"),
    ]
    list_export = ["week", "language", "word", "times"]
    export_filename = "words-not-found"

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return MissedWord.objects.order_by(*self.default_ordering)


def may_see(user) -> bool:
    """Who may edit synonyms, the answer to a word that is not found, may see which words those are."""
    return user.has_perm("hub_search.change_synonyms")

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from hub.search import reports
from hub.search.models import PromotedResults, Synonyms


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "link"
    list_display = ["__str__", "locale"]
    list_filter = ["locale"]
    search_fields = ["words"]


class PromotedResultsViewSet(SnippetViewSet):
    model = PromotedResults
    icon = "pick"
    list_display = ["__str__", "locale"]
    list_filter = ["locale"]
    search_fields = ["queries"]


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymsViewSet, PromotedResultsViewSet)
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 310


register_snippet(SearchGroup)


class MissedWordsItem(MenuItem):
    def is_shown(self, request):
        return reports.may_see(request.user)


@hooks.register("register_reports_menu_item")
def missed_words_in_the_menu():
    return MissedWordsItem(
        reports.MissedWordsView.page_title, reverse("missed_words"), name="missed-words", icon_name="search", order=900
    )


@hooks.register("register_admin_urls")
def missed_words_addresses():
    return [
        path("reports/missed-words/", reports.MissedWordsView.as_view(), name="missed_words"),
        path(
            "reports/missed-words/results/",
            reports.MissedWordsView.as_view(results_only=True),
            name="missed_words_results",
        ),
    ]

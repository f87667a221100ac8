import django_filters
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import LogFormatter
from wagtail.permissions import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from hub.core import languages
from hub.tags import urls
from hub.tags.models import Word
from hub.tags.views import CHANGE, Merge


def language_of(word: Word) -> str:
    return languages.names().get(word.language, word.language)


class WordPolicy(ModelPermissionPolicy):
    """Words come from pages, and go when no page has them."""

    def user_has_permission(self, user, action):
        return action in ("change", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class WordFilters(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=lambda: list(languages.names().items()))

    class Meta:
        model = Word
        fields = ["language"]


class WordIndexView(IndexView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.request.user.has_perm(CHANGE):
            buttons.append(
                HeaderButton(_now("Delete unused words"), url=reverse("words:unused"), icon_name="bin", priority=50)
            )
        return buttons


class WordViewSet(SnippetViewSet):
    model = Word
    icon = "tag"
    menu_label = _("Words")
    menu_name = "words"
    menu_order = 305
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("language", label=_("Language"), accessor=language_of, sort_key="language"),
        Column("uses", label=_("Pages"), sort_key="uses"),
    ]
    ordering = ["folded", "language"]
    list_per_page = 50
    filterset_class = WordFilters
    search_fields = ["name"]
    search_backend_name = None
    index_view_class = WordIndexView
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return WordPolicy(self.model)

    def get_queryset(self, request):
        return Word.objects.with_uses()


register_snippet(WordViewSet)
hooks.register("register_bulk_action", Merge)


@hooks.register("before_delete_snippet")
def only_with_the_unused(request, words):
    """Deleting a word that pages have would change them unseen."""
    if any(isinstance(word, Word) for word in words):
        messages.error(
            request, _now("Words are deleted with all that are unused. To take one away, merge it with another.")
        )
        return redirect(Word.snippet_viewset.get_url_name("list"))
    return None


@hooks.register("register_admin_urls")
def addresses():
    return [path("words/", include(urls))]


@hooks.register("register_log_actions")
def actions_in_the_log(actions):
    @actions.register_action("hub.tags.rename")
    class Renamed(LogFormatter):
        label = _("Rename a word")

        def format_message(self, entry):
            return _now("“%(was)s” renamed to “%(is)s”") % entry.data

    @actions.register_action("hub.tags.merge")
    class Merged(LogFormatter):
        label = _("Merge words")

        def format_message(self, entry):
            told = {**entry.data, "merged": ", ".join(entry.data["merged"])}
            return _now("%(merged)s merged into “%(is)s”; pages changed: %(pages)d") % told

    @actions.register_action("hub.tags.delete")
    class Deleted(LogFormatter):
        label = _("Delete an unused word")
        message = _("Word deleted, no page had it")

from django.http import Http404
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from hub.core import openness
from hub.core.hiding_views import hide_areas
from hub.core.models import Cycle, Theme


class CycleViewSet(SnippetViewSet):
    model = Cycle
    icon = "folder-open-inverse"
    list_display = ["title", "key", "order"]


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["title", "key", "cycle", "parent", "order"]
    list_filter = ["cycle"]


class TaxonomyGroup(SnippetViewSetGroup):
    items = (CycleViewSet, ThemeViewSet)
    menu_label = _("Themes")
    menu_icon = "tag"
    menu_order = 300


register_snippet(TaxonomyGroup)


@hooks.register("register_rich_text_features", order=100)
def no_pictures_in_rich_text(features):
    """Pictures stand in figure blocks, where their text alternative is translated; never inside running text."""
    features.default_features = [name for name in features.default_features if name not in {"image", "embed", "hr"}]


@hooks.register("insert_global_admin_css")
def forms_of_pages():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/forms.css"))


@hooks.register("insert_editor_js")
def one_save_at_a_time():
    return format_html('<script src="{}" type="module"></script>', static("js/admin/saving.js"))


@hooks.register("register_admin_urls")
def hiding_urls():
    return [path("images/<int:image_id>/hide/", hide_areas, name="hide_areas")]


@hooks.register("register_log_actions")
def log_of_hiding(actions):
    actions.register_action("core.hide_areas", _("Hide areas"), _("Areas of the picture hidden"))


@hooks.register("before_serve_document")
def only_for_who_may_have_it(document, request):
    if not openness.may_fetch(request, document):
        raise Http404

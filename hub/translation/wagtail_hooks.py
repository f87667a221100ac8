from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.translation import account, rights, urls
from hub.translation.models import GlossaryTerm, LanguagePolicy, TranslatorLanguage
from hub.translation.waiting import WaitingPanel


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    add_to_admin_menu = False
    list_display = ["term", "meaning", "do_not_translate", "locale"]
    search_fields = ["term", "other_forms", "meaning"]


register_snippet(GlossaryViewSet)


class TranslatorsViewSet(ModelViewSet):
    model = TranslatorLanguage
    name = "translators"
    icon = "group"
    menu_label = _("Translators")
    form_fields = ["user", "locale", "may_publish", "wants_letters"]
    list_display = ["user", "locale", "may_publish"]
    list_filter = ["locale"]


class PoliciesViewSet(ModelViewSet):
    model = LanguagePolicy
    name = "language_policies"
    icon = "globe"
    menu_label = _("Languages")
    form_fields = ["locale", "publishes_machine_drafts"]
    list_display = ["locale", "publishes_machine_drafts"]


class TranslationGroup(ViewSetGroup):
    items = (TranslatorsViewSet, PoliciesViewSet)
    menu_label = _("Who translates")
    menu_icon = "group"
    menu_order = 316


@hooks.register("register_admin_viewset")
def who_translates():
    return TranslationGroup()


class DeskMenuItem(MenuItem):
    def is_shown(self, request):
        return rights.may_see_the_desk(request.user)


@hooks.register("register_admin_menu_item")
def desk_in_the_menu():
    return DeskMenuItem(_("Translation"), reverse("translation:desk"), name="translation", icon_name="globe", order=315)


@hooks.register("construct_homepage_panels")
def waiting_for_you(request, panels):
    panels.append(WaitingPanel())


@hooks.register("register_account_settings_panel")
def letters_in_the_account(request, user, profile):
    return account.LettersPanel(request, user, profile)


@hooks.register("insert_global_admin_css")
def admin_without_scripts():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/no-script.css"))


@hooks.register("register_admin_urls")
def addresses():
    return [path("translation/", include((urls.urlpatterns, "translation"), namespace="translation"))]

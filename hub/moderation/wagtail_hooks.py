from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.moderation import deciding, urls
from hub.moderation.models import Reply
from hub.moderation.waiting import StoriesPanel

LOGGED = {
    "approved": (_("Approve a story"), _("Story approved")),
    "asked": (_("Ask for changes of a story"), _("Changes asked")),
    "declined": (_("Decline a story"), _("Story declined")),
    "reopened": (_("Take up a declined story"), _("Story taken up again")),
    "narrowed": (_("Tell less of a story"), _("Less is told, or a picture was taken off")),
}


class ReplyViewSet(SnippetViewSet):
    model = Reply
    icon = "mail"
    list_display = ["title", "kind", "locale"]
    list_filter = ["kind"]


register_snippet(ReplyViewSet)


class StoriesMenuItem(MenuItem):
    def is_shown(self, request):
        return deciding.may_moderate(request.user)

    def render_component(self, request):
        item = super().render_component(request)
        waiting = deciding.waiting_states().count()
        if waiting:
            item.label = f"{item.label} ({waiting})"
        return item


@hooks.register("register_admin_menu_item")
def stories_in_the_menu():
    address = reverse("moderation:overview")
    return StoriesMenuItem(_("Stories to look at"), address, name="stories_to_look_at", icon_name="check", order=110)


@hooks.register("construct_homepage_panels")
def stories_waiting(request, panels):
    panels.append(StoriesPanel())


@hooks.register("register_admin_urls")
def addresses():
    return [path("stories/moderate/", include((urls.urlpatterns, "moderation"), namespace="moderation"))]


@hooks.register("register_log_actions")
def decisions_in_the_log(actions):
    """Who decided and when; nothing of what the story says."""
    for key, (name, sentence) in LOGGED.items():
        formatter = type(key.title(), (LogFormatter,), {"label": name, "message": sentence})
        actions.register_action(f"hub.moderation.{key}")(formatter)

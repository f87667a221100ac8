from django.urls import include, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.core.editing import refused_in_bulk
from hub.resources import enums, facets, health_hooks, rules  # noqa: F401 (Wagtail looks for hooks in this module alone)
from hub.resources.models import DeadLink, ResourcePage, Suggestion
from hub.resources.views import desk
from hub.resources.waiting import MAY_LINKS, MAY_SUGGESTIONS, ResourcesPanel

KIND_OF_RESOURCE = gettext_lazy("Resources of this kind")


@hooks.register("before_bulk_action")
def no_unready_resource_in_bulk(request, action_type, objects, action_class_instance):
    return refused_in_bulk(request, action_type, objects, ResourcePage, rules.problems)


@hooks.register("hub_search_names")
def names_of_kinds(language):
    """Kinds that resources really have, for what is being typed: each leads into the directory filtered by it."""
    held = facets.keys_held(language).get("kind", {})
    return [
        (label, KIND_OF_RESOURCE, f"/{language}/resources/?kind={key}")
        for key, label in enums.Kind.choices
        if key in held
    ]


class ToldMenuItem(MenuItem):
    def __init__(self, model, right, name, order):
        self.right = right
        label = capfirst(model._meta.verbose_name_plural)
        super().__init__(label, reverse(name), name=name, icon_name="link", order=order)

    def is_shown(self, request):
        return request.user.has_perm(self.right)


@hooks.register("register_admin_menu_item")
def suggestions_in_the_menu():
    return ToldMenuItem(Suggestion, MAY_SUGGESTIONS, "resource_suggestions", 320)


@hooks.register("register_admin_menu_item")
def dead_links_in_the_menu():
    return ToldMenuItem(DeadLink, MAY_LINKS, "resource_dead_links", 321)


@hooks.register("construct_homepage_panels")
def told_of_resources(request, panels):
    panels.append(ResourcesPanel())


@hooks.register("register_admin_urls")
def addresses():
    return [path("resources/", include(desk.urlpatterns))]

from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.core.editing import refused_in_bulk
from hub.core.models import HubImage
from hub.stories import facets, rules, services
from hub.stories.models import Cohort, StoryPage


class CohortViewSet(SnippetViewSet):
    model = Cohort
    icon = "calendar-alt"
    list_display = ["year"]


register_snippet(CohortViewSet)


@hooks.register("before_bulk_action")
def no_unready_story_in_bulk(request, action_type, objects, action_class_instance):
    def problems(story):
        return rules.problems(story, today=timezone.localdate())

    return refused_in_bulk(request, action_type, objects, StoryPage, problems)


@hooks.register("held_back_media")
def pictures_without_consent(model):
    """The pictures in published stories to which somebody's consent is missing or over, wherever else they are used."""
    return services.pictures_held_back() if model is HubImage else []


COUNTRY = gettext_lazy("Stories from this country")


@hooks.register("hub_search_names")
def names_of_countries(language):
    """Countries that stories name, for what is being typed: each leads into the stories from there."""
    options = facets.named_countries(facets.keys_held(language).get("country", {}), language)
    return [(name, COUNTRY, f"/{language}/stories/?country={code}") for code, name, _level in options]

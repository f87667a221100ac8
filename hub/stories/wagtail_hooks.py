from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
    """Publishing many at once goes past the form: what is not ready is named, and nothing is published."""
    if action_type != "publish":
        return None
    latest = [page.specific.get_latest_revision_as_object() for page in objects if page.specific_class is StoryPage]
    unready = [story for story in latest if _is_unready(story)]
    if not unready:
        return None
    titles = ", ".join(f"“{story.title}”" for story in unready)
    messages.error(
        request, _("Not ready to be published: %(titles)s. Open each and publish it there.") % {"titles": titles}
    )
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


@hooks.register("held_back_media")
def pictures_without_consent(model):
    """The pictures in published stories to which somebody's consent is missing or over, wherever else they are used."""
    return services.pictures_held_back() if model is HubImage else []


def _is_unready(story) -> bool:
    try:
        story.full_clean()
    except ValidationError:
        return True
    return bool(rules.problems(story, today=timezone.localdate()))


COUNTRY = gettext_lazy("Stories from this country")


@hooks.register("hub_search_names")
def names_of_countries(language):
    """Countries that stories name, for what is being typed: each leads into the stories from there."""
    options = facets.named_countries(facets.keys_held(language).get("country", {}), language)
    return [(name, COUNTRY, f"/{language}/stories/?country={code}") for code, name, _level in options]

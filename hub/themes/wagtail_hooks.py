from django.utils import timezone
from wagtail import hooks

from hub.core.editing import refused_in_bulk
from hub.core.models import HubImage
from hub.themes import rules, services
from hub.themes.models import ThemePage


@hooks.register("before_bulk_action")
def no_unready_theme_in_bulk(request, action_type, objects, action_class_instance):
    def problems(page):
        return rules.problems(page, timezone.localdate())

    return refused_in_bulk(request, action_type, objects, ThemePage, problems)


@hooks.register("held_back_media")
def portraits_without_consent(model):
    """The portraits on published pages to which somebody's consent is missing or over, wherever else they are used."""
    return services.pictures_held_back() if model is HubImage else []

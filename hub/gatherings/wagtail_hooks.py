from wagtail import hooks

from hub.core.editing import refused_in_bulk
from hub.gatherings import rules
from hub.gatherings.models import EditionPage


@hooks.register("before_bulk_action")
def no_unready_gathering_in_bulk(request, action_type, objects, action_class_instance):
    return refused_in_bulk(request, action_type, objects, EditionPage, rules.problems)

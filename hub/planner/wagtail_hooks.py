from wagtail import hooks

from hub.core.editing import refused_in_bulk
from hub.planner import rules
from hub.planner.models import AgendaPage


@hooks.register("before_bulk_action")
def no_unready_agenda_in_bulk(request, action_type, objects, action_class_instance):
    return refused_in_bulk(request, action_type, objects, AgendaPage, rules.problems)

"""“Waiting for you” for moderators: on the admin's home, in the menu and as a list. The oldest first."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from hub.moderation import deciding
from hub.moderation.models import Decision
from hub.stories.models import StoryPage

MOST_SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """`stories`: pairs of story and days; wishes of hosts; stories whose day to look again has come."""

    stories: list[tuple]
    total: int
    wishes: list
    rechecks: list
    declined: list

    def __bool__(self):
        return bool(self.stories or self.wishes or self.rechecks)


def waiting_for() -> Waiting:
    """Seven queries at most."""
    now, today = timezone.now(), timezone.localdate()
    states = deciding.waiting_states()
    shown = list(states.select_related("workflow_state")[:MOST_SHOWN])
    pages = StoryPage.objects.select_related("locale").in_bulk([int(state.workflow_state.object_id) for state in shown])
    stories = [
        (pages[int(state.workflow_state.object_id)], (now - state.started_at).days)
        for state in shown
        if int(state.workflow_state.object_id) in pages
    ]
    own = StoryPage.objects.filter(alias_of=None).select_related("locale")
    wished = Q(live=True, submissions__withdrawal_asked_at__isnull=False) | Q(taken_back__isnull=False)
    wishes = own.filter(wished).distinct().order_by("pk")
    originals = own.live().filter(translation_state="original", recheck_on__lte=today).order_by("recheck_on", "pk")
    return Waiting(
        stories=stories,
        total=states.count(),
        wishes=list(wishes[:MOST_SHOWN]),
        rechecks=list(originals[:MOST_SHOWN]),
        declined=_lately_declined(),
    )


def _lately_declined() -> list:
    """Stories whose decline can still be taken back."""
    decisions = Decision.objects.select_related("story__locale").order_by("story_id", "-pk")
    latest = {}
    for decision in decisions.filter(at__gte=timezone.now() - deciding.UNDO):
        latest.setdefault(decision.story_id, decision)
    return [each.story for each in latest.values() if each.verdict == deciding.Verdict.DECLINED]


class StoriesPanel(Component):
    """A panel of the admin's home for moderators; for others nothing."""

    name = "stories_waiting"
    template_name = "moderation/panel.html"
    order = 40

    class Media:
        css = {"all": ["css/admin/home.css", "css/admin/moderation.css"]}

    def get_context_data(self, parent_context):
        return {"waiting": waiting_for()}

    def render_html(self, parent_context=None):
        return super().render_html({}) if deciding.may_moderate(parent_context["request"].user) else ""

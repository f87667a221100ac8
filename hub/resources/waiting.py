"""“Waiting for you”: what readers told us of resources, on the admin's home."""

from dataclasses import dataclass

from wagtail.admin.ui.components import Component

from hub.resources.enums import Handling
from hub.resources.models import DeadLink, Suggestion

MAY_SUGGESTIONS = "resources.change_suggestion"
MAY_LINKS = "resources.change_deadlink"


@dataclass(frozen=True)
class Waiting:
    suggestions: int
    dead_links: int

    @property
    def total(self) -> int:
        return self.suggestions + self.dead_links

    def __bool__(self):
        return bool(self.total)


def waiting_for(user) -> Waiting:
    """How much of each kind waits that she may handle. Two queries."""

    def count(model, right):
        return model.objects.filter(state=Handling.NEW).count() if user.has_perm(right) else 0

    return Waiting(count(Suggestion, MAY_SUGGESTIONS), count(DeadLink, MAY_LINKS))


class ResourcesPanel(Component):
    """A panel of the admin's home for those who look after the directory; for others, and where nothing waits, nothing."""

    name = "resources_waiting"
    template_name = "resources/panel.html"
    order = 45

    class Media:
        css = {"all": ["css/admin/home.css", "css/admin/moderation.css"]}

    def get_context_data(self, parent_context):
        return {"waiting": parent_context["waiting"]}

    def render_html(self, parent_context=None):
        waiting = waiting_for(parent_context["request"].user)
        return super().render_html({"waiting": waiting}) if waiting else ""

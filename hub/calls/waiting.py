"""“Waiting for you” of calls: on the admin's home and in the menu, for staff and for reviewers."""

from dataclasses import dataclass

from wagtail.admin.ui.components import Component

from hub.calls.review import rights
from hub.calls.review_views import rounds


@dataclass(frozen=True)
class Waiting:
    """`reading`: round, page and how many wait for her; `rounds`: calls where something is with the team."""

    reading: list[tuple]
    rounds: list[dict]

    def __bool__(self):
        return bool(self.reading or self.rounds)

    @property
    def to_read(self) -> int:
        return sum(number for _round, _page, number in self.reading)


def waiting_for(user) -> Waiting:
    told = rounds.rounds_to_run() if rights.may_run(user) else []
    return Waiting(
        reading=[each for each in rounds.rounds_to_read(user) if each[2]],
        rounds=[each for each in told if each["with_team"]],
    )


class CallsPanel(Component):
    """A panel of the admin's home for who runs calls or reads; for others nothing."""

    name = "calls_waiting"
    template_name = "calls/review/panel.html"
    order = 45

    class Media:
        css = {"all": ["css/admin/home.css", "css/admin/calls.css"]}

    def get_context_data(self, parent_context):
        return {"waiting": waiting_for(parent_context["request"].user)}

    def render_html(self, parent_context=None):
        if not rights.may_come(parent_context["request"].user):
            return ""
        return super().render_html(parent_context)

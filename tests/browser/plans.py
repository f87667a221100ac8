"""Plans that are kept on a running hub, for tests of the pages on which they are run and kept."""

MADE = """
import datetime as dt
from django.utils import timezone
from hub.planner import keeping
from hub.planner.plans.document import Day, Item, Kind, Plan
items = (
    Item("open", Kind.ACTIVITY, 10, "33vrha", who="AB", note="Bring the drum", told="We say hello"),
    Item("talk", Kind.OWN, 20, title="We talk"),
    Item("gra", Kind.OWN, 15, title="Drawing", group=1),
    Item("grb", Kind.OWN, 25, title="Walking", group=2),
    Item("spare", Kind.BUFFER, 10, title="Room"),
    Item("end", Kind.OWN, 10, title="Farewell"),
)
days = (
    Day("one", items, date="2026-03-06", start="18:00", end="19:15"),
    Day("two", (Item("again", Kind.OWN, 30, title="Hello again"),), date="2026-03-07", start="10:00"),
)
plan = Plan(title="Friday in the yard", zone="Asia/Bangkok", days=days)
edit = keeping.keep(plan=plan, until=timezone.now().date() + dt.timedelta(days=30))
print(edit, keeping.to_edit(edit).view)
"""


def kept(running_hub) -> tuple[str, str]:
    """The link to edit and the link to view of a new plan: on Friday 75 minutes from 18:00 in Bangkok, which is 11:00 UTC."""
    edit, view = running_hub.shell(MADE).split()
    return edit, view

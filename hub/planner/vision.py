"""The journal, what people are asked when they leave, and what a plan has of the shared-vision sentence.

They follow the Jam Sessions Toolkit (CIVICUS, Grassroots Solidarity Revolution) in words of our own. Keys are stable.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.core.vision import SENTENCE
from hub.planner.plans.document import Plan

JOURNAL = (
    ("needed", _("What is there to do today?")),
    ("learned", _("What did yesterday teach you?")),
    ("surprised", _("What surprised you, and where do you think it came from?")),
    ("missing", _("What was missing, and who?")),
    ("shared", _("What did you read back to the group before the end, and did it sound right to them?")),
)
FEEDBACK = (
    ("learned", pgettext_lazy("feedback", "One thing I learned")),
    ("liked", pgettext_lazy("feedback", "One thing I liked")),
    ("better", pgettext_lazy("feedback", "One thing I would do differently next time")),
)


def sentence_of(plan: Plan) -> list[tuple[str, str]]:
    """Label and words of each part that is filled in."""
    return [(str(label), plan.sentence[key]) for key, label, _help in SENTENCE if plan.sentence.get(key)]


def journal_of(plan: Plan) -> list[tuple[str, str]]:
    """Question and words of each part that is filled in."""
    return [(str(question), plan.journal[key]) for key, question in JOURNAL if plan.journal.get(key)]

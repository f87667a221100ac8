"""The sentence of the shared vision and the journal, as label and text, where they are filled."""

from django.utils.translation import gettext as _

from hub.planner.plans.document import Plan

SENTENCE = ("given", "whom", "goal", "outcome", "by")


def sentence_of(plan: Plan) -> list[tuple[str, str]]:
    said = [plan.sentence[key] for key in SENTENCE if plan.sentence.get(key)]
    return [(_("What we see together"), "\n".join(said))] if said else []


def journal_of(plan: Plan) -> list[tuple[str, str]]:
    said = [text for text in plan.journal.values() if text]
    return [(_("Journal"), "\n".join(said))] if said else []

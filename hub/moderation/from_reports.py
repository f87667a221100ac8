"""From the report of a session to the draft of a story, as far as its host allowed; and what she takes back again."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from hub.calls import hosting_reading, rounds_of
from hub.calls.asking import application_questions
from hub.calls.enums import Kind, MayBecomeStory
from hub.calls.models import Report
from hub.core.enums import GroupSize
from hub.moderation.models import TakenBack
from hub.stories.enums import When
from hub.stories.models import StoryPage
from hub.stories.sharing import sending
from hub.stories.sharing.told import Told, as_rich

MAPPED = ("name", "first_day", "people", "participants", "outcomes", "takeaway")
FOR_THE_TEAM = ("bonds", "recommend", "sharing", "else", "second_day", "third_day", "other_days")
WORDY = (Kind.SHORT, Kind.LONG)


@transaction.atomic
def open_story(*, report: Report) -> StoryPage | None:
    """A draft with what was already said, for moderators to look at. None where there is no stories page."""
    application = report.hosting.application
    is_nameless = report.may_become_story == MayBecomeStory.NAMELESS
    said = _said(report, is_nameless)
    try:
        with override(application.language):
            story = sending.make(told=Told(language=application.language, facts=_facts(report, said)))
    except sending.NoPlaceError:
        return None
    Report.objects.filter(pk=report.pk).update(story=story)
    sending.give_to_team(story=story)
    return story


@transaction.atomic
def host_takes_back(*, story_id: int) -> None:
    """The story stays as it is; moderators see the wish until they have taken it away."""
    if Page.objects.filter(pk=story_id).exists():
        TakenBack.objects.get_or_create(story_id=story_id)


def _said(report, is_nameless) -> dict:
    """Answer by question; without what may tell who it was, if she wished for that."""
    application = report.hosting.application
    page = rounds_of.page_of(application.round, application.language)
    hidden = (
        {each.key for each in application_questions(page) if each.is_identifying} if page and is_nameless else set()
    )
    found = {}
    for answer in hosting_reading.answers(application, report, application.language):
        question, value = answer.question, report.answers.get(answer.question.key)
        if value and not (is_nameless and question.is_identifying) and question.key not in hidden:
            found[question] = value
    return found


def _facts(report, said) -> dict:
    by_key = {question.key: str(value) for question, value in said.items()}
    outcomes = by_key.get("outcomes", "")
    others = [
        f"{question.label}\n{value}"
        for question, value in said.items()
        if question.key not in (*MAPPED, *FOR_THE_TEAM) and question.kind in WORDY
    ]
    facts = {
        "title": by_key.get("name", "")[:100] or _("A session"),
        "summary": " ".join(outcomes.split())[:200],
        "what_happened": as_rich("\n\n".join(part for part in (outcomes, *others) if part)),
        "advice": as_rich(by_key.get("takeaway", "")),
        "participants_note": " ".join(by_key.get("participants", "").split())[:200],
        "group_size": by_key["people"] if by_key.get("people") in GroupSize.values else "",
        "date_precision": When.MONTH.value,
        "session_date": _day(by_key.get("first_day", "")),
    }
    name = report.hosting.application.contact.get("name", "")
    if name and report.may_become_story == MayBecomeStory.YES:
        facts["credit_names"] = [name[:120]]
    return facts


def _day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return ""
    return text if day <= timezone.localdate() else ""

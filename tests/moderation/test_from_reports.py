"""An accepted report becomes the draft of a story: with what was said, without names if its host wished so."""

import pytest

from hub.calls import keeping
from hub.calls.hosting import settling
from hub.calls.models import Hosting, Report
from hub.core.models import User
from hub.moderation import deciding
from hub.moderation.models import TakenBack
from hub.moderation.waiting import waiting_for
from hub.stories.models import StoryPage
from hub.stories.sharing import sending
from tests.calls import full
from tests.factories import stories_page
from tests.people.conftest import person

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Evening of songs",
    "first_day": "2026-10-03",
    "people": "6-12",
    "participants": "Fishers <b>of Demoville</b>",
    "outcomes": "We sang.\n\nThen we made plans.",
    "links": "https://example.org/demoville",
    "takeaway": "Less is more.",
    "bonds": "9",
    "else": "Only for the team.",
}


@pytest.fixture
def accepted(starter_library):
    """Accepts a report with this wish."""
    stories_page()

    def accept(wish: str, **fields) -> Report:
        hosting = Hosting.objects.create(application=full.host(**fields))
        report = Report.objects.create(hosting=hosting, state="sent", answers=ANSWERS, may_become_story=wish)
        settling.accept(report=report, user=User.objects.create_user(f"demo-{report.pk}"[:30]))
        report.refresh_from_db()
        return report

    return accept


def test_story_is_a_draft_that_waits_for_moderators_with_what_was_said(accepted):
    story = accepted("yes").story
    assert (story.live, story.safety_state, story.owner) == (False, "pending", None)
    assert deciding.state_of(story) is not None
    facts = ("title", "summary", "group_size", "date_precision", "participants_note", "advice")
    assert {name: getattr(story, name) for name in facts} == {
        "title": "Evening of songs",
        "summary": "We sang. Then we made plans.",
        "group_size": "6-12",
        "date_precision": "month",
        "participants_note": "Fishers <b>of Demoville</b>",
        "advice": "<p>Less is more.</p>",
    }
    assert story.what_happened.startswith("<p>We sang.</p><p>Then we made plans.</p><p>")
    assert "https://example.org/demoville" in story.what_happened
    assert [str(each.value) for each in story.credit_names] == ["Demo person"]
    assert "Only for the team" not in str(StoryPage.objects.filter(pk=story.pk).values().get())


def test_without_names_nothing_that_may_tell_who_it_was_goes_in(accepted):
    story = accepted("nameless").story
    everything = str(StoryPage.objects.filter(pk=story.pk).values().get()) + str(story.get_latest_revision().content)
    assert [word in everything for word in ("We sang.", "Demoville", "demoville", "Demo person", "demo-")] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert len(story.credit_names) == 0


def test_story_is_told_in_the_language_of_its_host(accepted):
    assert accepted("yes", language="ar").story.locale.language_code == "ar"


@pytest.mark.parametrize("wish", ["no", "ask"])
def test_nothing_is_made_against_the_hosts_wish(accepted, wish):
    before = StoryPage.objects.count()
    assert (accepted(wish).story, StoryPage.objects.count()) == (None, before)


def test_report_is_accepted_where_there_is_no_place_for_stories(accepted, monkeypatch):
    def nowhere(**kwargs):
        raise sending.NoPlaceError

    monkeypatch.setattr(sending, "make", nowhere)
    report = accepted("yes")
    assert (report.state, report.story) == ("accepted", None)


def test_moderators_are_told_when_a_host_takes_everything_back(accepted, client):
    report = accepted("yes")
    story, application = report.story, report.hosting.application
    keeping.withdraw(application=application)
    assert (StoryPage.objects.filter(pk=story.pk).exists(), Report.objects.count()) == (True, 0)
    assert waiting_for().wishes == [story]
    client.force_login(person("demo-moderator", "Moderators"))
    assert f"/admin/pages/{story.pk}/delete/" in client.get("/admin/stories/moderate/").content.decode()
    StoryPage.objects.get(pk=story.pk).delete()
    assert (TakenBack.objects.count(), waiting_for().wishes) == (0, [])

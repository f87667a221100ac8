"""Who may do what with a story that waits, and what becomes of it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Locale, PageLogEntry, WorkflowPage

from hub.core.models import User
from hub.moderation import deciding, services
from hub.moderation.enums import Aspect, Verdict
from hub.moderation.models import Decision, Reply, SafetyCheck, StoryApprovalTask
from hub.stories.models import StoryIndexPage, StoryPage
from hub.stories.submissions import Submission
from tests.consent import carrying
from tests.factories import activity, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _workflow():
    services.assign_workflow()


def person(name, *groups, **fields) -> User:
    user = User.objects.create_user(f"demo-{name}", password="demo-password-1", **fields)
    user.groups.add(*(Group.objects.get_or_create(name=group)[0] for group in groups))
    return user


def moderator(name="moderator") -> User:
    Group.objects.get(name="Moderators").permissions.add(Permission.objects.get(codename="access_admin"))
    return person(name, "Moderators")


def waiting_story(*, user=None, **fields) -> StoryPage:
    story = carrying.story(publish=False, user=user, **{"safety_state": "pending", **fields})
    story.get_workflow().start(story, user)
    return story


def submission_of(story, state="sent") -> Submission:
    return Submission.objects.create(opening="demo", code_hash="demo", language="es", story=story, state=state)


def address(story) -> str:
    return f"/admin/stories/moderate/{story.pk}/"


def seen(story) -> int:
    story.refresh_from_db(fields=["latest_revision"])
    return story.latest_revision_id


def checked(story, **changed) -> dict:
    return {"check-seen": seen(story), **{f"check-{key}": "ok" for key in Aspect.values}, **changed}


def test_workflow_is_there_once_for_all_stories_pages():
    services.assign_workflow()
    assert StoryApprovalTask.objects.count() == 1
    assert set(WorkflowPage.objects.values_list("page_id", flat=True)) >= set(
        StoryIndexPage.objects.values_list("pk", flat=True)
    )


@pytest.mark.parametrize(
    ("role", "opens", "approves"),
    [
        ("anonymous", 302, False),
        ("host", 302, False),
        ("translator", 302, False),
        ("editor", 302, False),
        ("last editor", 200, False),
        ("moderator", 200, True),
        ("superuser", 200, True),
    ],
)
def test_role_may_open_and_approve(client, role, opens, approves):
    users = {
        "anonymous": None,
        "host": person("host"),
        "translator": person("translator", "Translators"),
        "editor": person("editor", "Editors"),
        "last editor": moderator("last-editor"),
        "moderator": moderator(),
        "superuser": User.objects.create_superuser("demo-super", password="demo-password-1"),
    }
    story = waiting_story(user=users["last editor"])
    if users[role]:
        client.force_login(users[role])
    opened = client.get(address(story))
    client.post(address(story), {"do": "approve", **checked(story)})
    assert (opened.status_code, StoryPage.objects.get(pk=story.pk).live) == (opens, approves)


@pytest.mark.parametrize("do", ["check", "approve", "ask", "decline", "reopen", "narrow", "drop"])
def test_editor_without_the_group_does_nothing(client, do):
    story = waiting_story()
    client.force_login(person("editor", "Editors"))
    before = seen(story)
    client.post(address(story), {"do": do, **checked(story), "ask-seen": before, "ask-words": "x", "seen": before})
    assert (Decision.objects.count(), SafetyCheck.objects.count(), seen(story)) == (0, 0, before)


def test_approval_publishes_tells_the_host_and_stands_in_the_log(client):
    story = waiting_story()
    submission = submission_of(story)
    user = moderator()
    client.force_login(user)
    client.post(address(story), {"do": "approve", **checked(story, **{"check-faces_note": "Seen"})})
    story, submission = StoryPage.objects.get(pk=story.pk), Submission.objects.get(pk=submission.pk)
    assert (story.live, story.safety_state, story.safety_by, submission.state) == (True, "ok", user, "published")
    assert SafetyCheck.objects.get().answers["faces"] == {"answer": "ok", "note": "Seen"}
    entry = PageLogEntry.objects.get(action="hub.moderation.approved")
    assert (entry.user, entry.data) == (user, {})


@pytest.mark.parametrize("answer", ["", "not_ok", "<script>"])
def test_approval_needs_every_answer(client, answer):
    story = waiting_story()
    client.force_login(moderator())
    page = client.post(address(story), {"do": "approve", **checked(story, **{"check-screens": answer})})
    assert (page.status_code, StoryPage.objects.get(pk=story.pk).live) == (200, False)
    assert list(page.context["screen"].check.errors) == ["screens"]


def test_approval_names_a_missing_consent(client):
    story = waiting_story(quotes=[{"text": "Words of a demo person", "consent": None}])
    client.force_login(moderator())
    page = client.post(address(story), {"do": "approve", **checked(story)})
    assert page.context["screen"].problems == {"quotes": ["“Words of a demo person” has no consent."]}
    assert (StoryPage.objects.get(pk=story.pk).live, Decision.objects.count()) == (False, 0)


def test_second_moderator_sees_that_it_is_decided(client):
    story = waiting_story()
    before = seen(story)
    deciding.approve(story=story, seen=before, user=moderator("first"))
    client.force_login(moderator("second"))
    page = client.post(address(story), {"do": "decline", "decline-seen": before, "decline-words": "No"}, follow=True)
    assert "Somebody decided or changed this story meanwhile." in page.content.decode()
    assert list(Decision.objects.values_list("verdict", flat=True)) == [Verdict.APPROVED]


def test_newer_version_is_not_approved_unseen():
    story = waiting_story()
    before = seen(story)
    story.get_latest_revision_as_object().save_revision()
    with pytest.raises(deciding.DecidedError):
        deciding.approve(story=story, seen=before, user=moderator())


def test_asking_gives_the_host_remarks_and_a_kept_reply(client):
    story = waiting_story()
    submission = submission_of(story)
    spanish = Locale.objects.get(language_code="es")
    reply = Reply.objects.create(kind="ask", title="Fotos", text="Por favor, otra foto.", locale=spanish)
    client.force_login(moderator())
    client.post(
        address(story), {"do": "ask", "ask-seen": seen(story), "ask-reply": reply.pk, "ask-on_title": "Shorter, please"}
    )
    submission.refresh_from_db()
    assert (submission.state, submission.remarks, submission.reply) == (
        "asked",
        {"title": "Shorter, please"},
        "Por favor, otra foto.",
    )
    assert deciding.state_of(story) is None


def test_decline_is_taken_back_within_seven_days(client):
    story = waiting_story()
    submission = submission_of(story)
    client.force_login(moderator())
    client.post(address(story), {"do": "decline", "decline-seen": seen(story), "decline-words": "Not this time."})
    submission.refresh_from_db()
    assert (submission.state, submission.reply) == ("declined", "Not this time.")
    client.post(address(story), {"do": "reopen"})
    submission.refresh_from_db()
    assert (submission.state, deciding.state_of(story) is not None) == ("sent", True)


def test_decline_is_final_after_seven_days():
    story = waiting_story()
    deciding.decline(story=story, seen=seen(story), user=moderator(), reply="No")
    Decision.objects.update(at=timezone.now() - dt.timedelta(days=8))
    with pytest.raises(deciding.DecidedError):
        deciding.reopen(story=story, user=moderator("second"))


def test_narrowing_tells_less_and_leaves_the_moderator_free_to_approve():
    story = waiting_story(country="KE", place_precision="country", group_size="13-25")
    user = moderator()
    deciding.narrow(story=story, seen=seen(story), user=user, place="hidden", date="year")
    latest = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (latest.place_precision, latest.date_precision) == ("hidden", "year")
    deciding.approve(story=story, seen=seen(story), user=user)
    assert StoryPage.objects.get(pk=story.pk).live


def test_narrowing_never_tells_more(client):
    story = waiting_story(place_precision="country")
    client.force_login(moderator())
    before = seen(story)
    client.post(address(story), {"do": "narrow", "narrow-seen": before, "narrow-place": "city", "narrow-date": "month"})
    assert seen(story) == before


def test_picture_is_taken_off(client):
    held = carrying.consent(kind="picture")
    story = waiting_story(pictures=[{"image": carrying.picture(), "alt": "Demo hands", "consent": held}])
    client.force_login(moderator())
    row = story.pictures.get().translation_key
    client.post(address(story), {"do": "drop", "seen": seen(story), "row": str(row)})
    assert list(StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().pictures.all()) == []


def test_wagtails_own_approve_is_closed(client):
    story = waiting_story()
    client.force_login(moderator())
    state = deciding.state_of(story)
    client.post(f"/admin/pages/{story.pk}/workflow/action/approve/{state.pk}/", {"comment": ""})
    assert (StoryPage.objects.get(pk=story.pk).live, deciding.state_of(story)) == (False, state)


def test_panel_shows_what_waits_oldest_first_in_few_queries(django_assert_max_num_queries):
    from hub.moderation.waiting import waiting_for

    first, second = waiting_story(title="First demo"), waiting_story(title="Second demo")
    deciding.waiting_states().filter(workflow_state__object_id=str(second.pk)).update(
        started_at=timezone.now() - dt.timedelta(days=3)
    )
    with django_assert_max_num_queries(10):
        waiting = waiting_for()
    assert [(story.pk, days) for story, days in waiting.stories] == [(second.pk, 3), (first.pk, 0)]


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_nobody_publishes_past_the_decision(group):
    """Groups that may publish all other pages send a story on its way, and no more."""
    page = story(publish=False)
    user = User.objects.create_user("demo-publisher", password="a long enough password")
    user.groups.add(Group.objects.get(name=group))
    other = activity(publish=False)
    may = [each.permissions_for_user(user).can_publish() for each in (page, other)]
    below = page.get_parent().specific.permissions_for_user(user).can_publish_subpage()
    assert (may, below) == ([False, True], False)
    with pytest.raises(PublishPagePermissionError):
        page.save_revision(user=user).publish(user=user)
    assert not StoryPage.objects.get(pk=page.pk).live

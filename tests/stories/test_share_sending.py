"""Sending a story, what the team answers, and taking it back."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from hub.core.models import HubImage
from hub.stories.enums import SubmissionState
from hub.stories.models import StoryPage, Submission
from hub.stories.share_reading import Draft
from hub.stories.sharing import asking, deciding, sending
from hub.tags.models import Word
from hub.tags.services import delete_unused
from tests.factories import activity, stories_page
from tests.stories.sharing import (
    OUTCOME,
    WHAT,
    agree,
    begin,
    code_shown,
    hidden,
    picture_file,
    resume,
    say,
    send,
    send_pictures,
    sent,
    tell,
    told_consents,
    told_stories,
)


def latest(submission) -> StoryPage:
    submission.refresh_from_db()
    return submission.story.get_latest_revision_as_object()


def test_sent_story_is_a_draft_with_all_that_was_told(client, place):
    submission = sent(client)
    story = told_stories().get()
    assert (submission.state, submission.story, story.live) == (SubmissionState.SENT, story, False)
    assert (story.get_parent().pk, story.language, story.safety_state) == (place.pk, "en", "pending")
    facts = {
        name: getattr(story, name)
        for name in ("title", "summary", "formats", "group_size", "country", "date_precision")
    }
    assert facts == {
        "title": WHAT["title"],
        "summary": WHAT["summary"],
        "formats": ["in-person", "outdoors"],
        "group_size": "6-12",
        "country": "FR",
        "date_precision": "month",
    }
    assert story.what_happened == "<p>We sang.</p><p>Then &lt;b&gt;danced&lt;/b&gt; &amp; ate.</p>"
    assert (story.session_date, story.languages_used) == (dt.date(2025, 5, 1), ["fr", "wo"])
    assert [name.value for name in story.credit_names] == ["Demo host"]
    assert [(row.alt, row.caption, row.faces) for row in story.pictures.all()] == [
        ("Tables with fruit", "Before the rain", "none")
    ]
    assert [(row.text, row.credit) for row in story.quotes.all()] == [("I was not afraid.", "Demo neighbour")]
    consents = told_consents().order_by("kind").values_list("kind", "pseudonym", "state", "scopes", "until", "recorded")
    assert list(consents) == [
        ("picture", "River", "given", ["site", "print"], None, "form"),
        ("quote", "River", "given", ["site", "print"], None, "form"),
    ]
    assert client.get("/en/stories/").content.decode().count(WHAT["title"]) == 0


def test_two_clicks_on_send_make_one_story(client, place):
    tell(client)
    mark = hidden(client, "/en/share/steps/what/")["mark"]
    answers = [client.post("/en/share/check/", {"mark": mark}).headers["Location"] for _click in range(2)]
    assert answers == ["/en/share/state/"] * 2
    assert (told_stories().count(), Revision.objects.filter(object_id=str(told_stories().get().pk)).count()) == (
        1,
        1,
    )


def test_activities_stand_in_their_order(client, place):
    one, two = activity(title="Quokka dance"), activity(title="Quokka song")
    submission = tell(client)
    for page in (one, two):
        say(client, "activities", {"do": f"add:{page.uid}"})
    say(client, "activities", {"do": f"up:{two.uid}", f"minutes-{two.uid}": "25", f"changed-{two.uid}": "Slowly"})
    send(client)
    rows = latest(submission).activities_used.all()
    assert [(row.activity_id, row.minutes, row.what_changed) for row in rows] == [
        (two.pk, 25, "Slowly"),
        (one.pk, None, ""),
    ]


def test_no_keeps_a_thing_out_and_unsure_blocks_publishing(client, place):
    submission = tell(client)
    said = agree(submission, agreed="unsure")
    said |= {name: "no" for name in said if name.startswith("p") and name.endswith("agreed")}
    say(client, "consent", said)
    send(client)
    story = latest(submission)
    assert (story.pictures.count(), [row.consent.state for row in story.quotes.all()]) == (0, ["unsure"])
    assert story.quotes.get().consent.scopes == []


@pytest.mark.parametrize("missing", ["title", "summary", "what_happened"])
def test_what_is_missing_is_named_and_nothing_is_sent(client, place, missing):
    submission = begin(client)
    say(client, "what", {name: value for name, value in WHAT.items() if name != missing})
    answer = send(client)
    submission.refresh_from_db()
    assert (answer.status_code, submission.state, told_stories().count()) == (200, "begun", 0)
    text = answer.content.decode()
    assert text.count("This is needed before you can send.") == 1
    assert f"?then=check#id_{missing}" in text


def test_change_leads_back_to_the_check_in_one_step(client, place):
    tell(client)
    path = "/en/share/steps/what/"
    answer = client.post(f"{path}?then=check", {**hidden(client, f"{path}?then=check"), **WHAT})
    assert answer.headers["Location"] == "/en/share/check/"


def test_same_words_are_not_sent_twice(client, place):
    sent(client)
    other = Client()
    tell(other)
    answer = send(other)
    assert "A story with these very words has been sent already." in answer.content.decode()
    assert told_stories().count() == 1


def test_change_in_another_window_is_read_before_it_is_sent(client, place):
    submission = tell(client)
    told = Draft(submission).told()
    say(client, "what", {**WHAT, "title": "Another title"})
    with pytest.raises(sending.ChangedMeanwhileError):
        sending.send(submission=submission, told=told)
    assert told_stories().count() == 0


def test_story_in_a_language_without_a_stories_page_stands_in_the_first_one(client, place):
    stories_page("sw").delete()
    story = latest(sent(client, language="sw"))
    assert (story.language, story.get_parent().pk) == ("sw", place.pk)


def test_story_stands_under_the_page_of_its_language(client, place):
    spanish = stories_page("es")
    story = latest(sent(client, language="es", title="Плач"))
    assert (story.language, story.get_parent().pk, story.slug.startswith("story-")) == ("es", spanish.pk, True)


@pytest.fixture
def workflow(place):
    from wagtail.models import GroupApprovalTask

    made = Workflow.objects.create(name="Demo stories")
    WorkflowTask.objects.create(workflow=made, task=GroupApprovalTask.objects.create(name="Read"), sort_order=0)
    WorkflowPage.objects.update_or_create(page=place, defaults={"workflow": made})
    return made


def test_story_goes_into_the_workflow_of_its_place_and_back_into_it(client, place, workflow):
    submission = sent(client)
    state = WorkflowState.objects.get()
    assert (state.content_object.pk, state.status) == (submission.story.pk, "in_progress")
    state.current_task_state.specific.reject()
    deciding.ask(submission=submission, remarks={"title": "Shorter?"}, reply="")
    say(client, "what", {**WHAT, "title": "Songs"})
    send(client)
    state.refresh_from_db()
    assert (WorkflowState.objects.count(), state.status) == (1, "in_progress")
    assert state.current_task_state.revision.as_object().title == "Songs"


# What the team answers


def test_remarks_stand_beside_their_fields_until_it_is_sent_again(client, place):
    submission = sent(client)
    deciding.ask(
        submission=submission, remarks={"title": "Please without the <b>town</b>.", "year": " "}, reply="Thank you!"
    )
    assert (submission.state, submission.remarks) == ("asked", {"title": "Please without the <b>town</b>."})
    for page in ("state/", "steps/", "steps/what/"):
        text = client.get(f"/en/share/{page}").content.decode()
        assert "Please without the &lt;b&gt;town&lt;/b&gt;." in text
    field = client.get("/en/share/steps/what/").content.decode().split('name="title"')[1].split(">")[0]
    assert 'aria-describedby="id_title_remark"' in field
    say(client, "what", {**WHAT, "title": "Demo songs"})
    send(client)
    story = latest(submission)
    assert (submission.state, submission.remarks, submission.reply) == ("sent", {}, "")
    assert (told_stories().count(), story.title) == (1, "Demo songs")


def test_what_a_moderator_has_mended_stays_when_the_host_sends_again(client, place):
    submission = sent(client)
    story = latest(submission)
    story.summary, story.place_precision = "Mended by the team.", "hidden"
    story.save_revision()
    deciding.ask(submission=submission, remarks={"what_changed": "More?"}, reply="")
    say(client, "outcome", {**OUTCOME, "what_changed": "A lot."})
    send(client)
    story = latest(submission)
    assert (story.summary, story.place_precision, story.what_changed) == (
        "Mended by the team.",
        "hidden",
        "<p>A lot.</p>",
    )


def test_pictures_and_consents_follow_what_was_changed(client, place):
    submission = sent(client)
    before = set(told_consents().values_list("pk", flat=True))
    deciding.ask(submission=submission, remarks={"pictures": "Another one?"}, reply="")
    send_pictures(client, picture_file("b.jpg", "red"))
    for picture in submission.pictures.all():
        say(client, f"pictures/{picture.pk}", {"alt": f"Picture {picture.order}", "faces": "none"})
    say(client, "consent", agree(submission))
    send(client)
    story = latest(submission)
    assert [row.alt for row in story.pictures.all()] == ["Picture 1", "Picture 2"]
    assert len(set(told_consents().values_list("pk", flat=True)) - before) == 1


@pytest.mark.parametrize("state", ["begun", "published", "declined", "withdrawn"])
def test_only_what_waits_can_be_asked_or_declined(client, place, state):
    submission = begin(client)
    Submission.objects.update(state=state)
    for call in (deciding.ask, deciding.decline):
        more = {"remarks": {}} if call is deciding.ask else {}
        with pytest.raises(deciding.NotWaitingError):
            call(submission=submission, reply="x", **more)
    assert Submission.objects.get().state == state


def test_remark_on_what_nobody_is_asked_is_an_error(client, place):
    submission = sent(client)
    with pytest.raises(deciding.UnknownFieldError):
        deciding.ask(submission=submission, remarks={"slug": "x"}, reply="")
    assert {step for _name, _label, step in asking.ASKABLE} == {step for step, _label in asking.STEPS}


def test_every_askable_field_stands_in_a_form_or_is_a_step(client, place):
    draft = Draft(tell(client))
    fields = {name for form in draft.forms.values() for name in form.fields}
    assert {name for name, _label, _step in asking.ASKABLE} - fields == {"activities", "pictures", "consent"}


def test_host_is_told_when_it_is_not_this_time(client, place):
    submission = sent(client)
    deciding.decline(submission=submission, reply="It names a street. <i>Sorry</i>.")
    text = client.get("/en/share/state/").content.decode()
    assert 'data-state="declined"' in text
    assert "It names a street. &lt;i&gt;Sorry&lt;/i&gt;." in text
    assert client.get("/en/share/steps/what/").headers["Location"] == "/en/share/state/"
    deciding.reopen(submission=submission)
    assert (submission.state, submission.decided_at) == ("sent", None)


def publish(submission):
    story = latest(submission)
    story.safety_state = "ok"
    story.save_revision().publish()


def test_host_is_told_and_led_to_it_when_it_is_published(client, place):
    submission = sent(client)
    publish(submission)
    submission.refresh_from_db()
    assert (submission.state, submission.decided_at is not None) == ("published", True)
    first = submission.decided_at
    deciding.tell_published(submission=submission)
    assert submission.decided_at == first
    path = submission.story.address
    assert f'href="{path}"' in client.get("/en/share/state/").content.decode()
    assert Client().get(path).status_code == 200


def test_host_is_told_when_it_is_taken_down(client, place):
    submission = sent(client)
    publish(submission)
    told_stories().get().unpublish()
    assert Submission.objects.get().state == "withdrawn"


def test_host_is_told_when_the_draft_is_deleted(client, place):
    submission = sent(client)
    submission.story.delete()
    assert Submission.objects.values_list("state", "story").get() == ("withdrawn", None)
    assert 'data-state="withdrawn"' in client.get("/en/share/state/").content.decode()


def test_code_works_for_ninety_days_after_the_decision(client, place):
    submission = begin(client)
    code = code_shown(client)
    Submission.objects.update(
        state="declined", sent_at=timezone.now(), decided_at=timezone.now() - dt.timedelta(days=89)
    )
    assert resume(Client(), code).headers["Location"] == "/en/share/state/"
    Submission.objects.update(decided_at=timezone.now() - dt.timedelta(days=91))
    assert resume(Client(), code).status_code == 200
    call_command("forget_submissions")
    assert Submission.objects.filter(pk=submission.pk).count() == 0


def test_published_story_outlives_its_submission(client, place):
    submission = sent(client)
    publish(submission)
    image = submission.pictures.get().image
    Submission.objects.update(decided_at=timezone.now() - dt.timedelta(days=91))
    call_command("forget_submissions")
    assert (Submission.objects.count(), told_stories().live().count(), told_consents().count()) == (0, 1, 2)
    assert HubImage.objects.filter(pk=image.pk).exists() is True


# Taking it back


def take_back(client):
    import re

    text = client.get("/en/share/take-back/").content.decode()
    mark = re.search(r'name="mark" value="(\w+)"', text).group(1)
    return client.post("/en/share/take-back/", {"mark": mark})


def rows_with(word: str) -> list[str]:
    """Tables in which a word stands, whatever column it is in."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(row) for row in cursor.fetchall()):
                found.append(table)
    return found


def test_one_button_removes_everything_that_is_not_published(client, place, django_capture_on_commit_callbacks):
    submission = sent(client, title="Canary title Zwxq", what_happened="Canary words Zwxq")
    assert rows_with("Zwxq") != []
    image = submission.pictures.get().image
    with django_capture_on_commit_callbacks(execute=True):
        assert take_back(client).headers["Location"] == "/en/share/gone/"
    assert rows_with("Zwxq") == []
    assert (Submission.objects.count(), told_stories().count(), told_consents().count()) == (0, 0, 0)
    assert (HubImage.objects.filter(pk=image.pk).exists(), image.file.storage.exists(image.file.name)) == (False, False)
    assert client.get("/en/share/steps/").headers["Location"] == "/en/share/resume/"


def test_published_story_is_the_teams_to_take_down(client, place):
    submission = sent(client)
    publish(submission)
    assert take_back(client).headers["Location"] == "/en/share/state/"
    submission.refresh_from_db()
    assert (submission.state, submission.answers, submission.withdrawal_asked_at is not None) == ("published", {}, True)
    assert "You have asked to take it down." in client.get("/en/share/state/").content.decode()
    assert told_stories().live().count() == 1


@pytest.mark.parametrize("mark", ["", "x" * 32])
def test_nothing_is_taken_back_without_the_mark(client, place, mark):
    tell(client)
    assert client.post("/en/share/take-back/", {"mark": mark}).status_code == 200
    assert client.post("/en/share/check/", {"mark": mark}).status_code == 200
    assert Submission.objects.values_list("state", flat=True).get() == "begun"


# Nothing of the host


def test_nothing_of_where_she_wrote_from_is_kept(place, caplog):
    host = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="canary-agent-Zwxq", HTTP_ACCEPT_LANGUAGE="tlh-canary")
    submission = sent(host)
    deciding.decline(submission=submission, reply="")
    host.get("/en/share/state/")
    words = ("203.0.113.77", "canary-agent-Zwxq", "tlh-canary", "IMG_Jane_Minsk")
    assert {word: rows_with(word) for word in words} == {word: [] for word in words}
    assert [word for word in words if word in caplog.text] == []


def test_no_address_of_the_journey_says_anything(client, place):
    submission = tell(client)
    links = set()
    for page in ("steps/", "check/", "steps/pictures/", "steps/activities/"):
        text = client.get(f"/en/share/{page}").content.decode()
        links |= {part.split('"')[0] for part in text.split('href="')[1:] if part.startswith("/en/share/")}
    said = json.dumps(submission.answers)
    assert [link for link in links if WHAT["title"] in link or submission.code_hash[:8] in link] == []
    assert "River" in said
    assert [link for link in links if "River" in link] == []


def test_page_log_forgets_the_title_too(client, place):
    sent(client, title="Canary title Zwxq")
    take_back(client)
    assert list(PageLogEntry.objects.filter(label__contains="Zwxq")) == []
    assert Page.objects.filter(title__contains="Zwxq").count() == 0


# Words of her own ----------------------------------------------------------------------------------------------------


def words_of(submission) -> list[str]:
    return [word.name for word in latest(submission).own_words()]


def tell_with_words(client, typed: str) -> Submission:
    submission = tell(client)
    say(client, "outcome", {**OUTCOME, "words": typed})
    submission.refresh_from_db()
    return submission


def test_words_of_her_own_stand_on_the_story_in_its_language(client, place):
    submission = tell_with_words(client, "Zebras, bus  stop، zebras")
    send(client)
    assert words_of(submission) == ["Zebras", "bus stop"]
    assert {word.language for word in latest(submission).own_words()} == {"en"}


def test_words_that_nobody_accepted_are_offered_to_no_reader(client, place):
    tell_with_words(client, "grandmothersxyz")
    send(client)
    assert b"grandmothersxyz" not in client.get("/en/search/").content
    told_stories().get().delete()
    delete_unused()
    assert not Word.objects.filter(name="grandmothersxyz").exists()


@pytest.mark.parametrize("typed", ["a", "x" * 41, ",".join(f"word {n}" for n in range(11))])
def test_what_is_no_word_is_said_and_nothing_typed_is_lost(client, place, typed):
    submission = tell_with_words(client, typed)
    html = client.get("/en/share/steps/outcome/").content.decode()
    assert ('id="id_words_error"' in html, submission.answers["outcome"]["words"]) == (True, typed)
    assert Draft(submission).is_ready is False


def test_words_changed_by_moderators_stay_where_the_host_left_hers(client, place):
    submission = tell_with_words(client, "grandmothers")
    send(client)
    story = latest(submission)
    story.words.set(["grandmothers", "market"])
    story.save_revision()
    submission.refresh_from_db()
    deciding.ask(submission=submission, remarks={"title": "Another title?"}, reply="")
    say(client, "what", {**WHAT, "title": "Another market of songs"})
    send(client)
    assert (latest(submission).title, words_of(submission)) == ("Another market of songs", ["grandmothers", "market"])

"""How it went: kept step by step, sent once, read by who may, settled."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils import timezone, translation

from hub.calls import asking, events, usual_report
from hub.calls.enums import Kind, MayBecomeStory, ReportState
from hub.calls.hosting import reporting, sessions, settling
from hub.calls.models import Hosting, Message, Opening, Report, ReportQuestion, Review
from hub.core.models import User
from hub.mail import sending
from hub.mail.models import Letter
from tests.calls import full, makers

pytestmark = pytest.mark.django_db
PAGE, STAFF = "/en/apply/report/", "/admin/calls/reports/"
GOOD = {
    1: {"q-name": "Evening of songs", "q-first_day": "2026-10-03", "q-people": "6-12"},
    2: {"q-outcomes": "We sang and made plans.", "q-participants": "Pelicans of the harbour", "q-bonds": "9"},
    3: {"q-takeaway": "Less is more.", "q-recommend": "10"},
}


@pytest.fixture
def host(client):
    held = full.host()
    full.hold(client, held)
    return held


def post(client, path: str, application, **fields):
    return client.post(f"{PAGE}{path}", {**full.mark(application), **fields})


def told(client, application, *, story="no", **fields):
    """All steps, and sent."""
    for number, answers in GOOD.items():
        post(client, f"steps/{number}/", application, **answers)
    return post(client, "check/", application, may_become_story=story)


def a_report(state="sent", **fields) -> Report:
    hosting = Hosting.objects.create(application=full.host())
    return Report.objects.create(
        hosting=hosting,
        state=state,
        **{"answers": {"name": "Evening", "outcomes": "We sang.", "participants": "Pelicans"}, **fields},
    )


def staff(client, name="demo-staff") -> User:
    user = User.objects.create_user(name)
    rights = Permission.objects.filter(codename__in=["access_admin", "change_application"])
    user.user_permissions.set(rights)
    client.force_login(user)
    return user


def test_call_without_questions_of_its_own_asks_the_usual_fourteen_in_its_language():
    english, own = makers.call(), makers.call(report=[makers.question("mood", report=True)])
    arabic = makers.call_in("ar", english, title="نداء")
    keys = [each.key for each in asking.report_questions(english)]
    assert (len(keys), keys) == (14, list(usual_report.KEYS))
    assert [each.key for each in asking.report_questions(own)] == ["mood"]
    with translation.override("en"):
        assert [each.key for each in asking.report_questions(arabic)] == keys
    people = next(each for each in asking.report_questions(english) if each.key == "people")
    assert (people.kind, people.choices[0], people.choices[-1][0]) == (
        Kind.CHOICE,
        ("2-5", "2 to 5 people"),
        "not-said",
    )


def test_usual_questions_can_become_rows_of_a_call_and_ask_the_same():
    page = makers.call(report=usual_report.as_rows(ReportQuestion, "en"))
    assert asking.report_questions(page) == usual_report.questions("en")


def test_report_is_kept_step_by_step_right_or_wrong(client, host):
    answer = post(client, "steps/2/", host, **{"q-outcomes": "We hummed.", "q-bonds": "eleven"})
    assert (answer.status_code, 'id="id_q-bonds_error"' in answer.content.decode()) == (200, True)
    report = Report.objects.get()
    assert (report.state, report.answers["outcomes"], report.answers["bonds"]) == ("draft", "We hummed.", "eleven")
    assert "We hummed." in client.get(f"{PAGE}steps/2/").content.decode()
    assert post(client, "steps/1/", host, **GOOD[1]).headers["Location"] == f"{PAGE}steps/2/"
    assert post(client, "steps/3/", host, **GOOD[3]).headers["Location"] == f"{PAGE}check/"
    refused = post(client, "check/", host, may_become_story="no")
    assert (Report.objects.get().state, "Something is missing" in refused.content.decode()) == ("draft", True)


def test_report_begins_with_what_was_said_already(client):
    questions = [makers.question("outcomes", Kind.LONG), makers.question("idea", Kind.LONG)]
    held = full.host(makers.call(questions=questions), answers={"outcomes": "Already said", "idea": "x"})
    full.hold(client, held)
    sessions.say_day(application=held, day=timezone.localdate())
    shown = "".join(client.get(f"{PAGE}steps/{number}/").content.decode() for number in (1, 2))
    assert ("Already said" in shown, timezone.localdate().isoformat() in shown) == (True, True)
    assert Report.objects.get().state == "due"
    post(client, "steps/3/", held, **GOOD[3])
    kept = Report.objects.get().answers
    assert {key: kept[key] for key in ("outcomes", "first_day", "takeaway")} == {
        "outcomes": "Already said",
        "first_day": timezone.localdate().isoformat(),
        "takeaway": "Less is more.",
    }
    assert "idea" not in kept


@pytest.mark.parametrize(
    ("said", "begins_with"),
    [("9", "6-12"), (2, "2-5"), ("300", "51-"), ("1", None), ("not-said", "not-said"), (["9"], None)],
)
def test_number_of_people_who_were_awaited_begins_as_its_band(said, begins_with):
    held = full.host(makers.call(), answers={"people": said})
    hosting = sessions.say_day(application=held, day=None)
    begun = reporting.prefilled(hosting, usual_report.questions("en"))
    assert begun.get("people") == begins_with


def test_report_is_sent_once_however_often_it_is_pressed(client, host):
    answers = [told(client, host, story="nameless"), post(client, "check/", host, may_become_story="yes")]
    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(302, PAGE)] * 2
    report = Report.objects.get()
    assert (report.state, report.may_become_story, report.answers["bonds"]) == ("sent", "nameless", "9")
    sent_at = report.sent_at
    with pytest.raises(reporting.ClosedError):
        reporting.send(application=host, answers={}, may_become_story="yes")
    late = post(client, "steps/1/", host, **{"q-name": "Something else"})
    report.refresh_from_db()
    assert (report.sent_at, report.answers["name"], "sent already" in late.content.decode()) == (
        sent_at,
        "Evening of songs",
        True,
    )


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "a" * 70_000, "\x00\ud7ff\u202e", "=1+1", "%s%n"])
def test_hostile_answers_are_kept_as_words_or_refused(client, host, typed):
    answer = post(client, "steps/2/", host, **{"q-outcomes": typed, "q-nobody asked": typed, "q-bonds": typed})
    shown = client.get(f"{PAGE}check/").content.decode()
    assert (answer.status_code, "<script>alert" in shown) == (200, False)
    kept = Report.objects.first()
    assert (kept.answers if kept else {}).keys() <= {"outcomes", "bonds"}


def test_form_of_another_application_is_not_kept(client, host):
    answer = post(client, "steps/1/", full.host(), **GOOD[1])
    assert ("Another application" in answer.content.decode(), Report.objects.count()) == (True, 0)
    assert "Evening of songs" in answer.content.decode()
    assert client.get(f"{PAGE}steps/9/").status_code == 404


def test_script_is_told_what_was_kept(client, host):
    fields = {**full.mark(host), **GOOD[2]}
    answer = client.post(f"{PAGE}steps/2/", fields, headers={"Accept": "application/json"}).json()
    assert (answer["kept"], answer["errors"]) == (True, {})


# Staff

WAYS = {
    "ask": {"sent": "more_info"},
    "accept": {"sent": "accepted"},
    "skip": {"due": "skipped", "draft": "skipped", "sent": "skipped", "more_info": "skipped"},
}


@pytest.mark.parametrize("step", WAYS)
def test_report_goes_only_its_ways(client, step):
    staff(client)
    became = {}
    for state in ReportState.values:
        report = a_report(state)
        client.post(f"{STAFF}{report.pk}/", {"do": step, "text": "How many songs?"})
        report.refresh_from_db()
        became[state] = report.state
    assert became == {state: WAYS[step].get(state, state) for state in ReportState.values}


def test_staff_ask_and_the_host_answers(client, host):
    told(client, host)
    report = Report.objects.get()
    settling.ask(report=report, text="How many songs?", user=User.objects.create_user("demo-staff"))
    shown = client.get(PAGE).content.decode()
    assert ("How many songs?" in shown, "Check and send" in shown) == (True, True)
    post(client, "steps/3/", host, **{"q-else": "Nine songs."})
    post(client, "check/", host, may_become_story="no")
    report.refresh_from_db()
    assert (report.state, report.answers["else"]) == ("sent", "Nine songs.")


def test_host_gets_a_letter_when_more_is_asked_and_when_it_is_accepted(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    report = a_report()
    held = report.hosting.application
    held.contact, held.language = {"name": "Host", "way": "email", "value": "host@example.org"}, "es"
    held.save()
    staff(client)
    counts = []
    for fields in ({"do": "open"}, {"do": "ask", "text": "How many songs?"}, {"do": "ask", "text": "How many songs?"}):
        client.post(f"{STAFF}{report.pk}/", fields)
        counts.append(Letter.objects.count())
    Report.objects.update(state="sent")
    for _click in range(2):
        client.post(f"{STAFF}{report.pk}/", {"do": "accept"})
        counts.append(Letter.objects.count())
    assert counts == [0, 1, 1, 2, 2]
    kept = " ".join(str(row) for row in Letter.objects.values_list())
    secrets = ("How many", "We sang", "Pelicans", "host@example.org", held.round.title)
    assert [word for word in secrets if word in kept] == []
    sending.send_due()
    assert [(message.to, "/es/" in message.body) for message in mail.outbox] == [(["host@example.org"], True)] * 2
    words = "".join(message.subject + message.body for message in mail.outbox)
    assert [word for word in secrets if word in words] == []


def test_what_tells_of_people_is_covered_until_it_is_opened_and_that_is_in_the_log(client):
    user, report = staff(client), a_report()
    covered = client.get(f"{STAFF}{report.pk}/")
    text = covered.content.decode()
    assert ("We sang." in text, "Pelicans" in text, "Demo person" in text) == (True, False, False)
    assert ("no-store" in covered.headers["Cache-Control"], Opening.objects.count()) == (True, 0)
    opened = client.post(f"{STAFF}{report.pk}/", {"do": "open"}).content.decode()
    assert ("Pelicans" in opened, "Demo person" in opened) == (True, True)
    reference = report.hosting.application.reference
    assert list(Opening.objects.values_list("what", "user", "reference")) == [("report", user.pk, reference)]
    assert "Pelicans" not in client.get(STAFF).content.decode()


def test_what_is_still_being_written_is_shown_to_nobody_else(client):
    staff(client)
    report = a_report("draft")
    for answer in (client.get(f"{STAFF}{report.pk}/"), client.post(f"{STAFF}{report.pk}/", {"do": "open"})):
        assert ("We sang." in answer.content.decode(), answer.status_code) == (False, 200)


def test_who_is_too_close_sees_and_settles_nothing_of_it(client):
    report, user = a_report(), staff(client)
    Review.objects.create(application=report.hosting.application, reviewer=user, state=Review.State.CONFLICT)
    answers = [client.get(f"{STAFF}{report.pk}/"), client.post(f"{STAFF}{report.pk}/", {"do": "open"})]
    assert {each.status_code for each in answers} <= {302, 403}
    assert report.hosting.application.reference not in client.get(STAFF).content.decode()
    report.refresh_from_db()
    assert (report.state, Opening.objects.count()) == ("sent", 0)


@pytest.mark.parametrize("role", ["Hosts", "Reviewers", "Translators", "Editors", ""])
def test_others_see_no_reports(client, role):
    report, user = a_report(), User.objects.create_user("demo-person")
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    answers = [
        client.get(STAFF),
        client.get(f"{STAFF}{report.pk}/"),
        client.post(f"{STAFF}{report.pk}/", {"do": "skip"}),
    ]
    assert {each.status_code for each in answers} <= {302, 403}
    report.refresh_from_db()
    assert (report.state, Opening.objects.count()) == ("sent", 0)


def test_list_asks_as_few_questions_of_the_database_for_many(client, django_assert_max_num_queries):
    staff(client)
    counts = []
    for _report in range(2):
        a_report()
        with django_assert_max_num_queries(40) as asked:
            assert client.get(STAFF, {"state": "sent"}).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "No report here" in client.get(STAFF, {"state": "skipped"}).content.decode()
    assert client.get(STAFF, {"state": "x", "p": "x"}).status_code == 200


@pytest.mark.parametrize("story", MayBecomeStory.values)
def test_accepted_report_becomes_a_story_only_as_its_host_wishes(client, host, story):
    heard = []

    def listen(sender, report, **kwargs):
        heard.append((report.pk, report.may_become_story))

    events.report_may_be_told.connect(listen)
    try:
        told(client, host, story=story)
        report = Report.objects.get()
        settling.accept(report=report, user=User.objects.create_user("demo-staff"))
        at_once = list(heard)
        messages = list(Message.objects.values_list("application", "circle"))
        post(client, "story/", host, may_become_story="nameless")
    finally:
        events.report_may_be_told.disconnect(listen)
    is_told, is_asked = story in {"yes", "nameless"}, story == "ask"
    assert at_once == ([(report.pk, story)] if is_told else [])
    assert messages == ([(host.pk, "applicant")] if is_asked else [])
    assert heard == ([(report.pk, "nameless")] if is_asked else at_once)
    report.refresh_from_db()
    assert report.may_become_story == ("nameless" if is_asked else story)


def test_message_about_the_story_is_in_the_language_of_the_host():
    report = a_report(may_become_story="ask")
    report.hosting.application.language = "ar"
    report.hosting.application.save()
    with translation.override("en"):
        settling.accept(report=report, user=User.objects.create_user("demo-staff"))
    with translation.override("ar"):
        wanted = str(settling.ASKED)
    assert Message.objects.get().text == wanted


def test_fields_stay_in_the_page_of_steps(client, host):
    """Each question is tied to its words and its error."""
    for number in GOOD:
        page = client.get(f"{PAGE}steps/{number}/").content.decode()
        ids = set(re.findall(r' id="([^"]+)"', page))
        assert {each for ids_ in re.findall(r'aria-describedby="([^"]+)"', page) for each in ids_.split()} <= ids

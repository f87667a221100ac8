"""Machine drafts: what is sent and what never is, what is written, who may ask, and what readers are told."""

import socket

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, PageViewRestriction
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from hub.activities.models import ActivityPage
from hub.background import rows, services
from hub.core.models import User
from hub.translation import drafting, machines, translating
from hub.translation.drafting import Report, draft
from hub.translation.machines.libretranslate import LibreTranslate
from hub.translation.models import GlossaryTerm, LanguagePolicy, OutdatedPart, TranslatorLanguage, Work
from hub.translation.translating import NotDoneError
from tests import factories
from tests.translation.fake_libretranslate import FakeLibreTranslate

pytestmark = pytest.mark.django_db
LIBRE = "hub.translation.machines.libretranslate.LibreTranslate"
CLOSED = "The machine gets only what anybody may read."


@pytest.fixture
def server(settings):
    fake = FakeLibreTranslate()
    settings.HUB_TRANSLATOR = {"CLASS": LIBRE, "OPTIONS": {"URL": fake.url, "CONNECT": 30, "READ": 30}}
    yield fake
    fake.stop()


@pytest.fixture
def page(db):
    return factories.activity(title="Round of names")


def work_of(thing, code="es") -> Work:
    return Work.objects.get(subject__translation_key=thing.translation_key, locale__language_code=code)


def words(work) -> dict[str, str]:
    return {part.source: part.text for part in translating.parts(work)}


def segment_with(work, source):
    part = next(part for part in translating.parts(work) if part.source == source)
    return translating.segment_of(work, part.segment_id)


def refusal(work, **options) -> str:
    with pytest.raises(NotDoneError) as caught:
        draft(work=work, **options)
    return str(caught.value)


def allow_publishing(code="es"):
    LanguagePolicy.objects.create(locale=Locale.objects.get(language_code=code), publishes_machine_drafts=True)


# Writing --------------------------------------------------------------------------------------------------------------
def test_draft_fills_the_empty_parts_as_machine_drafts_and_publishes_nothing(server, page):
    work = work_of(page)
    report = draft(work=work)
    work = work_of(page)
    found = words(work)
    assert found == {source: source.upper() for source in found}
    assert report == Report(written=len(found), left=[], is_published=False)
    assert (work.state, work.machine, work.missing, work.is_live) == ("machine", len(found), 0, False)
    texts = StringTranslation.objects.filter(context__object_id=page.translation_key)
    assert set(texts.values_list("translation_type", "tool_name")) == {("machine", "LibreTranslate")}


def test_draft_once_more_asks_and_writes_nothing(server, page):
    draft(work=work_of(page))
    server.asked.clear()
    assert draft(work=work_of(page)) == Report()
    assert server.given == []


def test_draft_never_touches_what_a_person_wrote(server, page):
    work = work_of(page)
    translating.begin(work=work)
    translating.write(work=work, segment=segment_with(work, "Round of names"), text="Ronda de nombres")
    draft(work=work_of(page), including_outdated=True)
    assert words(work_of(page))["Round of names"] == "Ronda de nombres"
    assert "Round of names" not in server.given


def test_what_somebody_writes_while_the_machine_is_at_work_stays(server, page, monkeypatch):
    answers = LibreTranslate.answers

    def meanwhile(self, *args):
        work = work_of(page)
        translating.write(work=work, segment=segment_with(work, "Round of names"), text="Ronda de nombres")
        return answers(self, *args)

    monkeypatch.setattr(LibreTranslate, "answers", meanwhile)
    draft(work=work_of(page))
    assert words(work_of(page))["Round of names"] == "Ronda de nombres"
    assert "Round of names" in server.given


def with_changed_summary(page):
    factories.translation(page, "es", title="Ronda de nombres", summary="La gente dice su nombre.")
    page = ActivityPage.objects.get(pk=page.pk)
    page.summary = "People say their names and hear them once again."
    page.save_revision().publish()
    assert OutdatedPart.objects.filter(carried__context__object_id=page.translation_key).count() == 1
    return page


def test_changed_parts_wait_for_people_unless_asked_for(server, page):
    page = with_changed_summary(page)
    draft(work=work_of(page))
    assert words(work_of(page))[page.summary] == "La gente dice su nombre."
    assert draft(work=work_of(page), including_outdated=True).written == 1
    assert words(work_of(page))[page.summary] == page.summary.upper()
    assert work_of(page).outdated == 0


def test_parts_that_the_machine_would_harm_are_left_and_reported(server):
    page = factories.activity(title="Round of %(names)s & hands")
    server.say = lambda text: "ninguno" if "Round" in text else text.upper()
    report = draft(work=work_of(page))
    assert report.left == ["Round of %(names)s & hands"]
    assert work_of(page).missing == 1


def test_glossary_words_that_stay_are_kept(server):
    english = Locale.objects.get(language_code="en")
    GlossaryTerm.objects.create(term="Briar", other_forms="Briars", do_not_translate=True, locale=english)
    page = factories.activity(title="A round of Briars")
    draft(work=work_of(page))
    assert words(work_of(page))["A round of Briars"] == "A ROUND OF Briars"


def test_what_was_done_before_the_server_failed_stays(server, page, monkeypatch):
    monkeypatch.setattr(drafting, "AT_ONCE", 2)
    server.faults = [None, 500]
    assert refusal(work_of(page)) == "The translation server gave an answer that we cannot use."
    assert work_of(page).done == 2
    draft(work=work_of(page))
    assert work_of(page).missing == 0


# What is never sent ---------------------------------------------------------------------------------------------------
def test_draft_without_a_machine_is_refused(page):
    assert refusal(work_of(page)) == "No machine translator is set up."


def test_page_that_is_not_published_is_never_sent(server, page):
    page.unpublish()
    assert refusal(work_of(page)) == CLOSED
    assert server.asked == []


def test_page_that_only_some_may_read_is_never_sent(server, page):
    restriction = PageViewRestriction(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.bulk_create([restriction])  # the desk has not heard of it
    assert work_of(page).subject.is_public
    assert refusal(work_of(page)) == CLOSED
    assert server.asked == []


def test_words_of_a_draft_of_a_published_page_are_never_sent(server, page):
    page.summary = "A secret place."
    page.save_revision()
    draft(work=work_of(page))
    assert "A secret place." not in server.given
    assert "Round of names" in server.given


def test_kind_that_does_not_allow_it_is_never_sent(server, page, monkeypatch):
    monkeypatch.setattr(ActivityPage, "may_be_machine_translated", False, raising=False)
    assert refusal(work_of(page)) == CLOSED
    term = GlossaryTerm.objects.create(term="circle", locale=Locale.objects.get(language_code="en"))
    assert refusal(work_of(term)) == CLOSED
    assert server.asked == []


def test_original_and_unknown_language_are_refused(server, page):
    assert refusal(work_of(page, "en")) == "This is the original."
    assert refusal(work_of(page, "sw")) == "The machine does not know this language."
    assert (server.given, work_of(page, "sw").translation) == ([], None)


def test_button_of_wagtail_localize_sends_only_what_anybody_may_read(server, page):
    english, spanish = (Locale.objects.get(language_code=code) for code in ("en", "es"))
    translating.begin(work=work_of(page))
    hidden = factories.activity(title="A hidden round")
    translating.begin(work=work_of(hidden))
    hidden.unpublish()
    strings = [StringValue(text) for text in ("Round of names", "A hidden round", "Never seen")]
    found = machines.current().translate(english, spanish, strings)
    assert found == {StringValue("Round of names"): StringValue("ROUND OF NAMES")}
    assert server.given == ["Round of names"]


# Publishing -----------------------------------------------------------------------------------------------------------
def test_draft_is_published_where_the_policy_says_so_and_readers_are_told(server, page, client):
    allow_publishing()
    assert draft(work=work_of(page)).is_published
    published = ActivityPage.objects.get(translation_key=page.translation_key, locale__language_code="es")
    assert (published.live, published.title, published.translation_state) == (True, "ROUND OF NAMES", "machine")
    assert "Traducción hecha por una máquina." in client.get(published.address).content.decode()


def test_policy_of_another_language_publishes_nothing(server, page):
    allow_publishing("fr")
    assert not draft(work=work_of(page)).is_published
    assert not work_of(page).is_live


def test_draft_with_parts_left_over_is_not_published(server, page):
    allow_publishing()
    server.say = lambda text: "" if text == "Begin" else text.upper()
    report = draft(work=work_of(page))
    assert (report.left, report.is_published, work_of(page).is_live) == (["Begin"], False, False)


def test_what_a_person_has_in_hand_is_not_published_with_the_machines_words(server, page):
    allow_publishing()
    work = work_of(page)
    translating.begin(work=work)
    translating.write(work=work, segment=segment_with(work, "Round of names"), text="Ronda de n")
    assert not draft(work=work_of(page)).is_published
    assert not work_of(page).is_live


def test_caller_can_keep_a_draft_from_being_published(server, page):
    allow_publishing()
    assert not draft(work=work_of(page), publishing=False).is_published


@pytest.fixture
def now(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


# The task -------------------------------------------------------------------------------------------------------------
def test_task_tells_what_came_of_it(server, page):
    work = work_of(page)
    drafting.draft_by_machine.call(work.pk)
    assert drafting.last_told(work) == {"written": len(words(work_of(page))), "left": [], "is_published": False}
    page.unpublish()
    drafting.draft_by_machine.call(work.pk)
    assert drafting.last_told(work) == {"problem": CLOSED}


def test_task_for_what_is_gone_does_nothing(server, now):
    with now():
        drafting.draft_by_machine.enqueue(987_654_321, 987_654_321)
    found = rows.every().filter(args_kwargs={"args": [987_654_321, 987_654_321], "kwargs": {}})
    assert (list(found.values_list("status", flat=True)), server.asked) == (["SUCCESSFUL"], [])


def test_task_tells_in_the_language_of_the_one_who_asked(server, page):
    user = User.objects.create_user("somebody", "", "a long enough password")
    UserProfile.objects.create(user=user, preferred_language="es")
    page.unpublish()
    drafting.draft_by_machine.call(work_of(page).pk, user.pk)
    with translation.override("es"):
        assert drafting.last_told(work_of(page)) == {"problem": gettext(CLOSED)}


def test_task_that_fails_says_so_and_is_tried_again(server, page, now, monkeypatch):
    work, user = work_of(page), User.objects.create_user("somebody", "", "a long enough password")
    monkeypatch.setattr(drafting, "draft", lambda **_options: 1 / 0)
    with now():
        drafting.ask(work=work, user=user)
    assert drafting.last_told(work) == {"problem": "Something went wrong. It is tried again over the next hours."}
    row = rows.failed().get(args_kwargs={"args": [work.pk, user.pk, False], "kwargs": {}})
    assert (row.status, row.exception_class_path) == ("READY", "builtins.ZeroDivisionError")


def test_asked_for_twice_it_is_done_once(server, page, now, worker_here):
    services.beat(key="worker")
    users = [User.objects.create_user(name, "", "a long enough password") for name in ("ana", "ben")]
    for user in users:
        with now():
            drafting.ask(work=work_of(page), user=user)
    assert (drafting.is_at_work(work_of(page)), server.asked) == (True, [])
    call_command("work", once=True)
    found = rows.every().filter(task_path="hub.translation.drafting.draft_by_machine")
    assert [row.args_kwargs["args"] for row in found] == [[work_of(page).pk, users[0].pk, False]]
    assert drafting.last_told(work_of(page))["written"] == len(words(work_of(page)))
    assert not drafting.is_at_work(work_of(page))


def test_machine_holds_the_texts_before_its_last_look_at_them(server, page):
    if not connection.features.has_select_for_update:
        pytest.skip("on SQLite only one transaction writes at a time")
    with CaptureQueriesContext(connection) as queries:
        draft(work=work_of(page))
    asked = [query["sql"] for query in queries]

    def places(*words):
        return [number for number, sql in enumerate(asked) if all(word in sql for word in words)]

    written = places('INSERT INTO "wagtail_localize_stringtranslation"')[0]
    held = [number for number in places("FOR UPDATE", "wagtail_localize_stringtranslation") if number < written][-1]
    before = [number for number in places("FOR UPDATE", '"hub_translation_subject"') if number < held]
    looked = [number for number in places('FROM "wagtail_localize_stringsegment"') if held < number < written]
    assert before
    assert looked


# The views ------------------------------------------------------------------------------------------------------------
def signed_in(client, *, language="", chief=False) -> None:
    user = User.objects.create_user("somebody", "", "a long enough password", is_superuser=chief)
    group = Group.objects.create(name="Guests of the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    if language:
        TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code=language))
    client.force_login(user)


def address(work) -> str:
    return reverse("translation:machine_draft", args=[work.pk])


@pytest.mark.parametrize(
    ("role", "may"), [({}, False), ({"language": "fr"}, False), ({"language": "es"}, True), ({"chief": True}, True)]
)
def test_only_those_who_translate_into_the_language_may_ask(server, page, client, now, role, may):
    signed_in(client, **role)
    work = work_of(page)
    assert (client.get(address(work)).status_code == 200) is may
    with now():
        client.post(address(work))
    assert (work_of(page).done > 0) is may
    with now():
        client.post(reverse("translation:machine_drafts"), {"work": [work.pk]})
    assert bool(server.given) is may


def test_original_that_is_not_public_is_not_named_to_translators(server, page, client):
    work = work_of(page)
    page.unpublish()
    signed_in(client, language="es")
    assert client.get(address(work)).status_code == 302
    answer = client.post(reverse("translation:machine_drafts"), {"work": [work.pk]}, follow=True)
    assert page.title not in answer.content.decode()
    work.assigned_to = User.objects.get()
    work.save()
    assert page.title in client.get(address(work)).content.decode()


def test_visitors_are_sent_to_sign_in(server, page, client):
    for answer in (client.post(address(work_of(page))), client.post(reverse("translation:machine_drafts"))):
        assert (answer.status_code, "login" in answer.url) == (302, True)
    assert server.asked == []


def test_asking_twice_translates_once(server, page, client, now):
    signed_in(client, language="es")
    for _each in range(2):
        with now():
            assert client.post(address(work_of(page))).url == address(work_of(page))
    assert len(server.given) == work_of(page).total


def test_page_says_what_came_of_it(server, page, client, now):
    signed_in(client, language="es")
    server.say = lambda text: "" if text == "Begin" else text.upper()
    with now():
        client.post(address(work_of(page)))
    html = client.get(address(work_of(page))).content.decode()
    assert f"{work_of(page).done} parts translated by machine." in html
    assert "1 part is left to people." in html
    assert '<li lang="en" dir="auto">Begin</li>' in html


def test_page_says_that_the_machine_is_at_work_until_a_worker_has_done_it(server, page, client, now, worker_here):
    signed_in(client, language="es")
    services.beat(key="worker")
    with now():
        answer = client.post(address(work_of(page)), follow=True)
    assert (answer.content.decode().count("The machine is at work."), server.asked) == (2, [])  # told once, and shown
    call_command("work", once=True)
    html = client.get(address(work_of(page))).content.decode()
    assert ("The machine is at work." in html, "parts translated by machine." in html) == (False, True)


def test_problem_is_said_and_nothing_breaks(server, page, client, now):
    signed_in(client, language="es")
    server.stop()
    with now():
        client.post(address(work_of(page)))
    assert "The translation server does not answer." in client.get(address(work_of(page))).content.decode()


def test_page_without_a_machine_has_no_button(page, client):
    signed_in(client, language="es")
    html = client.get(address(work_of(page))).content.decode()
    assert ("No machine translator is set up." in html, "Draft by machine" in html) == (True, False)


@pytest.mark.parametrize(
    ("then", "goes"), [("/admin/translation/", "/admin/translation/"), ("https://evil.example/", None), ("", None)]
)
def test_asking_leads_back_to_where_it_came_from_within_the_hub(server, page, client, now, then, goes):
    signed_in(client, language="es")
    with now():
        answer = client.post(address(work_of(page)), {"next": then, "including_outdated": "maybe"})
    assert answer.url == (goes or address(work_of(page)))


@pytest.mark.parametrize("values", [[], [""], ["x"], ["0"], ["1 OR 1=1"], ["99999999999999999999999"], ["\x00"]])
def test_odd_choices_of_works_are_refused(server, client, values):
    signed_in(client, language="es")
    assert client.post(reverse("translation:machine_drafts"), {"work": values}).status_code == 302
    assert server.asked == []


def test_several_are_sent_and_too_many_are_not(server, page, client, now):
    signed_in(client, language="es")
    other = factories.activity(title="Second round")
    with now():
        client.post(reverse("translation:machine_drafts"), {"work": [work_of(page).pk, work_of(other).pk]})
    assert [work_of(each).missing for each in (page, other)] == [0, 0]
    server.asked.clear()
    many = list(Work.objects.filter(locale__language_code="es").values_list("pk", flat=True)[:21])
    with now():
        client.post(reverse("translation:machine_drafts"), {"work": many})
    assert server.asked == []


def test_works_are_sent_by_post_only(server, client):
    signed_in(client, language="es")
    assert client.get(reverse("translation:machine_drafts")).status_code == 405


def test_unknown_work_is_not_found(server, client):
    signed_in(client, chief=True)
    assert client.get(reverse("translation:machine_draft", args=[987_654_321])).status_code == 404


# The command ----------------------------------------------------------------------------------------------------------
def test_command_drafts_what_is_missing_in_a_language(server, page, capsys):
    other = factories.activity(title="Second round")
    call_command("machine_drafts", language="es", kind="activities.ActivityPage", limit=1)
    assert [work_of(each).state for each in (page, other)] == ["none", "machine"]
    call_command("machine_drafts", language="es")
    assert [work_of(each).state for each in (page, other)] == ["machine", "machine"]
    server.asked.clear()
    call_command("machine_drafts", language="es")
    assert server.given == []
    assert capsys.readouterr().out.splitlines()[-1] == "0 parts written, 0 left to people, 0 things published."


def test_command_publishes_only_if_asked_and_allowed(server, page):
    allow_publishing("fr")
    call_command("machine_drafts", language="fr")
    assert not work_of(page, "fr").is_live
    call_command("machine_drafts", language="es", publish=True)
    assert not work_of(page, "es").is_live
    other = factories.activity(title="Second round")
    call_command("machine_drafts", language="fr", publish=True, limit=1)
    assert work_of(other, "fr").is_live


@pytest.mark.parametrize("options", [{"language": "xx"}, {"language": "es", "kind": "core.user"}])
def test_command_refuses_what_it_does_not_know(server, options):
    with pytest.raises(CommandError):
        call_command("machine_drafts", **options)
    assert server.asked == []


def test_command_stops_where_the_server_is_away(server, page):
    server.stop()
    with pytest.raises(CommandError, match="does not answer"):
        call_command("machine_drafts", language="es")


def test_command_without_a_machine_says_so(db):
    with pytest.raises(CommandError, match="No machine translator is set up"):
        call_command("machine_drafts", language="es")


# No machine, no connection --------------------------------------------------------------------------------------------
@pytest.fixture
def connections(monkeypatch):
    """Every address that Python code looks up or connects to."""
    made = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", lambda own, to: (made.append(to), connect(own, to))[1])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *to, **more: (made.append(to), look_up(*to, **more))[1])
    return made


def visit(client, page, now) -> None:
    signed_in(client, chief=True)
    assert client.get(reverse("translation:desk")).status_code == 200
    assert client.get(address(work_of(page))).status_code == 200
    with now():
        client.post(address(work_of(page)))
        client.post(reverse("translation:machine_drafts"), {"work": [work_of(page).pk]})


def test_without_a_machine_nothing_goes_out(page, client, now, connections):
    visit(client, page, now)
    assert connections == []


def test_with_a_machine_the_same_guard_sees_its_server_and_no_other(server, page, client, now, connections):
    visit(client, page, now)
    assert {to[:2] for to in connections} == {server.server_address}

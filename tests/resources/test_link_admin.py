"""What staff see of links: the panel, the report, its file, and the button."""

import datetime as dt
import re

import pytest
from django.test import Client

from hub.core.models import User
from hub.resources.health import rights, running
from hub.resources.models import Link
from tests.people.conftest import person
from tests.resources.links import ANSWERS, GONE, MONDAY, SUSPECT, Clock, hold, look_from, looked, page_ids

pytestmark = pytest.mark.django_db
A, B, C = "https://a.example/x", "https://b.example/x", "https://c.example/x"
REPORT = "/admin/reports/links/"
QUERIES = 16


@pytest.fixture
def links(monkeypatch):
    """One that answers, one that is gone for good, one that failed once; each on the same page."""
    clock = Clock()
    with monkeypatch.context() as patched:
        patched.setattr("django.utils.timezone.now", clock)
        hold(monkeypatch, [(address, page_ids(1)[0]) for address in (A, B, C)])
        looked(A, ANSWERS)
        looked(B, GONE)
        clock.go(days=4)
        looked(B, GONE)
        looked(C, SUSPECT)
    return {link.address: link for link in Link.objects.all()}


@pytest.fixture
def editor(client):
    client.force_login(person("demo-editor", "Editors"))
    return client


@pytest.fixture
def nobody_asked(monkeypatch):
    look = look_from({}, otherwise=ANSWERS)
    monkeypatch.setattr(running.run, "__kwdefaults__", {**running.run.__kwdefaults__, "look": look, "pause": 0})
    return look


def listed(client, query="") -> list[str]:
    answer = client.get(f"{REPORT}{query}")
    assert answer.status_code == 200
    return [link.address for link in answer.context["object_list"]]


@pytest.mark.parametrize(
    ("role", "may"),
    [("Editors", True), ("Moderators", True), ("Translators", False), ("Reviewers", False), ("Hosts", False)],
)
def test_links_are_for_editors_and_moderators(
    client, links, nobody_asked, django_capture_on_commit_callbacks, role, may
):
    client.force_login(person("demo", role))
    home = client.get("/admin/").content.decode()
    assert [word in home for word in (B, REPORT)] == [may, may]
    assert client.get(REPORT).status_code == (200 if may else 302)
    assert client.get(f"{REPORT}results/").status_code == (200 if may else 302)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{REPORT}{links[B].pk}/again/")
    assert nobody_asked.asked == ([B] if may else [])


def test_guest_sees_nothing(client, links, nobody_asked):
    for method in (client.get, client.post):
        for path in (REPORT, f"{REPORT}{links[B].pk}/again/"):
            assert method(path).status_code in (302, 405)
    assert nobody_asked.asked == []


def test_panel_names_what_failed_twice_and_nothing_else(editor, links):
    home = editor.get("/admin/").content.decode()
    panel = home.partition('id="panel-links-waiting')[2] or home.partition("links-waiting")[2]
    assert [address in panel for address in (A, B, C)] == [False, True, False]
    assert f"/admin/pages/{page_ids(1)[0]}/edit/" in panel
    hold_nothing_wrong()
    assert "links-waiting" not in editor.get("/admin/").content.decode()


def hold_nothing_wrong() -> None:
    for link in Link.objects.failing():
        looked(link.address, ANSWERS)


def test_report_is_filtered_by_state_and_by_words(editor, links):
    assert {
        query: listed(editor, query)
        for query in ("", "?state=gone", "?state=gone&state=suspect", "?failing=true", "?failing=false", "?q=c.example")
    } == {
        "": [B, A, C],
        "?state=gone": [B],
        "?state=gone&state=suspect": [B, C],
        "?failing=true": [B],
        "?failing=false": [A, C],
        "?q=c.example": [C],
    }


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?failing=perhaps", "?q=%00", "?q='%22<script>", "?ordering=x", "?p=99"]
)
def test_report_survives_hostile_questions(editor, links, query):
    assert editor.get(f"{REPORT}{query}").status_code == 200


def test_report_is_exported_without_formulas(editor, links, monkeypatch):
    hold(monkeypatch, [("=HYPERLINK(1)", page_ids(1)[0]), (B, page_ids(1)[0])])
    title = Link.objects.get(address=B).titles
    lines = b"".join(editor.get(f"{REPORT}?export=csv").streaming_content).decode().splitlines()
    since, last = (f"{MONDAY + dt.timedelta(days=days)}" for days in (0, 4))
    assert lines[0].split(",")[:3] == ["Address", "State", "Reason"]
    assert lines[1] == f"{B},gone,not-found,404,,{title},{since},{last}"
    assert lines[2].startswith("'=HYPERLINK(1),unknown,")
    assert editor.get(f"{REPORT}?export=xlsx").status_code == 200


def test_report_asks_the_database_as_often_for_three_as_for_one(editor, links, django_assert_num_queries, monkeypatch):
    editor.get(REPORT)
    with django_assert_num_queries(QUERIES):
        editor.get(REPORT)
    hold(monkeypatch, [(B, page_ids(1)[0])])
    with django_assert_num_queries(QUERIES):
        editor.get(REPORT)


def test_button_looks_at_once(editor, links, nobody_asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(f"{REPORT}{links[B].pk}/again/")
    assert (answer.status_code, answer.url) == (302, REPORT)
    assert nobody_asked.asked == [B]
    assert Link.objects.get(address=B).state == "answers"


def test_buttons_of_the_report_are_let_through_by_a_server_that_checks(links, nobody_asked):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("demo-editor", "Editors"))
    html = client.get(REPORT).content.decode()
    forms = re.findall(
        r'<form method="post" action="(/admin/reports/links/\d+/(?:again|works)/)">'
        r'<input type="hidden" name="csrfmiddlewaretoken" value="([^"]+)">',
        html,
    )
    assert len(forms) == 5
    assert client.post(forms[0][0]).status_code == 403
    assert [client.post(path, {"csrfmiddlewaretoken": token}).status_code for path, token in forms] == [302] * 5


def test_button_says_404_for_a_link_that_is_gone(editor, links, nobody_asked):
    assert editor.post(f"{REPORT}999999/again/").status_code == 404
    assert editor.get(f"{REPORT}{links[B].pk}/again/").status_code == 405
    assert nobody_asked.asked == []


def test_editor_says_that_a_link_works_and_takes_it_back(editor, links):
    address = f"{REPORT}{links[B].pk}/works/"
    assert "I opened it: it works" in editor.get(REPORT).content.decode()
    told = editor.post(address, {"works": "yes"}, follow=True).content.decode()
    assert "Somebody opened it on" in told
    assert "links-waiting" not in editor.get("/admin/").content.decode()
    told = editor.post(address, {"works": "no"}, follow=True).content.decode()
    assert "Somebody opened it on" not in told


@pytest.mark.parametrize("role", ["Translators", "Reviewers", "Hosts"])
def test_others_vouch_for_nothing(client, links, role):
    client.force_login(person("demo", role))
    client.post(f"{REPORT}{links[B].pk}/works/", {"works": "yes"})
    assert [link.address for link in Link.objects.failing()] == [B]


ACCOUNT = {"locale-current_time_zone": "UTC", "locale-preferred_language": "en", "theme-theme": "system"} | {
    "theme-contrast": "system",
    "theme-density": "default",
    "theme-keyboard_shortcuts": "on",
}


def test_editor_switches_the_letter_off_and_on(editor, links):
    mine = User.objects.get(username="demo-editor")
    other = person("demo-other", "Editors")
    page = editor.get("/admin/account/").content.decode()
    assert re.search(r'<input[^>]*name="link_letters-link_letters"[^>]*checked', page)
    assert editor.post("/admin/account/", ACCOUNT).status_code == 302
    assert rights.readers() == [other]
    assert editor.post("/admin/account/", ACCOUNT | {"link_letters-link_letters": "on"}).status_code == 302
    assert rights.readers() == [mine, other]


def test_account_of_others_says_nothing_of_links(client, starter_library):
    client.force_login(person("demo", "Translators"))
    assert "link_letters" not in client.get("/admin/account/").content.decode()


def test_empty_report_says_where_links_come_from_and_an_empty_search_does_not(editor, starter_library):
    told = "The background worker finds them on the pages"
    assert told in editor.get(REPORT).content.decode()
    assert told not in editor.get(f"{REPORT}?state=gone").content.decode()

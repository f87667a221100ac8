"""“Suggest a resource”: taken in without a trace, never twice, made a draft by an editor."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hub.core import public_forms
from hub.core.models import User
from hub.resources import suggesting
from hub.resources.models import ResourcePage, Suggestion
from hub.resources.views import telling
from tests.resources.makers import index_in, resource

pytestmark = pytest.mark.django_db
ADDRESS = "/en/resources/suggest/"
THANKS = "/en/resources/suggest/thanks/"
AGAIN = "We could not take this yet. Please send it once more."


@pytest.fixture
def editor(client):
    return signed_in(client, "Editors")


def signed_in(client, *groups) -> User:
    user = User.objects.create_user("-".join(groups) or "nobody", "", "a long enough password")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return user


def token(seconds_ago=60, about="suggest-resource") -> str:
    now = public_forms.time.time
    try:
        public_forms.time.time = lambda: now() - seconds_ago
        return public_forms.token_for(about)
    finally:
        public_forms.time.time = now


def said(**values) -> dict:
    return {"title": "Lanterns", "url": "https://lantern.example/a", "kind": "guide", "token": token(), **values}


def suggestion(**values) -> Suggestion:
    url = values.get("url", "https://lantern.example/a")
    fields = {"title": "Lanterns", "url": url, "address_key": suggesting.normalised(url), "kind": "guide"}
    return Suggestion.objects.create(
        opening=f"made-{Suggestion.objects.count()}", **{**fields, "language": "en", **values}
    )


# Suggesting ----------------------------------------------------------------------------------------------------------


def test_three_answers_are_enough(client):
    answer = client.post(ADDRESS, said(url=" lantern.example/a "))
    assert (answer.status_code, answer.headers["Location"]) == (302, THANKS)
    assert client.get(THANKS).status_code == 200
    assert answer.cookies == {}
    kept = Suggestion.objects.values_list("title", "url", "kind", "languages", "why", "language", "state")
    assert list(kept) == [("Lanterns", "https://lantern.example/a", "guide", [], "", "en", "new")]


def test_more_can_be_said(client):
    data = said(languages=["es", "ar"], more_languages="Quechua", why="It helped.\r\nMuch.")
    assert client.post("/es/resources/suggest/", data).status_code == 302
    assert list(Suggestion.objects.values_list("languages", "why", "language")) == [
        (["es", "ar"], "It helped.\nMuch.\n\nQuechua", "es")
    ]


def test_two_clicks_leave_one(client):
    data = said()
    assert [client.post(ADDRESS, data).status_code for _click in range(2)] == [302, 302]
    assert Suggestion.objects.count() == 1


def test_form_names_what_is_missing_and_keeps_the_rest(client):
    data = said(title="", url="javascript:alert(1)", kind="", why="We liked <b>it</b>.", languages=["th"])
    answer = client.post(ADDRESS, data)
    html = answer.content.decode()
    assert sorted(answer.context["form"].errors) == ["kind", "title", "url"]
    for part in (
        'href="#id_url"',
        'id="id_url_error"',
        "We liked &lt;b&gt;it&lt;/b&gt;.",
        'value="javascript:alert(1)"',
    ):
        assert part in html
    assert 'value="th" id="id_languages_7" checked' in html
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize(
    "url",
    [
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://127.0.0.1/",
        "http://user:word@example.org/",
        "https://example.org/" + "a" * 600,
        "no address at all",
    ],
)
def test_bad_address_is_refused(client, url):
    answer = client.post(ADDRESS, said(url=url))
    assert list(answer.context["form"].errors) == ["url"]
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"token": ""},
        {"token": "made up"},
        {"about": "run:abcdef"},
        {"seconds_ago": 0},
        {"seconds_ago": 2 * 24 * 3600},
        {"website": "https://spam.example/"},
    ],
)
def test_machines_are_asked_once_more(client, values):
    opened = {name: values[name] for name in ("about", "seconds_ago") if name in values}
    sent = said(token=token(**opened)) if opened else said(**values)
    answer = client.post(ADDRESS, sent)
    assert answer.context["form"].non_field_errors() == [AGAIN]
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize("values", [{"kind": "<b>"}, {"languages": ["xx"]}, {"title": "a" * 161}, {"why": "a" * 1001}])
def test_hostile_values_are_refused(client, values):
    assert list(client.post(ADDRESS, said(**values)).context["form"].errors) == list(values)
    assert Suggestion.objects.count() == 0


def test_listed_address_is_answered_with_its_entry(client):
    resource(url="https://www.lantern.example/a/", title="The lantern guide", mirrors="https://mirror.example/x")
    for url in ("http://lantern.example/a#top", "https://mirror.example/x?utm_source=y"):
        html = client.post(ADDRESS, said(url=url, why="Kept words")).content.decode()
        assert "We have this one already" in html
        assert '<a href="/en/resources/demo/">The lantern guide</a>' in html
        assert "Kept words" in html
    assert Suggestion.objects.count() == 0


def test_drafts_are_not_told_of(client):
    resource(url="https://lantern.example/a", publish=False)
    assert client.post(ADDRESS, said()).status_code == 302


def test_too_many_are_held_off_and_nothing_typed_is_lost(client, monkeypatch):
    monkeypatch.setattr(suggesting, "MOST_WAITING", 1)
    suggestion()
    html = client.post(ADDRESS, said(why="Kept words")).content.decode()
    assert (str(telling.TOO_MANY) in html, "Kept words" in html) == (True, True)
    assert str(telling.TOO_MANY) in client.get(ADDRESS).content.decode()
    assert Suggestion.objects.count() == 1


def test_one_network_is_held_off_and_nothing_typed_is_lost(client, monkeypatch):
    monkeypatch.setitem(telling.LIMITS, "suggest", "1/h/ip")
    assert client.post(ADDRESS, said(token=token())).status_code == 302
    html = client.post(ADDRESS, said(token=token(61), why="Kept words")).content.decode()
    assert (str(telling.TOO_OFTEN) in html, "Kept words" in html) == (True, True)
    assert Suggestion.objects.count() == 1


def test_nothing_of_the_sender_is_kept(client, caplog):
    marked = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "canary-agent", "HTTP_ACCEPT_LANGUAGE": "tlh"}
    assert client.post(ADDRESS, said(), **marked).status_code == 302
    out = []
    write = type("Out", (), {"write": lambda _self, text: out.append(text)})()
    call_command("dumpdata", "resources.suggestion", stdout=write)
    assert [word in "".join(out) + caplog.text for word in ("203.0.113.77", "canary-agent", "tlh")] == [False] * 3


# Deciding ------------------------------------------------------------------------------------------------------------


def decide(client, told, state):
    return client.post(reverse("resource_suggestion_state", args=[told.pk]), {"state": state})


def test_suggestions_wait_on_the_first_screen_and_in_the_list(client, editor):
    suggestion(why="<b>Light</b>", languages=["sw"])
    assert "1 resource was suggested" in client.get(reverse("wagtailadmin_home")).content.decode()
    html = client.get(reverse("resource_suggestions")).content.decode()
    assert ("&lt;b&gt;Light&lt;/b&gt;" in html, "Swahili" in html, "Make a draft of it" in html) == (True, True, True)


def test_accepting_makes_a_draft_for_an_editor(client, editor):
    told = suggestion(why="Light\nfor all", languages=["sw"], language="es")
    same = suggestion(url="http://www.lantern.example/a/")
    answer = decide(client, told, "done")
    page = ResourcePage.objects.get(slug="lanterns")
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.get_parent().specific, page.url, page.kind, page.languages, page.why, page.owner) == (
        False,
        index_in("es"),
        told.url,
        "guide",
        ["sw"],
        "Light for all",
        editor,
    )
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get("/es/resources/lanterns/").status_code == 404
    states = Suggestion.objects.order_by("pk").values_list("pk", "state", "handled_by", "page")
    assert list(states) == [(each.pk, "done", editor.pk, page.pk) for each in (told, same)]
    decide(client, told, "done")
    assert ResourcePage.objects.filter(slug__startswith="lanterns").count() == 1


def test_title_that_is_taken_gets_an_address_of_its_own(client, editor):
    resource(slug="lanterns")
    decide(client, suggestion(), "done")
    assert ResourcePage.objects.filter(slug="lanterns-2", live=False).count() == 1
    decide(client, suggestion(title="فوانيس", url="https://other.example/"), "done")
    assert ResourcePage.objects.filter(slug="resource", title="فوانيس").count() == 1


def test_setting_aside_can_be_taken_back(client, editor):
    told = suggestion()
    for state, expected in (("set-aside", ("set-aside", editor.pk)), ("new", ("new", None)), ("<b>", ("new", None))):
        decide(client, told, state)
        assert Suggestion.objects.values_list("state", "handled_by").get() == expected
    assert ResourcePage.objects.filter(url=told.url).count() == 0


@pytest.mark.parametrize(
    ("group", "may"),
    [("Editors", True), ("Moderators", True), ("Translators", False), ("Reviewers", False), ("Hosts", False)],
)
def test_only_those_who_look_after_the_directory_decide(client, group, may):
    told = suggestion()
    signed_in(client, group)
    html = client.get(reverse("resource_suggestions"))
    decide(client, told, "set-aside")
    told.refresh_from_db()
    assert (html.status_code == 200, told.state) == (may, "set-aside" if may else "new")
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "was suggested" not in home


def test_anonymous_visitors_are_sent_to_sign_in(client):
    told = suggestion()
    assert client.get(reverse("resource_suggestions")).status_code == 302
    decide(client, told, "done")
    told.refresh_from_db()
    assert told.state == "new"


def test_handled_ones_are_forgotten_in_time():
    old, fresh, waiting = suggestion(state="done"), suggestion(state="done"), suggestion()
    long_ago = timezone.now().date() - dt.timedelta(days=91)
    Suggestion.objects.filter(pk__in=[old.pk, waiting.pk]).update(day=long_ago)
    assert suggesting.forget_handled() == 1
    assert set(Suggestion.objects.values_list("pk", flat=True)) == {fresh.pk, waiting.pk}


@pytest.mark.parametrize("letter", ["a", "я", "ไ", "😀"])
@pytest.mark.parametrize("place", ["/", "/?"])
def test_longest_address_of_any_script_is_kept(client, letter, place):
    url = "https://lantern.example" + place
    url += letter * (500 - len(url))
    assert client.post(ADDRESS, said(url=url)).status_code == 302
    kept = Suggestion.objects.get()
    assert kept.url == url
    assert len(kept.address_key) <= Suggestion._meta.get_field("address_key").max_length
    assert kept.address_key.encode().isascii()
    assert suggesting.normalised(url[:-1]) != kept.address_key


@pytest.mark.parametrize(
    "url",
    [
        "https://ex_ample.org/",
        "https://a.b/",
        "https://0x7f.0x1/",
        "https://example.123b/",
        "http://" + "a." * 200 + "org/",
    ],
)
def test_address_that_no_resource_could_have_is_no_suggestion(client, url):
    """Nobody could accept it: a page has its own idea of an address."""
    with pytest.raises(ValidationError):
        ResourcePage(title="Demo", slug="demo", summary="Short.", url=url).full_clean(exclude=["path", "depth"])
    answer = client.post(ADDRESS, said(url=url))
    assert list(answer.context["form"].errors) == ["url"]

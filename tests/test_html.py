"""Contracts of every public page in every language."""

import re
from urllib.parse import urlsplit

import html5lib
import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
PATHS = [
    "",
    "activities/",
    "activities/?q=breath&type=care&time=0-5",
    "activities/one-breath-check-in/",
    "activities/healing-circle/",
    "activities/map-of-power/",
    "stories/",
    "stories/?q=dragon&country=CL&year=abc",
    "stories/three-evenings-of-quests/",
    "themes/",
    "themes/standing-up/",
    "themes/standing-up/mobilizing/",
    "themes/standing-up/digital-safety/",
    "resources/",
    "resources/?q=consensus&kind=toolkit&without=login&spoken=xx",
    "resources/icebreaker-ideas/",
    "resources/suggest/",
    "resources/radhr/does-not-work/",
    "agendas/",
    "agendas/three-meetings-on-support/",
    "gatherings/",
    "gatherings/?when=past&theme=collective-care&foo=bar",
    "gatherings/caring-is-sharing/",
    "gatherings/caring-is-sharing/2-0/",
    "handbook/",
    *(f"handbook/{key}/" for key in "planning introducing shared-vision sample-agendas feedback reporting".split()),
    "handbook/planning/?day=2027-05-31",
    "handbook/planning/?day=soon",
    "handbook/feedback/questions/1/",
    "handbook/whole/",
    "handbook/sentence/",
    "handbook/agreements/",
    "about/",
    "search/?q=a",
    "toolkit/?t=33vrha-zzzz",
    "offline/",
    "kept/",
    "no-such-page/",
]
PAGES = ["/", *(f"/{code}/{path}" for code in LANGUAGES for path in PATHS)]


def document(client, path):
    html = client.get(path).content.decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return html, parser.parse(html), parser.errors


@pytest.mark.parametrize("path", PAGES)
def test_page_keeps_the_contract(client, path):
    html, tree, errors = document(client, path)
    code = path.split("/")[1] or "en"
    root = tree if tree.tag == "html" else tree.find("html")
    assert [error for _place, error, _data in errors] == []
    assert (root.get("lang"), root.get("dir")) == (code, "rtl" if code == "ar" else "ltr")
    assert len(list(tree.iter("h1"))) == 1
    assert len(list(tree.iter("main"))) == 1
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert [node.get("style") for node in tree.iter() if node.get("style")] == []
    assert list(tree.iter("style")) == []
    assert [node.text for node in tree.iter("script") if node.text] == []
    assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == []
    assert all(node.get("alt") is not None for node in tree.iter("img"))
    assert unlabelled(tree) == []
    assert foreign_requests(tree) == []
    assert "{%" not in html
    assert "{{" not in html


def unlabelled(tree):
    labels = {node.get("for") for node in tree.iter("label")}
    wrapped = {id(node) for label in tree.iter("label") for node in label.iter()}
    return [
        node.get("name")
        for tag in ("input", "select", "textarea")
        for node in tree.iter(tag)
        if node.get("type") != "hidden" and node.get("id") not in labels and id(node) not in wrapped
    ]


def foreign_requests(tree):
    """Whatever a browser would load by itself from anywhere but the hub."""
    loaded = [node.get("src") for node in tree.iter() if node.get("src")]
    loaded += [node.get("href") for node in tree.iter("link") if node.get("rel") in {"stylesheet", "icon", "preload"}]
    return [address for address in loaded if urlsplit(address).netloc]


@pytest.mark.parametrize("code", LANGUAGES)
def test_switcher_keeps_page_filters_and_query(client, code):
    html = client.get(f"/{code}/activities/?q=a&type=care&type=game&sort=title").content.decode()
    for other, name in settings.LANGUAGES:
        assert f'href="/{other}/activities/?q=a&amp;type=care&amp;type=game&amp;sort=title" lang="{other}"' in html
        assert name in html


def test_alternates_name_only_translations_that_are_there(client):
    html = client.get("/en/activities/map-of-power/").content.decode()
    alternates = set(re.findall(r'rel="alternate" hreflang="(\w+)"', html))
    assert alternates == {"en", "es", "fr", "ar"}
    assert '<link rel="canonical" href="http://testserver/en/activities/map-of-power/">' in html


def test_missing_translation_is_a_designed_state(client):
    answer = client.get("/th/activities/map-of-power/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="th" dir="ltr">' in html
    assert re.search(r'<h1[^>]* lang="en" dir="ltr">', html)
    assert '<link rel="canonical" href="http://testserver/en/activities/map-of-power/">' in html
    assert 'hreflang="th" href="http' not in html


@pytest.mark.parametrize("path", ["", "activities/", "activities/one-breath-check-in/", "themes/", "about/"])
def test_machine_translation_says_so(client, path):
    html = client.get(f"/es/{path}").content.decode()
    notice = html[html.index('class="notice') :][:600]
    assert "máquina" in notice


@pytest.mark.parametrize("extension", ["txt", "html"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_download_is_one_file_that_asks_for_nothing(client, code, extension):
    answer = client.get(f"/{code}/activities/33vrha.{extension}")
    text = answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="one-breath-check-in-')
    assert len(text.encode()) < 300_000
    assert "src=" not in text
    assert "<link" not in text


def test_download_sizes_are_true(client):
    html = client.get("/en/activities/33vrha.txt")
    page = client.get("/en/activities/one-breath-check-in/").context["downloads"]
    assert page["txt"] == len(html.content)
    assert page["html"] == len(client.get("/en/activities/33vrha.html").content)


def test_activity_above_the_fold_says_what_a_host_must_know(client):
    html = client.get("/en/activities/healing-circle/").content.decode()
    head = html[: html.index('class="with-side')]
    for text in ("60–75 min", "4–8 people", "Nothing at all", "Needs a group that knows itself", "Before you use this"):
        assert text in head

"""The pages of the handbook: what they show, in which language, and to whom."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from hub.core.roadmap import PHASES
from hub.handbook import lengths
from hub.handbook.models import ChapterPage
from hub.handbook.parts import contents
from hub.handbook.whole import whole
from hub.planner.models import AgendaPage
from hub.search.models import SearchDocument
from tests.factories import activity
from tests.handbook import makers
from tests.planner import makers as planner_makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_book(db):
    makers.nothing()


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def read(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_contents_follow_the_tree_and_count_minutes(client):
    makers.chapter(key="one", title="First")
    makers.chapter(("text", {"heading": "", "text": f"<p>{'word ' * 500}</p>"}), key="two", title="Second")
    makers.chapter(key="draft", publish=False)
    assert [(each.number, each.key, each.minutes) for each in contents("en")] == [(1, "one", 1), (2, "two", 3)]
    html = read(client, "/en/handbook/")
    assert re.findall(r'<a href="/en/handbook/(\w+)/">(\w+)</a>', html) == [("one", "First"), ("two", "Second")]
    assert "2 chapters · 4 minutes to read" in text(html)


def test_minutes_know_how_fast_a_script_is_read():
    assert [lengths.minutes("ab " * 1000, code) for code in ("en", "ar", "th", "es")] == [3, 4, 3, 3]
    assert lengths.minutes("", "en") == 1


def test_chapter_says_where_in_the_book_it_stands(client):
    for key in ("one", "two", "three"):
        makers.chapter(key=key, title=key.title())
    html = read(client, "/en/handbook/two/")
    assert "Chapter 2 of 3" in text(html)
    assert re.findall(r'href="([^"]+)" rel="(next|prev)"', html) == [
        ("/en/handbook/three/", "next"),
        ("/en/handbook/one/", "prev"),
    ]
    assert re.findall(r'<a href="/en/handbook/(\w+)/" aria-current="page"', html) == ["two"]
    first, last = read(client, "/en/handbook/one/"), read(client, "/en/handbook/three/")
    assert (re.findall('rel="(next|prev)"', first), re.findall('rel="(next|prev)"', last)) == (["next"], ["prev"])


def test_headings_of_a_chapter_are_listed_with_their_anchors(client):
    blocks = [("text", {"heading": f"Part {at}", "text": "<p>Words.</p>"}) for at in range(3)]
    blocks.append(("text", {"heading": "", "text": "<p>More.</p>"}))
    makers.chapter(*blocks)
    html = read(client, "/en/handbook/demo/")
    links = re.findall(r'<a href="#(part-\w+)">(Part \d)</a>', html)
    assert [title for _anchor, title in links] == ["Part 0", "Part 1", "Part 2"]
    assert re.findall(r'<h2 id="(part-\w+)">(Part \d)</h2>', html) == links


def test_untranslated_chapter_stands_in_its_own_language_and_says_so(client):
    makers.book("ar", title="دليل")
    source = makers.chapter(key="one", title="First")
    makers.chapter(key="two", title="Second")
    makers.chapter(
        ("text", {"heading": "لماذا", "text": "<p>الناس أولا.</p>"}),
        code="ar",
        key="one",
        title="الأول",
        translation_key=source.translation_key,
        translation_state="machine",
    )
    assert [(each.number, each.title, each.language) for each in contents("ar")] == [
        (1, "الأول", "ar"),
        (2, "Second", "en"),
    ]
    html = read(client, "/ar/handbook/two/")
    assert '<h1 lang="en" dir="ltr"><span class="swipe">Demo' not in html
    assert '<h1 lang="en" dir="ltr"><span class="swipe">Second</span></h1>' in html
    assert '<div class="rich" lang="en" dir="ltr"><p>People first.</p>' in html
    with translation.override("ar"):
        found = whole("ar")
    assert [(each.title, each.language) for each in found.chapters] == [("الأول", "ar"), ("Second", "en")]
    assert 'lang="en" dir="ltr"' in found.chapters[1].html
    assert 'lang="' not in found.chapters[0].html


def test_order_is_that_of_the_original_in_every_language():
    first = makers.chapter(key="one")
    second = makers.chapter(key="two")
    makers.book("es")
    makers.chapter(code="es", key="two", translation_key=second.translation_key)
    makers.chapter(code="es", key="one", translation_key=first.translation_key)
    assert [each.key for each in contents("es")] == ["one", "two"]


def test_private_and_hidden_chapters_are_in_no_contents(client):
    makers.chapter(key="open")
    closed = makers.chapter(("text", {"heading": "", "text": "<p>Only for hosts.</p>"}), key="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    later = makers.chapter(key="later")
    ChapterPage.objects.filter(pk=later.pk).update(go_live_at=timezone.now() + dt.timedelta(days=1))
    pages = [read(client, "/en/handbook/"), read(client, "/en/handbook/whole/"), read(client, "/en/handbook/open/")]
    assert [each.key for each in contents("en")] == ["open"]
    assert ["Only for hosts" in html or "closed" in html for html in pages] == [False, False, False]
    assert client.get("/en/handbook/closed/questions/1/").status_code == 404


def test_chosen_pages_that_are_gone_or_private_are_left_out(client):
    there = activity(title="Still there")
    private = activity(title="Not for all")
    gone = activity(title="Gone")
    agenda = planner_makers.agenda(key="gone-agenda")
    makers.chapter(makers.chosen("activities", gone, private, there, 999_999), makers.chosen("agenda", agenda))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    private.save_revision().publish()
    gone.unpublish()
    AgendaPage.objects.filter(pk=agenda.pk).delete()
    html = read(client, "/en/handbook/demo/")
    assert re.findall(r'card__title"><a href="[^"]+">([^<]+)</a>', html) == ["Still there"]
    assert "Use this agenda" not in html


def test_chosen_activity_is_shown_in_the_language_of_the_reader(client):
    source = activity(title="One breath")
    makers.chapter(makers.chosen("activities", source))
    other = source.copy_for_translation(makers.book("es").locale, copy_parents=True)
    other.title = "Una respiración"
    other.save_revision().publish()
    html = read(client, "/es/handbook/demo/")
    assert ("Una respiración" in html, "One breath" in html) == (True, False)


def test_agenda_shows_its_times_and_begins_a_plan(client):
    makers.chapter(makers.chosen("agenda", planner_makers.agenda(key="mine"), title="Take this"))
    html = read(client, "/en/handbook/demo/")
    rows = re.findall(r'<td><bdi dir="ltr">([\d:]+)</bdi></td>', html)
    assert rows == ["0:00", "0:05", "0:15"]
    assert '<input type="hidden" name="sample" value="mine">' in html
    begun = client.post("/en/plan/begin/", {"sample": "mine"})
    assert "Demo agenda" in begun.content.decode()


def test_editor_gives_a_roadmap_of_her_own(client):
    phase = {
        "title": "A month before",
        "days": -30,
        "tasks": makers.listed({"role": "You", "text": "Call the hall", "why": "It is small."}),
    }
    makers.chapter(makers.roadmap(phase))
    html = read(client, "/en/handbook/demo/?day=2026-12-31")
    assert "A month before Tuesday, 1 December 2026" in text(html)
    assert str(PHASES[0].title) not in text(html)


def test_search_knows_what_all_blocks_say():
    one = activity(title="One breath")
    page = makers.chapter(
        makers.TEXT,
        ("challenge", {"happens": "Nobody comes", "helped": "<p>Tea &amp; time.</p>"}),
        makers.housekeeping("One speaks, all listen"),
        makers.questions("What did you learn?"),
        makers.sentence(given="rain"),
        makers.chosen("activities", one, title="Try it"),
    )
    document = SearchDocument.objects.get(page_id=page.pk)
    assert (document.kind, document.summary) == ("handbook", "What we try.")
    assert document.body.splitlines() == [
        "Why",
        "People first.",
        "Nobody comes",
        "Tea & time.",
        "Agreements",
        "One speaks, all listen",
        "Ask yourself",
        "What did you learn?",
        "In one sentence",
        "rain",
        "Try it",
    ]


def test_search_finds_a_chapter_and_names_its_kind(client):
    makers.chapter(("text", {"heading": "", "text": "<p>Marzipan helps.</p>"}), title="Sweet things")
    html = read(client, "/en/search/?q=marzipan")
    assert re.findall(r'href="(/en/handbook/demo/)"', html) == ["/en/handbook/demo/"]
    assert "Handbook" in text(html[html.index("Sweet things") - 400 :])


@pytest.mark.parametrize("key", ["whole", "sentence", "agreements"])
def test_chapter_takes_no_address_that_has_a_page_already(key):
    with pytest.raises(ValidationError, match="taken by another page"):
        makers.chapter(key=key)


def test_questions_are_a_sheet_of_their_own(client):
    makers.chapter(makers.questions("First?"), makers.questions("Second?", "Third?", title="Together"))
    chapter = read(client, "/en/handbook/demo/")
    assert re.findall(r"/en/handbook/demo/questions/\d/", chapter) == [
        "/en/handbook/demo/questions/1/",
        "/en/handbook/demo/questions/2/",
    ]
    sheet = read(client, "/en/handbook/demo/questions/2/")
    assert re.findall(r'<li class="write__line">([^<]+)</li>', sheet) == ["Second?", "Third?"]
    assert [client.get(f"/en/handbook/demo/questions/{n}/").status_code for n in (0, 3, 10**20)] == [404, 404, 404]


@pytest.mark.parametrize("chapters", [1, 3])
def test_pages_ask_the_database_seldom(client, django_assert_max_num_queries, chapters):
    one = activity(title="One breath")
    sample = planner_makers.agenda(key="mine")
    for at in range(chapters):
        makers.chapter(
            makers.roadmap(),
            makers.chosen("activities", one),
            makers.chosen("agenda", sample),
            ("experiences", {"title": "Years", "text": ""}),
            key=f"chapter-{at}",
        )
    for path in ("", "chapter-0/?day=2026-12-31", "whole/"):
        with django_assert_max_num_queries(15):
            client.get(f"/en/handbook/{path}")

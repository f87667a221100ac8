"""The pages of sample agendas: what they show, and to whom."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from hub.activities.models import ActivityPage
from hub.planner import rules
from hub.planner.models import AgendaPage
from hub.planner.sample_reading import agenda_of, length
from hub.search.models import SearchDocument
from hub.translation.models import Subject
from hub.translation.segments import texts_of
from tests.emptying import unread
from tests.factories import activity
from tests.planner import makers

pytestmark = pytest.mark.django_db
QUERIES = {"list": 9, "page": 6}  # the page after the list: routes and menu are held


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def empty_index():
    """The page of the sample agendas without those of the starter library."""
    page = makers.agendas_page()
    unread(AgendaPage)
    return page


def test_list_shows_the_shortest_first_and_borrowed_ones_last(client, empty_index):
    long = makers.agenda(key="long", title="Long", lines=[("own", {"title": "Talk", "minutes": 150})])
    makers.agenda(key="short", title="Short", people_min=3, people_max=9)
    makers.translation_of(long, "es", title="Larga")
    html = client.get("/es/agendas/").content.decode()
    assert re.findall(r'data-agenda="(\w+)"', html) == ["long", "short"]
    cards = html.split("<article")[1:]
    assert ["lang=" in card for card in cards] == [False, True]
    assert ["translation" in card or "badge" in card for card in cards] == [True, True]
    first = client.get("/en/agendas/").content.decode()
    assert re.findall(r'data-agenda="(\w+)"', first) == ["short", "long"]
    assert "15 minutes 3–9 people 2 steps" in text(first)
    assert "2 h 30 min" in text(first)


def test_agenda_that_nobody_may_read_is_not_listed(client, empty_index):
    makers.agenda(key="draft", publish=False)
    html = client.get("/en/agendas/").content.decode()
    assert (re.findall(r"data-agenda", html), "There is no agenda yet." in html) == ([], True)


def test_page_tells_running_times_of_each_meeting(client):
    found = makers.breath()
    makers.agenda(
        lines=[
            ("day", {"title": "First evening", "start": dt.time(18, 0)}),
            ("own", {"title": "Welcome", "minutes": 10, "objective": "All know why."}),
            ("activity", {"uid": found.uid, "minutes": 5}),
            ("own", {"title": "In pairs", "minutes": 20, "group": 1}),
            ("own", {"title": "In threes", "minutes": 25, "group": 2}),
            ("pause", {"minutes": 70}),
            ("day", {"title": "Second evening", "days_after": 7}),
            ("buffer", {"minutes": 15, "note": "For questions."}),
        ],
    )
    html = client.get("/en/agendas/demo/").content.decode()
    assert re.findall(r'<bdi dir="ltr">([\d:–]+)</bdi>', html) == [
        "18:00–19:50",
        *("0:00", "0:10", "0:15", "0:15", "0:40", "1:50"),
        *("0:00", "0:15"),
    ]
    told = text(html)
    for words in ("All know why.", "Group A", "Group B", "7 days after the first", "For questions.", "Time to spare"):
        assert words in told
    assert f'<a href="/en/activities/{found.slug}/">One breath</a>' in html


def test_activities_are_named_in_the_readers_language(client, starter_library):
    html = client.get("/ar/agendas/ninety-minutes-online/").content.decode()
    own = ActivityPage.objects.get(uid="33vrha", locale__language_code="ar")
    assert f'<h3><a href="/ar/activities/one-breath-check-in/">{own.title}</a></h3>' in html
    borrowed = client.get("/th/agendas/ninety-minutes-online/").content.decode()
    assert 'href="/th/activities/one-breath-check-in/"' in borrowed
    assert '<h1 lang="en" dir="ltr">Ninety minutes online, fifteen people</h1>' in borrowed


def test_activity_that_went_is_named_as_gone(client):
    found = makers.breath()
    makers.agenda(lines=[("activity", {"uid": found.uid, "minutes": 5})])
    found.unpublish()
    assert "This activity is no longer here" in client.get("/en/agendas/demo/").content.decode()


def test_what_staff_typed_is_never_markup(client):
    makers.agenda(lines=[("own", {"title": "<script>alert(1)</script>", "minutes": 5, "note": "<b>x</b>"})])
    html = client.get("/en/agendas/demo/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_little(client, empty_index, django_assert_num_queries, rows):
    uids = [activity(title=f"Demo {number}").uid for number in range(rows)]
    for number in range(rows):
        makers.agenda(key=f"demo-{number}", lines=[("activity", {"uid": uid, "minutes": 5}) for uid in uids])
    with django_assert_num_queries(QUERIES["list"]):
        assert client.get("/en/agendas/").status_code == 200
    with django_assert_num_queries(QUERIES["page"]):
        assert client.get("/en/agendas/demo-0/").status_code == 200


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([], ["Put in at least one line."]),
        ([("day", {"title": "Only a day"})], ["Put in at least one line."]),
        ([("own", {"title": "Talk", "minutes": None})], ["Give each line its minutes."]),
        ([("own", {"title": "Talk", "minutes": 1})] * 121, ["An agenda holds at most 120 lines."]),
        ([("day", {}), ("own", {"title": "Talk", "minutes": 1})] * 15, ["An agenda holds at most 14 meetings."]),
        ([("activity", {"uid": "zzzzzz", "minutes": 5})], ["Nobody can read these activities: zzzzzz."]),
        ([("activity", {"uid": "", "minutes": 5})], ["Nobody can read these activities: –."]),
    ],
)
def test_agenda_that_is_not_ready_is_not_published(lines, wrong):
    page = makers.agenda(lines=lines, publish=False)
    assert rules.problems(page) == {"items": wrong}
    with pytest.raises(ValidationError):
        page.save_revision().publish()
    assert not AgendaPage.objects.get(pk=page.pk).live


def test_agenda_at_its_limits_is_ready():
    page = makers.agenda(lines=[("day", {})] * 14 + [("own", {"title": "Talk", "minutes": 1})] * 120, publish=False)
    assert rules.problems(page) == {}


def test_key_belongs_to_one_agenda_in_all_its_languages():
    source = makers.agenda()
    same = makers.translation_of(source, "es", publish=False)
    assert rules.problems(same) == {}
    other = makers.agenda(slug="other", people_min=9, people_max=4, publish=False)
    assert rules.problems(other) == {
        "key": ["Another agenda has this key already."],
        "people_max": ["The largest group is smaller than the smallest."],
    }


def test_agenda_is_found_by_its_key_in_the_best_language():
    source = makers.agenda()
    makers.translation_of(source, "es", title="Demostración")
    makers.agenda(key="draft", publish=False)
    found = {}
    for code in ("es", "ar"):
        with translation.override(code):
            found[code] = (agenda_of("demo").title, agenda_of("draft"), agenda_of("nothing"))
    assert found == {"es": ("Demostración", None, None), "ar": ("Demo agenda", None, None)}


def test_search_finds_agendas_and_says_what_they_are(client, starter_library):
    html = client.get("/en/search/?q=neighbours+food&kind=agenda").content.decode()
    assert "/en/agendas/food-and-songs/" in html
    assert '<p class="card__type">Sample agenda</p>' in html
    assert SearchDocument.objects.filter(kind="agenda").count() == 32


def test_library_and_empty_toolkit_lead_to_the_agendas(client, starter_library):
    for path in ("/en/activities/", "/en/toolkit/"):
        assert 'href="/en/agendas/"' in client.get(path).content.decode().split("<main")[1].split("</main>")[0]


def test_translators_get_words_and_no_keys(starter_library):
    page = AgendaPage.objects.get(key="ninety-minutes-online", locale=Locale.objects.get(language_code="en"))
    subject = Subject.objects.get(translation_key=page.translation_key)
    assert subject.works.exclude(locale__language_code="en").count() >= 3
    texts = [text for _path, text in texts_of(page)]
    assert "Fifteen names in ten minutes." in texts
    assert {block.value["uid"] for block in page.items if block.block_type == "activity"} & set(texts) == set()
    assert [text for text in texts if re.fullmatch(r"[\d:]+", text)] == []


def test_editors_form_chooses_activities_by_title_and_says_what_is_wrong(admin_client, starter_library):
    parent = makers.agendas_page()
    path = reverse("wagtailadmin_pages:add", args=["planner", "agendapage", parent.pk])
    html = admin_client.get(path).content.decode()
    assert "One breath together" in html
    page = makers.agenda(key="edited")
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Why it stands here" in shown


@pytest.mark.parametrize(
    ("minutes", "words"), [(5, "5 minutes"), (90, "90 minutes"), (120, "2 h"), (150, "2 h 30 min"), (480, "8 h")]
)
def test_long_times_are_told_in_hours(minutes, words):
    assert length(minutes).split() == words.split()

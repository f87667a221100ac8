"""What anybody sees of calls and cohorts: in the right order, in her language where it is, and no more than people agreed."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.calls import presenting
from hub.calls.enums import Stage
from hub.calls.models import Application, CohortPage, Criterion
from hub.core import version
from hub.search.models import SearchDocument
from hub.search.services import index_page
from hub.stories.models import Cohort, CohortHost
from tests import factories
from tests.calls import makers
from tests.calls.makers import DAY

pytestmark = pytest.mark.django_db
CARD = re.compile(r'<article class="card[^>]*data-call="([\w-]+)"')


@pytest.fixture(autouse=True)
def _hub(starter_library):
    """All pages stand in the starter library's tree."""


@pytest.fixture
def way_in(monkeypatch):
    """The addresses of what applicants do, whether or not it is there."""
    monkeypatch.setattr("hub.calls.reading.address", lambda name, *rest: "/".join(["/way", name, *rest]))


def get(client, path):
    return client.get(path).content.decode()


def stages():
    """One call for each stage, by the name of its stage."""
    now = timezone.now()
    open_ = makers.call(slug="open")
    makers.call(slug="later", title="Open later", closes_at=now + 9 * DAY)
    makers.call(slug="scheduled", opens_at=now + DAY)
    makers.call(slug="deciding", opens_at=now - 9 * DAY, closes_at=now - DAY)
    makers.released(makers.call(slug="done", opens_at=now - 30 * DAY, closes_at=now - 20 * DAY))
    return open_


def test_list_begins_with_what_closes_next_and_tells_the_true_number(client):
    open_ = stages()
    draft = makers.call(slug="draft", publish=False)
    PageViewRestriction.objects.create(page=makers.call(slug="private"), restriction_type="login")
    alias = makers.call(slug="alias")
    alias.alias_of = open_
    alias.save()
    html = get(client, "/en/calls/")
    assert CARD.findall(html) == ["open", "later", "scheduled", "deciding", "done"]
    assert re.findall(r'data-total="(\d+)"', html) == ["5"]
    assert re.findall(r'id="calls-(\w+)"', html) == ["open", "scheduled", "deciding", "done"]
    assert draft.title in html  # all are called the same: only the addresses tell them apart


def over(number: int, *, released: int = 0):
    """Calls that are over; the last of them the longest ago."""
    now = timezone.now()
    for each in range(number):
        page = makers.call(
            slug=f"over-{each:02}", opens_at=now - 99 * DAY, closes_at=now - (each + 1) * DAY, questions=[]
        )
        if each >= number - released:
            makers.released(page)


def test_calls_that_are_over_come_by_pages_and_the_others_stand_on_the_first(client):
    over(23, released=2)
    makers.call(slug="open")
    scheduled = makers.call(slug="scheduled", opens_at=timezone.now() + DAY)
    first, second = get(client, "/en/calls/"), get(client, "/en/calls/?page=2")
    names = [f"over-{each:02}" for each in range(23)]
    assert [CARD.findall(html) for html in (first, second)] == [["open", "scheduled", *names[:20]], names[20:]]
    assert [re.findall(r'data-total="(\d+)"', html) for html in (first, second)] == [["25"]] * 2
    headings = [re.findall(r'id="calls-(\w+)"', html) for html in (first, second)]
    assert headings == [["open", "scheduled", "deciding"], ["deciding", "done"]]
    links = [re.findall(r'<a rel="(\w+)" href="([^"]*)"', html) for html in (first, second)]
    assert links == [[("next", "?page=2")], [("prev", "?")]]
    assert "No call is open just now" not in second
    assert "/en/calls/dates.ics" in second
    assert client.get("/en/calls/?page=2").fresh_until == scheduled.opens_at


@pytest.mark.parametrize(
    ("asked", "said"), [("page=9", ["page"]), ("page=x", ["page"]), ("q=a&sort=title&b=%00", ["b", "q", "sort"])]
)
def test_what_the_list_cannot_be_asked_is_left_out_and_said(client, asked, said):
    over(1)
    html = get(client, f"/en/calls/?{asked}")
    assert CARD.findall(html) == ["over-00"]
    notice = html[html.index("We could not use a part of this address") :]
    assert re.findall(r"<li><bdi>(\w+)</bdi>", notice[: notice.index("</ul>")]) == said
    assert 'class="pages"' not in html


def test_call_without_translation_is_last_in_its_group_in_its_own_language(client):
    open_ = stages()
    later = makers.call_in("ar", makers.CallPage.objects.get(slug="later"), title="دعوة")
    makers.calls_page("ar")
    html = get(client, "/ar/calls/")
    assert CARD.findall(html) == ["later", "open", "scheduled", "deciding", "done"]
    assert f'<h3 class="card__title"><a href="/ar/calls/later/">{later.title}' in html
    card = html[html.index('data-call="open"') :]
    assert f'<h3 class="card__title" lang="en" dir="ltr"><a href="/ar/calls/open/">{open_.title}' in card
    assert "alias" not in html


def test_no_call_at_all_and_none_open_are_said_kindly(client):
    makers.calls_page()
    assert "There is no call yet." in get(client, "/en/calls/")
    makers.call(opens_at=timezone.now() + DAY)
    html = get(client, "/en/calls/")
    assert "There is no call yet." not in html
    assert "No call is open just now." in html


def test_open_call_says_how_to_apply_in_order(client, way_in):
    page = makers.call(slug="spring", stipend_least=400, stipend_most=900, currency="EUR", support=["childcare"])
    html = get(client, "/en/calls/spring/").partition("<article")[2]
    order = [
        'data-stage="open"',
        page.title,
        page.summary,
        "<dt>",
        "400 to 900 EUR",
        'href="/way/apply_start/spring"',
        'href="/way/apply_resume"',
        "Childcare",
        "How we choose",
        "67 %",
        "33 %",
        "What we keep, and until when",
        'href="/way/apply_questions/spring/docx"',
        'href="/way/apply_questions/spring/odt"',
        'href="/way/apply_questions/spring/txt"',
    ]
    places = [html.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.parametrize("slug", ["scheduled", "deciding", "done"])
def test_call_that_is_not_open_has_no_way_to_apply(client, way_in, slug):
    stages()
    html = get(client, f"/en/calls/{slug}/")
    assert [name for name in ("apply_start", "apply_questions") if name in html] == []
    assert ("apply_resume" in html) is (slug != "scheduled")
    assert (CARD.findall(html) != []) is (slug != "scheduled")


def test_everybody_has_been_told_is_said_only_where_nobody_waits(client):
    stages()
    done, said = makers.CallPage.objects.get(slug="done"), "Everybody who applied has been told."
    late = makers.application(done, state="in_review")
    assert said not in get(client, "/en/calls/done/")
    Application.objects.filter(pk=late.pk).update(state="declined")
    assert said in get(client, "/en/calls/done/")


def test_next_call_is_the_one_that_staff_named_in_the_readers_language(client):
    stages()
    next_ = makers.call(slug="next", title="Named by us")
    done = makers.CallPage.objects.get(slug="done")
    done.next_call = next_
    done.save()
    makers.call_in("ar", next_, title="التالية")
    assert CARD.findall(get(client, "/en/calls/done/")) == ["next"]
    assert "التالية" in get(client, "/ar/calls/done/")
    next_.unpublish()
    assert CARD.findall(get(client, "/en/calls/done/")) == ["next"]  # its translation is still there
    for page in makers.CallPage.objects.filter(slug="next"):
        page.unpublish()
    assert CARD.findall(get(client, "/en/calls/done/")) == ["open", "later"]


def test_example_says_that_it_is_one(client):
    makers.call(slug="made-up", is_example=True)
    makers.call(slug="real")
    said = [("made up by us" in get(client, f"/en/calls/{slug}/")) for slug in ("made-up", "real")]
    assert said == [True, False]
    assert get(client, "/en/calls/").count("Example call") == 1


def test_announcement_of_an_example_says_that_it_is_one(client):
    parent = makers.calls_page()
    for slug, is_example in (("made-up", True), ("real", False)):
        call = makers.call(slug=slug, is_example=is_example, cohort=Cohort.objects.create(year=2190 + is_example))
        fields = {"title": slug, "slug": f"chosen-{slug}", "locale": parent.locale, "cohort": call.cohort, "call": call}
        parent.add_child(instance=CohortPage(live=True, **fields))
    version.bump()
    said = "This is an example, made up by us to show how an announcement looks."
    paths = ("chosen-made-up/", "chosen-real/", "")
    assert [get(client, f"/en/calls/{path}").count(said) for path in paths] == [1, 0, 1]


def test_weights_are_told_as_whole_percents_that_are_hundred_together():
    rows = [Criterion(weight=weight) for weight in (1, 1, 1)]
    assert [each.percent for each in presenting.weighed(rows)] == [34, 33, 33]
    assert presenting.weighed([]) == []


def cohort_of(year=2190):
    """Five from Kenya, of whom none agreed; one from Lebanon who agreed; one from Togo who did not."""
    cohort = Cohort.objects.create(year=year)
    story = factories.story(parent=factories.stories_page(), title="Demo story")
    hidden = factories.story(title="Hidden story")
    for _each in range(5):
        CohortHost.objects.create(cohort=cohort, country="KE", chosen_name="Demo hare")
    CohortHost.objects.create(cohort=cohort, country="LB", chosen_name="Demo heron", is_shown=True, story=story)
    CohortHost.objects.create(cohort=cohort, country="TG", chosen_name="Demo fox", story=hidden)
    return cohort


def test_cohort_tells_only_what_its_people_agreed_to(client):
    cohort = cohort_of()
    call = makers.call(slug="their-call", cohort=cohort)
    parent = makers.calls_page()
    page = CohortPage(title="Chosen", slug="chosen", locale=parent.locale, live=True, cohort=cohort, call=call)
    parent.add_child(instance=page)
    version.bump()
    for path in ("/en/calls/", "/en/calls/chosen/"):
        html = get(client, path)
        assert [name for name in ("Kenya", "Lebanon", "Demo heron", "demo-story") if name not in html] == []
        assert [name for name in ("Togo", "Demo fox", "Demo hare", "hidden-story") if name in html] == []
        assert "7 hosts" in html
    assert 'href="/en/calls/their-call/"' in get(client, "/en/calls/chosen/")
    assert 'href="/en/calls/chosen/"' in get(client, "/en/calls/")
    CohortHost.objects.filter(country="KE").first().delete()
    assert "Kenya" not in get(client, "/en/calls/")


def test_announcement_is_linked_from_the_decided_call_alone(client):
    stages()
    parent = makers.calls_page()
    cohort = Cohort.objects.create(year=2190)
    for slug in ("deciding", "done"):
        call = makers.CallPage.objects.get(slug=slug)
        page = CohortPage(
            title=f"Chosen of {slug}", slug=f"of-{slug}", locale=parent.locale, live=True, call=call, cohort=cohort
        )
        parent.add_child(instance=page)
    version.bump()
    assert "Chosen of done" in get(client, "/en/calls/done/")
    assert "Chosen of deciding" not in get(client, "/en/calls/deciding/")


def test_call_is_found_by_its_words_and_in_the_sitemap(client):
    page = makers.call(slug="spring", title="Hosts wanted", for_whom="<p>Zebrafinches</p>")
    index_page(page=page)
    assert SearchDocument.objects.get(pk=page.pk).kind == "call"
    assert 'href="/en/calls/spring/"' in get(client, "/en/search/?q=zebrafinches&kind=call")
    assert "/en/calls/spring/" in get(client, "/sitemap-1.xml")
    makers.call_in("ar", page, title="دعوة")
    html = get(client, "/en/calls/spring/")
    assert re.findall(r'rel="alternate" hreflang="(\w+)"', html) == ["en", "ar"]


@pytest.mark.parametrize("mode", ["scheduled", "open", "deciding", "done"])
def test_preview_shows_each_stage_of_a_draft(mode):
    page = makers.call(publish=False)
    request = RequestFactory().get("/")
    request.is_preview = True
    html = page.serve_preview(request, mode).render().content.decode()
    assert f'data-stage="{mode}"' in html
    assert [key for key, _label in page.preview_modes] == ["", "scheduled", "open", "deciding", "done"]
    page.refresh_from_db()
    assert page.live is False


def queries(client, path):
    client.get(path)
    cache.clear()
    version.forget()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"][:120] for query in captured]


def test_list_and_page_need_at_most_fifteen_queries_at_one_and_at_many(client):
    cohort_of(2190)
    makers.call(slug="first")
    done = makers.call(slug="done", opens_at=timezone.now() - 9 * DAY, closes_at=timezone.now() - DAY)
    makers.released(done)
    few = [len(queries(client, path)) for path in ("/en/calls/", "/en/calls/first/", "/en/calls/done/")]
    for number in range(12):
        makers.call(criteria=[("Care", 1)] * 9)
        Cohort.objects.create(year=2100 + number)
    over(21)
    assert [len(queries(client, path)) for path in ("/en/calls/", "/en/calls/first/", "/en/calls/done/")] == few
    assert max(few) <= 15, few


def test_hostile_words_are_only_words(client):
    bad = "<script>alert(1)</script>"
    makers.call(slug="hostile", title=bad, summary=bad, time_asked=bad, contact=bad, criteria=[(bad, 1)])
    for path in ("/en/calls/", "/en/calls/hostile/", "/en/calls/feed/"):
        assert bad not in get(client, path)


def test_every_stage_has_a_colour_and_a_group():
    assert set(presenting.COLOURS) == set(Stage)

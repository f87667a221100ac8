"""The offline pack: whole, true, small, and with nothing in it that not everybody may read."""

import base64
import hashlib
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from hub.activities.models import ActivityPage
from hub.handbook.models import ChapterPage
from hub.handbook.whole import whole
from hub.planner.packing import assembling, contents, handbook, index
from hub.search import listing
from hub.search.models import PromotedPage, PromotedResults
from tests import factories
from tests.planner import packs

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("code", LANGUAGES)
def test_pack_is_small_whole_and_asks_for_nothing(code, starter_library):
    pack = packs.made(code)
    print(f"{code}: {len(pack.content):,} bytes")
    tree, errors = packs.tree(pack)
    uids = set(ActivityPage.objects.visible().values_list("uid", flat=True))
    articles = {node.get("data-activity"): node for node in tree.iter("article") if node.get("data-activity")}
    assert len(pack.content) <= assembling.MOST_BYTES
    assert [error for _place, error, _more in errors] == []
    assert (tree.get("lang"), tree.get("dir")) == (code, "rtl" if code == "ar" else "ltr")
    assert len(list(tree.iter("h1"))) == 1
    assert (set(articles), pack.activities) == (uids, len(uids))
    assert [
        node.tag for node in tree.iter() if node.get("src") or node.tag in {"link", "iframe", "object", "img"}
    ] == []
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    inside = {node.get("href") for node in tree.iter("a") if node.get("href", "").startswith("#")}
    assert inside - {f"#{each}" for each in ids} == set()
    outside = [urlsplit(node.get("href")) for node in tree.iter("a") if not node.get("href", "#").startswith("#")]
    assert {address.scheme for address in outside} <= {"http", "https"}


def test_activity_is_there_with_every_word(starter_library):
    tree, _errors = packs.tree(packs.made("es"))
    articles = {node.get("data-activity"): packs.words_of(node) for node in tree.iter("article")}
    missing = []
    for page in ActivityPage.objects.visible().filter(locale__language_code="es"):
        parts = [page.title, page.summary, page.content_warning, page.opt_out, page.care_after, page.do_not_run_if]
        parts += [page.use_when, page.access_note, page.inspiration, page.get_licence_display()]
        for step in page.steps:
            parts += [step.value["title"], *step.value["do"].splitlines(), *(step.value["say"] or "").splitlines()]
        missing += [part for part in parts if " ".join(part.split()) not in articles[page.uid]]
    assert missing == []


def test_untranslated_activity_says_in_which_language_it_is(starter_library):
    tree, _errors = packs.tree(packs.made("th"))
    source = factories.activity(title="Only English")
    tree, _errors = packs.tree(packs.made("th"))
    card = next(node for node in tree.iter("li") if node.get("data-uid") == source.uid)
    article = next(node for node in tree.iter("article") if node.get("data-activity") == source.uid)
    assert (card.find(".//h3").get("lang"), card.find(".//h3").get("dir")) == ("en", "ltr")
    assert article.find(".//h2").get("lang") == "en"
    with translation.override("th"):
        assert "ภาษาอังกฤษ" in packs.words_of(article)


@pytest.mark.parametrize("code", ["en", "ar", "sw"])
def test_counts_are_those_of_the_library(code, starter_library):
    with translation.override(code):
        documents = contents.shown(code)
        shown = contents.counted(contents.facts(documents, code), code)
    counts = listing.find(listing.listing("activity", code), filters={}).counts
    said = {(facet["key"], option["key"]): option["count"] for facet in shown for option in facet["options"]}
    assert said == {
        (facet["key"], option["key"]): counts[facet["key"]].get(option["key"], 0)
        for facet in shown
        for option in facet["options"]
    }
    assert {facet["key"] for facet in shown} >= {
        "type",
        "time",
        "people",
        "theme",
        "format",
        "energy",
        "depth",
        "needs",
    }


def test_nothing_is_in_it_that_not_everybody_may_read(starter_library):
    open_one = factories.activity(title="Open zebra")
    factories.activity(title="Draft zebra", publish=False)
    factories.translation(open_one, "es", title="Cebra en borrador", publish=False)
    private = factories.activity(title="Private zebra")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    waiting = factories.activity(title="Waiting zebra")
    ActivityPage.objects.filter(pk=waiting.pk).update(go_live_at=timezone.now() + timezone.timedelta(days=3))
    gone = factories.activity(title="Gone zebra")
    gone.unpublish()
    changed = factories.activity(title="Changed zebra")
    changed.title = "Unpublished change zebra"
    changed.save_revision()
    text = packs.made("es").content.decode()
    assert sorted(set(re.findall(r"(\w+ ?\w* zebra|Cebra)", text))) == ["Changed zebra", "Open zebra"]


def test_words_of_an_activity_cannot_leave_their_place(starter_library):
    page = factories.activity(title="</script><script>alert(1)</script><!--script--><b>", summary='"><img src=x>')
    pack = packs.made("en")
    tree, errors = packs.tree(pack)
    assert [error for _place, error, _more in errors] == []
    assert [node.get("type") for node in tree.iter("script")] == ["application/json", None]
    assert list(tree.iter("img")) == []
    assert next(node for node in tree.iter("h2") if node.get("id") == f"t-{page.uid}").text == page.title


def test_policy_names_the_one_style_and_the_one_script(starter_library):
    tree, _errors = packs.tree(packs.made("fr"))
    policy = next(node.get("content") for node in tree.iter("meta") if node.get("http-equiv"))
    (style,) = tree.iter("style")
    script = [node for node in tree.iter("script") if node.get("type") is None][-1]

    def sign(text):
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy == (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {sign(style.text)}; "
        f"script-src {sign(script.text)}"
    )
    assert [node for node in tree.iter() if node.get("style")] == []


def test_script_is_one_classic_script_that_speaks_to_nobody(starter_library):
    search = packs.data(packs.made("pt"))["search"]
    script = assembling.script_of(search)
    assert (
        re.findall(r"^\s*(?:import|export)\b|\b(?:fetch|XMLHttpRequest|WebSocket|sendBeacon|eval)\s*\(", script, re.M)
        == []
    )
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert {each["rules"]["snowball"] for each in search["languages"].values()} == {"portuguese", "english"}


def test_pack_that_would_be_too_large_is_refused(starter_library, monkeypatch):
    monkeypatch.setattr(assembling, "MOST_BYTES", 1000)
    with pytest.raises(assembling.TooLargeError, match="limit"):
        packs.made("en")


def test_library_costs_the_same_number_of_questions_however_many_there_are(starter_library):
    def questions():
        with CaptureQueriesContext(connection) as captured, translation.override("en"):
            documents = contents.shown("en")
            contents.facts(documents, "en")
            for card in contents.cards(documents, "en"):
                assert card["page"].title
        return len(captured)

    questions()
    one = questions()
    factories.activity(title="One more")
    factories.activity(title="And one more")
    questions()
    assert questions() <= one + 2


def test_short_code_of_each_activity_is_in_it(starter_library):
    facts = packs.data(packs.made("ru"))["facts"]
    assert {len(each["key"]) for each in facts.values()} == {4}


def test_words_of_the_rest_of_the_hub_are_counted_and_not_shown(starter_library):
    hub = index.Hub()
    with translation.override("en"):
        held = index.index_of(hub, contents.shown("en"), "en", chapters=handbook.searched("en"))["languages"]["en"]
    assert held["rows"] == len(hub.size_of) > len(held["uids"])
    assert set(held["tokens"]) <= {
        token for reading in hub.readings.values() for token in (*reading.title, *reading.lead, *reading.body)
    }
    assert held["more"]


def test_pack_ranks_by_the_measure_of_the_database(starter_library):
    search = packs.data(packs.made("sw"))["search"]
    measure = {"sqlite": "bm25", "postgresql": "tsRank"}[connection.vendor]
    assert {each["measure"] for each in search["languages"].values()} == {measure}


def test_handbook_is_in_it_and_leads_to_what_the_pack_has(starter_library):
    with translation.override("sw"):
        book = whole("sw")
    tree, errors = packs.tree(packs.made("sw"))
    chapters = {node.get("id"): node for node in tree.iter("article") if node.get("data-chapter") is not None}
    contents = next(node for node in tree.iter("section") if node.get("id") == "handbook")
    assert [error for _place, error, _more in errors] == []
    assert [link.get("href")[1:] for link in contents.iter("a")] == list(chapters)
    assert list(chapters) == [f"chapter-{chapter.key}" for chapter in book.chapters]
    links = {link.get("href") for node in chapters.values() for link in node.iter("a")}
    assert {link[:3] for link in links if link.startswith("#")} >= {"#a-", "#ha"}
    assert [link for link in links if "/activities/" in link and not link.endswith("/activities/")] == []


def test_search_knows_the_chapters_that_everybody_may_read(starter_library):
    for hidden in ChapterPage.objects.filter(slug="planning"):
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    for gone in ChapterPage.objects.filter(slug="principles"):
        gone.unpublish()
    pack = packs.made("en")
    tree, _errors = packs.tree(pack)
    chapters = [node.get("id") for node in tree.iter("article") if node.get("data-chapter") is not None]
    search = packs.data(pack)["search"]
    rows = [node.get("data-chapter-row") for node in tree.iter("li") if node.get("data-chapter-row")]
    assert len(chapters) == 11
    assert [name for name, _is_recommended in search["order"]["handbook"]] == rows == chapters
    assert set(search["languages"]["en"]["uids"]) == {*chapters, *(name for name, _is in search["order"]["activity"])}
    assert not {"chapter-planning", "chapter-principles"} & set(chapters)


def test_chapter_that_staff_put_first_is_a_pick(starter_library):
    chapter = ChapterPage.objects.get(slug="planning", locale__language_code="en")
    promoted = PromotedResults.objects.create(locale=chapter.locale, queries="wombat")
    PromotedPage.objects.create(promotion=promoted, page=chapter)
    assert packs.data(packs.made("en"))["search"]["picks"]["wombat"] == ["chapter-planning"]


def test_picture_of_a_chapter_stays_with_the_hub_and_its_words_come_along(starter_library, monkeypatch):
    from dataclasses import replace

    from django.utils.safestring import SafeString

    book = whole("en")
    shown = replace(
        book.chapters[0], html=SafeString('<p><img src="/media/images/a.png" alt="A circle"><a href="#x">b</a></p>')
    )
    monkeypatch.setattr(handbook, "whole", lambda language, host: replace(book, chapters=[shown]))
    assert handbook.chapters([], "en").chapters[0].html == "<p><span>A circle</span>b</p>"

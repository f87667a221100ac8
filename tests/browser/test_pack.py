"""The offline pack in a real Chromium: opened as a file, without a network."""

import json
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from hub.planner.packing import assembling, rules
from hub.starter.measuring import quality
from tests.browser.axe import fits, violations

pytestmark = pytest.mark.browser
LANGUAGES = [code for code, _name in settings.LANGUAGES]
UNKNOWN = {"pt": ["críticas sinceras"]}  # words that only a language knows that the pack has nothing of
READING = "folding arabic swahili thai analysis".split()
ANSWERS = """
import json
from django.utils import translation
from hub.starter.measuring import quality
said = {}
for code in quality.languages():
    with translation.override(code):
        said[code] = {each.words: quality.ours(each.words, code)[:5] for each in quality.queries(code)}
print(json.dumps(said))
"""
# What the site finds of the activities and of the handbook, and what of it is shown side by side.
KINDS = """
import json
from django.utils import translation
from hub.handbook import parts
from hub.search import listing, matching
from hub.starter.measuring import quality
WAYS = ["none", "some", "corrected", "beginning", "all"]
def found(words, kind, code):
    listed = listing.listing(kind, code)
    match = matching.match(words, listed)
    scores = matching.scores(match, listed, match.mask) if match.mask else {}
    rows = listing.documents(listed.rows(match.mask, sort="match", scores=scores))
    best = max((scores.get(row.pk, 0) for row in rows), default=0)
    return rows, (WAYS.index(match.how), round(best * 1e6))
said = {}
for code in quality.languages():
    with translation.override(code):
        titles = [chapter.title for chapter in parts.chapters(code)]
        asked = [query.words for query in quality.queries(code)]
        of_titles = [word for title in titles for word in title.split() if any(map(str.isalpha, word))]
        said[code] = {}
        for words in [*asked, *titles, *of_titles]:
            activities, well = found(words, "activity", code)
            chapters, how_well = found(words, "handbook", code)
            names = ["chapter-" + row.url_path.strip("/").rpartition("/")[2] for row in chapters]
            names = names if how_well[0] >= well[0] else []
            said[code][words] = [len(activities), names, bool(names) and (not activities or how_well > well)]
print(json.dumps(said))
"""
SEARCH_KINDS = """words => {
  const field = document.querySelector('#q');
  const visible = selector => [...document.querySelectorAll(selector)].filter(each => !each.closest('[hidden]'));
  return words.map(each => {
    field.value = each;
    field.dispatchEvent(new Event('input'));
    const first = visible('.results > section')[0];
    return [
      visible('[data-cards] > li').length,
      visible('[data-chapter-row]').map(row => row.dataset.chapterRow),
      first?.dataset.kind === 'handbook',
    ];
  });
}"""
SEARCH = """words => {
  const field = document.querySelector('#q');
  return words.map(each => {
    field.value = each;
    field.dispatchEvent(new Event('input'));
    const cards = [...document.querySelectorAll('[data-cards] > li:not([hidden])')];
    return cards.slice(0, 5).map(card => card.dataset.uid);
  });
}"""
STEMS = """([rules, forms]) => { const { stem } = analysis(rules); return forms.map(stem); }"""
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
)


@pytest.fixture(scope="session")
def packs(running_hub) -> dict[str, Path]:
    """Language → the file, as the command makes it on a hub with the starter library."""
    running_hub.run("manage.py", "build_offline_pack", "-v0")
    found = {}
    for path in (running_hub.folder / "media" / "offline").glob("*.html"):
        found[path.name.split("-")[2]] = path
    return found


@pytest.fixture(scope="session")
def answers(running_hub) -> dict[str, dict[str, list[str]]]:
    """Language → query → the first five of the site's own search."""
    return json.loads(running_hub.shell(ANSWERS))


@pytest.fixture(scope="session")
def kinds(running_hub) -> dict[str, dict[str, list]]:
    """Language → query → how many activities the site finds, the ids of the chapters, and whether they come first."""
    return json.loads(running_hub.shell(KINDS))


@pytest.fixture
def carried(chromium, packs):
    """`carried(code, …)` → the pack of a language on a phone without a network."""
    contexts = []

    def open_pack(code: str, *, javascript: bool = True, script: str = "", width: int = 360):
        context = chromium.new_context(
            offline=True, viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.troubles = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        if script:
            page.add_init_script(script)
        page.goto(packs[code].as_uri())
        return page

    yield open_pack
    for context in contexts:
        context.close()


def shown(page) -> list[str]:
    return page.locator("[data-cards] > li:not([hidden])").evaluate_all("all => all.map(each => each.dataset.uid)")


def kept(page) -> list[str]:
    return page.locator("[data-kit-items] h3 a").evaluate_all("all => all.map(each => each.hash.slice(3))")


@pytest.mark.parametrize("code", LANGUAGES)
def test_search_finds_what_the_site_finds(carried, packs, answers, code):
    page = carried(code)
    asked = random.Random(30).sample(sorted(answers[code]), 30)
    found = page.evaluate(SEARCH, asked)
    assert packs[code].stat().st_size <= 5_000_000
    assert dict(zip(asked, found, strict=True)) == {words: answers[code][words] for words in asked}
    assert (page.asked, page.troubles) == ([packs[code].as_uri()], [])


def test_search_finds_what_the_site_finds_for_nearly_all_that_people_type(carried, answers):
    """What it cannot know is that a word stands in a language that it has nothing of: then the site corrects no spelling."""
    wrong = []
    for code in LANGUAGES:
        asked = sorted(answers[code])
        found = carried(code).evaluate(SEARCH, asked)
        wrong += [(code, words) for words, uids in zip(asked, found, strict=True) if uids != answers[code][words]]
    assert sum(map(len, answers.values())) > 1000
    assert wrong == [("pt", "críticas sinceras")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_search_finds_the_chapters_that_the_site_finds_in_their_order(carried, kinds, code):
    page = carried(code)
    asked = sorted(words for words in kinds[code] if words not in UNKNOWN.get(code, []))
    found = page.evaluate(SEARCH_KINDS, asked)
    assert dict(zip(asked, found, strict=True)) == {words: kinds[code][words] for words in asked}
    assert sum(bool(names) for _total, names, _is_first in found) > 50
    assert {is_first for _total, _names, is_first in found} == {True, False}
    assert (page.asked[1:], page.troubles) == ([], [])


def test_kinds_of_results_stand_apart_with_true_counts(carried):
    page = carried("en")
    page.locator("#q").fill("circle")
    activities = len(shown(page))
    chapters = page.locator("section[data-kind=handbook] [data-chapter-row]:not([hidden])")
    assert activities > 3
    assert chapters.count() > 3
    expect(page.locator("[data-total]")).to_have_text(f"{activities + chapters.count()} results")
    said = {"Activities": activities, "Handbook": chapters.count()}
    assert page.locator(".kinds li").all_text_contents() == [f"{kind} {total}" for kind, total in said.items()]
    assert page.locator(".results h2:visible").all_text_contents()[1:] == [f"{kind} {n}" for kind, n in said.items()]
    assert chapters.filter(visible=True).count() == 3
    page.locator("[data-chapters-more] summary").click()
    assert chapters.filter(visible=True).count() == chapters.count()
    assert (violations(page), fits(page)) == ([], True)
    page.locator(".kinds a[href='#kind-handbook']").click()
    expect(page.locator("#kind-handbook")).to_be_in_viewport()
    chapters.first.locator("a").click()
    expect(page.locator("[data-chapter]").filter(visible=True)).to_have_count(1)
    page.go_back()
    expect(chapters.first).to_be_visible()
    page.locator("#q").fill("")
    expect(page.locator("[data-total]")).to_have_text("40 activities")
    expect(page.locator("section[data-kind=handbook], .kinds, #kind-activity").filter(visible=True)).to_have_count(0)
    assert page.troubles == []


def test_filter_leaves_the_chapters_out(carried):
    page = carried("en", width=1280)
    page.locator("#q").fill("circle")
    expect(page.locator("section[data-kind=handbook]")).to_be_visible()
    page.locator(".option[data-facet=type][data-key=care]").click()
    expect(page.locator("section[data-kind=handbook]")).to_be_hidden()
    expect(page.locator("[data-total]")).to_have_text(f"{len(shown(page))} activities")


def test_what_was_done_with_the_words_is_said_of_each_kind(carried):
    page = carried("en")
    said = page.locator(".results .outcome").filter(visible=True)
    some = "These have some of them, the nearest first."
    found = {}
    for words in ("circle", "circlee", "principles sentences", "agenda timetable invitation"):
        page.locator("#q").fill(words)
        found[words] = [
            (each.evaluate("each => each.closest('[data-kind]')?.dataset.kind"), each.inner_text())
            for each in said.all()
        ]
    assert found == {
        "circle": [],
        "circlee": [(None, "Nothing has “circlee”. These have “circle”.")],
        "principles sentences": [("activity", f"No activity has all of these words. {some}")],
        "agenda timetable invitation": [
            ("handbook", "Nothing has “agenda timetable invitation”. These have “agenda times invitation”."),
            ("activity", f"No activity has all of these words. {some}"),
        ],
    }
    assert page.locator("section[data-kind=handbook] [data-chapter-row]").filter(visible=True).count() > 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_scripts_stem_every_word_of_the_library_as_python_does(chromium, packs, code):
    data = json.loads(re.search(r'<script id="data"[^>]*>(.*?)</script>', packs[code].read_text("utf-8"), re.S)[1])
    held = data["search"]["languages"][code]
    rows = [line.split(" ") for line in held["words"]]
    name = held["rules"]["snowball"]
    sources = [(assembling.STATIC / "js" / "pack" / f"{each}.js").read_text("utf-8") for each in READING]
    stemmers = [rules.stemmer_file(each).read_text("utf-8") for each in ("base", name) if name]
    table = f"const STEMMERS = {{ {f'{name}: {name.capitalize()}Stemmer' if name else ''} }};"
    page = chromium.new_page()
    source = "\n".join(["var BaseStemmer;", *stemmers, table, *sources, f"return ({STEMS})(given);"])
    found = page.evaluate(f"given => {{ {source} }}", [held["rules"], [row[0] for row in rows]])
    page.close()
    assert len(rows) > 1500
    assert found == [stem or form for form, stem, _documents in rows]


def test_language_without_a_stemmer_is_searched_by_the_forms_of_its_texts(carried, packs, answers, tmp_path):
    page = carried("en")
    text = packs["en"].read_text("utf-8").replace('"snowball":"english"', '"snowball":""')
    (tmp_path / "other.html").write_text(text, encoding="utf-8")
    data = json.loads(re.search(r'<script id="data"[^>]*>(.*?)</script>', text, re.S)[1])
    forms = {line.split(" ")[0] for line in data["search"]["languages"]["en"]["words"]}
    asked = [words for words in sorted(answers["en"]) if forms.issuperset(words.split())]
    assert len(asked) > 30
    found = page.evaluate(SEARCH, asked)
    page.goto((tmp_path / "other.html").as_uri())
    assert page.evaluate(SEARCH, asked) == found


@pytest.mark.parametrize("code", ["en", "ar", "th"])
def test_every_view_is_accessible_and_fits_a_phone(carried, code):
    page = carried(code)
    first, second = shown(page)[:2]
    page.locator(f"[data-cards] [data-keep='{first}']").click()
    page.locator(f"[data-cards] [data-keep='{second}']").click()
    found = {}
    for place in ("library", f"a-{first}", "toolkit", "plan"):
        page.evaluate("place => { location.hash = place; }", place)
        expect(page.locator(f"#{place}")).to_be_visible()
        if place == "plan":
            page.locator("[data-plan-add=kit]").click()
            page.locator("[data-plan-add=own]").click()
        found[place] = (violations(page), fits(page))
    page.locator(".pack__nav a[href='#library']").click()
    page.locator(".filter > summary").click()
    found["filter"] = (violations(page), fits(page))
    assert found == dict.fromkeys(found, ([], True))
    assert page.troubles == []


def test_facets_narrow_with_true_counts(carried):
    page = carried("en", width=1280)
    option = page.locator(".option[data-facet=type][data-key=care]")
    count = int(option.get_attribute("data-count"))
    option.click()
    expect(page.locator("[data-total]")).to_have_text(f"{count} activities")
    care = shown(page)
    assert len(care) == count > 1
    other = page.locator(".option[data-facet=type][data-key=game]")
    more = int(other.get_attribute("data-count"))
    other.click()
    assert len(shown(page)) <= count + more
    assert set(shown(page)) > set(care)
    page.locator("[data-chips] button").first.click()
    page.locator("[data-chips] button").first.click()
    assert len(shown(page)) == 40
    page.locator("#q").fill("zzzzqqqq")
    expect(page.locator("[data-empty]")).to_be_visible()
    page.locator("[data-empty] [data-clear]").click()
    assert len(shown(page)) == 40


def test_toolkit_and_plan_by_keyboard(carried):
    page = carried("en")
    first, second = shown(page)[:2]
    for uid in (first, second):
        page.locator(f"[data-cards] [data-keep='{uid}']").focus()
        page.keyboard.press("Enter")
    expect(page.locator("[data-held]")).to_have_text("2")
    page.locator(".pack__nav a[href='#toolkit']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kit-title")).to_be_focused()
    assert kept(page) == [first, second]
    page.locator("[data-kit-items] [data-move=down]").first.focus()
    page.keyboard.press("Enter")
    assert kept(page) == [second, first]
    expect(page.locator(f"[data-kit-items] > li:has(a[href='#a-{first}']) [data-move=up]")).to_be_focused()
    page.locator("[data-kit-items] textarea").first.fill("Bring <b>wool</b>")
    codes = page.locator("[data-kit-link]").get_attribute("href").partition("?t=")[2].split("-")
    assert [len(code) for code in codes] == [4, 4]
    page.locator("[data-plan-from]").click()
    expect(page.locator("#plan-title")).to_be_focused()
    page.locator("#plan-start").fill("23:30")
    page.locator("[data-plan-items] [type=number]").first.fill("45")
    page.locator("[data-plan-add=break]").click()
    times = page.locator("[data-from]").all_text_contents()
    assert times[:2] == ["23:30", "00:15"]
    page.locator("[data-plan-items] [data-move=up]").last.click()
    assert page.locator("[data-plan-items] > li").nth(1).locator("[data-own]").input_value() == "Break"
    assert page.pdf()[:4] == b"%PDF"
    page.reload()
    expect(page.locator("[data-kept=device]").last).to_be_visible()
    assert page.locator("[data-from]").all_text_contents()[0] == "23:30"
    page.locator(".kit__forget summary").click()
    page.locator("[data-forget]").click()
    assert page.evaluate("localStorage.length") == 0
    assert (kept(page), page.troubles) == ([], [])


@pytest.mark.parametrize("code", ["en", "ar"])
def test_handbook_is_read_chapter_by_chapter(carried, code):
    page = carried(code)
    page.locator(".pack__nav a[href='#handbook']").click()
    expect(page.locator("#handbook-title")).to_be_focused()
    found = {"contents": (violations(page), fits(page))}
    page.locator(".pack__contents a").nth(2).click()
    expect(page.locator("[data-chapter]").filter(visible=True)).to_have_count(1)
    expect(page.locator(".pack__nav [aria-current]")).to_have_attribute("href", "#handbook")
    found["chapter"] = (violations(page), fits(page))
    part = page.locator("[data-chapter]:visible h3[id]").last
    page.evaluate("id => { location.hash = id; }", part.get_attribute("id"))
    expect(part).to_be_in_viewport()
    expect(page.locator("[data-chapter]").filter(visible=True)).to_have_count(1)
    page.locator("[data-chapter] a[href^='#a-']").first.evaluate("link => { location.hash = link.hash; }")
    expect(page.locator("[data-activity]").filter(visible=True)).to_have_count(1)
    assert found == dict.fromkeys(found, ([], True))
    assert page.troubles == []


def test_it_works_and_says_so_where_nothing_can_be_kept(carried):
    page = carried("ar", script=NO_STORAGE)
    uid = shown(page)[0]
    page.locator(f"[data-cards] [data-keep='{uid}']").click()
    page.locator(".pack__nav a[href='#toolkit']").click()
    expect(page.locator("#toolkit [data-kept=window]")).to_be_visible()
    expect(page.locator("#toolkit [data-kept=device]")).to_be_hidden()
    assert (kept(page), page.troubles) == ([uid], [])


@pytest.mark.parametrize(
    "held", ["nonsense", "[]", '{"items": 7, "plan": null}', '{"items": [{"uid": "__proto__"}, null]}']
)
def test_whatever_lies_on_the_device_it_opens(carried, held):
    page = carried("en", script=f"localStorage.setItem('jam-sessions-pack', {json.dumps(held)})")
    assert (len(shown(page)), page.locator("[data-held]").text_content(), page.troubles) == (40, "0", [])


@pytest.mark.parametrize(
    "words", ['"', "-", "((((", "constructor __proto__", "\\ud800", "a" * 5000, "' OR 1=1 --", "*.[a-z]+"]
)
def test_whatever_is_typed_nothing_fails(carried, words):
    page = carried("sw")
    page.locator("#q").fill(words)
    assert page.troubles == []


def test_without_script_it_is_one_page_to_read(carried, packs):
    page = carried("en", javascript=False)
    articles = page.locator("article.activity")
    assert articles.count() == 40
    assert page.locator("article.activity:visible").count() == 40
    link = page.locator("[data-cards] h3 a").nth(7)
    link.click()
    expect(page.locator(link.get_attribute("href"))).to_be_in_viewport()
    assert (
        page.locator("#toolkit, #plan, [data-search], [data-keep], [data-chapter-row]").filter(visible=True).count()
        == 0
    )
    assert fits(page)
    assert {url.partition("#")[0] for url in page.asked} == {packs["en"].as_uri()}


def test_page_of_the_hub_hands_it_out_whole(visit, packs):
    page = visit("/en/offline/")
    assert (violations(page), fits(page)) == ([], True)
    with page.expect_download() as waiting:
        page.locator(".offline__own .button").click()
    download = waiting.value
    assert download.suggested_filename == packs["en"].name
    assert Path(download.path()).read_bytes() == packs["en"].read_bytes()
    assert page.troubles == []


def test_queries_are_those_of_the_quality_sets(answers):
    assert {code: len(found) for code, found in answers.items()} == {
        code: len({query.words for query in quality.queries(code)}) for code in quality.languages()
    }

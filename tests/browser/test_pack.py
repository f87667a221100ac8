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
    assert page.locator("#toolkit, #plan, [data-search], [data-keep]").filter(visible=True).count() == 0
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

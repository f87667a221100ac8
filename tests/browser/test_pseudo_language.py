"""The interface in a language 40 % longer than English: nothing is cut, nothing overlaps, nothing scrolls sideways."""

import itertools

import pytest

from config import env
from tests.browser import pseudo_language
from tests.browser.conftest import CHROMIUM
from tests.browser.pseudo_language import CLOSING, OPENING, pseudo
from tests.browser.test_pages import TEMPLATES
from tests.hubs import Hub
from tests.small_library import small_library

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 1280)
SETTINGS = "from config.settings.dev import *\nLOCALE_PATHS = [{locale!r}]\n"
LONGER_TITLES = """
from wagtail.models import Page
from tests.browser.pseudo_language import pseudo
for page in Page.objects.filter(locale__language_code="en", depth__gt=1):
    Page.objects.filter(pk=page.pk).update(title=pseudo(page.title), draft_title=pseudo(page.title))
"""
# Boxes that hold a few words of the interface, each of which must hold all of its text.
BOXES = (
    "a.button, button, .chip, .chip__face, .tool, .nav li, .wordmark, summary, .option, label, legend, .badge, .meta li, \
.hint, .link, .notice, .bubble, .sort, h1, h2, h3, dt, dd, th, td, .card__type"
)
CUT = """boxes => [...document.querySelectorAll(boxes)].filter(box => {
  if (!box.checkVisibility({visibilityProperty: true}) || box.closest('.visually-hidden, .skip')) return false;
  const edge = box.getBoundingClientRect(), walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || holder.closest('.visually-hidden, .tool__word, option')) continue;
    if (!holder.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const text of range.getClientRects())
      if (text.width && (text.left < edge.left - 1 || text.right > edge.right + 1)) return true;
  }
  return false;
}).map(box => `${box.className} | ${box.textContent.trim().slice(0, 60)}`)"""
OUTSIDE = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility({visibilityProperty: true})) continue;
    if (holder.closest('.visually-hidden, .skip, .tool__word, option, script')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.left < -1 || box.right > innerWidth + 1) { found.push(node.data.trim().slice(0, 60)); break; }
  }
  return found;
}"""
OVERLAPS = """() => {
  const items = [...document.querySelectorAll('.header .wordmark, .header .nav li, .header .tool')]
    .filter(item => item.checkVisibility()).map(item => [item.textContent.trim(), item.getBoundingClientRect()]);
  const found = [];
  items.forEach(([name, one], at) => items.slice(at + 1).forEach(([other, two]) => {
    if (one.left < two.right - 1 && two.left < one.right - 1 && one.top < two.bottom - 1 && two.top < one.bottom - 1)
      found.push([name, other]);
  }));
  return found;
}"""


@pytest.fixture(scope="session")
def hub(tmp_path_factory) -> str:
    """The address of a hub whose interface, and the titles of whose English pages, are in the pseudo-language."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    folder = tmp_path_factory.mktemp("pseudo")
    pseudo_language.write(folder / "locale")
    (folder / "pseudo_settings.py").write_text(SETTINGS.format(locale=str(folder / "locale")), encoding="utf-8")
    site = Hub(folder, "pseudo_settings", PYTHONPATH=f"{folder}:{env.BASE_DIR}")
    site.migrate()
    site.run("manage.py", "load_starter", "--content", str(small_library(folder / "content")))
    site.shell(LONGER_TITLES)
    with site.served() as address:
        yield address


def opened(glance, template, width):
    page = glance(f"/en/{TEMPLATES[template]}", width=width)
    for shut in page.locator("details.filter:not([open]) > summary").all():
        if shut.is_visible():
            shut.click()
    return page


@pytest.mark.parametrize(("template", "width"), list(itertools.product(TEMPLATES, WIDTHS)))
def test_longer_language_fits(glance, template, width):
    page = opened(glance, template, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT, BOXES) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_longer_language_fits_on_the_first_page(glance, width):
    page = glance("/", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (page.evaluate(CUT, BOXES), page.evaluate(OUTSIDE)) == ([], [])


@pytest.mark.parametrize("template", TEMPLATES)
def test_interface_has_no_string_that_cannot_be_translated(glance, template):
    """Buttons, labels and headings of the frame are all in brackets; names of languages, people's own words and content are not
    looked at."""
    page = opened(glance, template, 1280)
    option = '.option:not([data-facet="tag"])'
    shown = page.locator(f"button, legend, .tool__word, .skip, {option}, footer h2, .sort label").all_text_contents()
    bare = [text.strip() for text in shown if text.strip() and OPENING not in text]
    assert [text for text in bare if not is_content(text)] == []


def is_content(text: str) -> bool:
    """Names of languages and of themes, each with its count, the hub's own name, symbols."""
    from django.conf import settings

    from hub.starter import files

    words = files.read(files.CONTENT / "themes" / "en.toml")["themes"].values()
    names = {"Jam Sessions Hub", *(name for _code, name in settings.LANGUAGES), *(theme["title"] for theme in words)}
    return text.rstrip("0123456789 \n") in names or not any(letter.isalpha() for letter in text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Search", []),
        ("%(total)s of %(all)d", ["%(total)s", "%(all)d"]),
        ('Compare it with the <a href="{{ path }}">original</a>.', ['<a href="{{ path }}">', "</a>"]),
        ("100 %% of {name} &amp; more, much more than that", ["%%", "{name}", "&amp;"]),
    ],
)
def test_pseudo_language_is_longer_and_keeps_placeholders(text, kept):
    made = pseudo(text)
    assert len(made) >= 1.4 * len(text) or len(made) - len(text) >= len(OPENING + CLOSING)
    assert pseudo_language.KEPT.findall(made) == kept
    assert made.startswith(OPENING)
    assert made.endswith(CLOSING)


def test_empty_text_stays_empty():
    assert pseudo("  ") == "  "

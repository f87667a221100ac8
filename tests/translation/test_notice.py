"""What a reader is told of the words before her, on each page and beside each theme."""

import datetime as dt
import html
import re

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.models import Page, PageViewRestriction

from hub.core import version
from hub.core.models import ThemesPage, User
from hub.themes.models import ThemePage
from hub.translation.templatetags.told import original_of
from tests import factories
from tests.translation.desk import activity_in

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES]
MARCH = dt.date(2026, 3, 8)
MACHINE = "Made by machine, not yet checked by a person who speaks this language."
DRAFT = "This translation has not been checked by a speaker yet."
OLDER = "The original has changed since this was translated."
CHECKED = {"checked_on": MARCH, "translation_credit": "", "changed_segments": 0}
WRONG = "Something is wrong here"
SAID = [
    ("original", {}, []),
    ("machine", {}, [MACHINE, WRONG]),
    ("machine", {"changed_segments": 1}, [MACHINE, "1 paragraph changed since", WRONG]),
    ("draft", {}, [DRAFT, WRONG]),
    ("draft", {"changed_segments": 12}, [DRAFT, "12 paragraphs changed since", WRONG]),
    ("checked", {}, ["Translation checked by a speaker.", WRONG]),
    ("checked", CHECKED, ["English, checked March 2026", WRONG]),
    ("checked", {**CHECKED, "translation_credit": "Luz & <b>"}, ["English, checked by Luz & <b>, March 2026", WRONG]),
    ("outdated", {}, [OLDER, WRONG]),
    ("outdated", {"changed_segments": 2}, [OLDER, "2 paragraphs changed since", WRONG]),
    ("outdated", CHECKED, ["English, checked March 2026", OLDER, WRONG]),
    (
        "outdated",
        {**CHECKED, "changed_segments": 2},
        ["English, checked March 2026", "2 paragraphs changed since", WRONG],
    ),
]


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def tell(page, state: str, **values) -> None:
    """Readers of the page are told this, whatever the desk knows."""
    type(page).objects.filter(pk=page.pk).update(translation_state=state, **values)
    version.bump()


def notice(client, path: str) -> str:
    """The HTML of the notice; nothing where there is none."""
    found = re.search(r'<div class="notice notice--told.*?</div>', client.get(path).content.decode(), re.S)
    return found.group() if found else ""


def lines(part: str) -> list[str]:
    """What stands in its paragraphs and links."""
    found = re.findall(r"<p><strong>.*?</p>|<p>[^<].*?</p>|<a .*?</a>", part, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


@pytest.mark.parametrize(("state", "values", "said"), SAID)
def test_notice_says_what_is_known_of_the_words(client, state, values, said):
    tell(activity_in("en"), state, **values)
    assert lines(notice(client, path_of("en"))) == said


def path_of(code: str) -> str:
    return activity_in(code).address


def test_notice_writes_no_name_as_markup(client):
    tell(activity_in("en"), "checked", checked_on=MARCH, translation_credit="<script>x</script>")
    assert "<bdi>&lt;script&gt;x&lt;/script&gt;</bdi>" in notice(client, path_of("en"))


SAID = {"machine": MACHINE, "draft": DRAFT, "checked": "Translation checked by a speaker.", "outdated": OLDER}
CHANGED = [0, 1, 2, 5, 11]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("state", "changed"),
    [
        *((state, changed) for state in SAID for changed in (0, 2)),
        *(("checked", n) for n in CHANGED if n not in (0, 2)),
    ],
)
def test_notice_is_in_the_readers_language(client, code, state, changed):
    tell(activity_in(code), state, changed_segments=changed, checked_on=None)
    with translation.override(code):
        first = gettext(SAID[state])
        count = ngettext("%(n)s paragraph changed since", "%(n)s paragraphs changed since", changed) % {"n": changed}
        wrong = gettext(WRONG)
    shown = lines(notice(client, path_of(code)))
    assert (shown[0], shown[-1]) == (first, wrong)
    assert (shown[1] == count) == bool(changed)


@pytest.mark.parametrize(
    ("code", "month"), [("es", "Español, .*marzo de 2026"), ("th", "ภาษาไทย.*มีนาคม 2026"), ("ar", "العربية.*مارس 2026")]
)
def test_checked_names_language_and_month_as_the_reader_does(client, code, month):
    tell(activity_in(code), "checked", checked_on=MARCH)
    assert re.fullmatch(month, lines(notice(client, path_of(code)))[0])


def test_notice_leads_to_the_original_and_to_a_note(client):
    page = activity_in("es")
    links = re.findall(r'href="([^"]+)"', notice(client, page.address))
    assert links == [activity_in("en").address, f"/es/note/{page.pk}/"]


def test_original_need_not_be_english(client, at_commit):
    with at_commit():
        source = factories.activity(parent=factories.library_in("ru"), title="Круг имён", slug="krug-imen")
    with at_commit():
        page = factories.translation(source, "es", title="Ronda de nombres")
    tell(page, "draft")
    assert re.findall(r'href="([^"]+)"', notice(client, page.address))[0] == source.address


def test_borrowed_page_says_both_whose_words_and_how_good(client, at_commit):
    with at_commit():
        source = factories.activity(parent=factories.library_in("es"), title="Ronda de nombres")
    tell(source, "machine")
    text = client.get(source.address.replace("/es/", "/th/", 1)).content.decode()
    assert text.count('class="notice m-sun"') == 1
    assert text.count('class="notice notice--told') == 1


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", ["", "activities/", "activities/one-breath-check-in/", "themes/", "about/"])
def test_every_public_page_has_one_way_to_say_what_is_wrong_at_its_foot(client, code, path):
    page = Page.objects.get(url_path=f"{home_path(code)}{path}")
    foot = client.get(f"/{code}/{path}").content.decode().partition('<footer class="footer"')[2]
    assert re.findall(r'href="([^"]+/note/[^"]+)"', foot) == [f"/{code}/note/{page.pk}/"]


def home_path(code: str) -> str:
    return factories.library_in(code).get_parent().url_path


def test_page_that_is_not_for_everybody_takes_no_notes(client):
    page = activity_in("es")
    assert "/note/" in client.get(page.address).content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    version.bump()
    client.force_login(User.objects.create_superuser("chief", "", "a long enough password"))
    answer = client.get(page.address)
    assert answer.status_code == 200
    assert "/note/" not in answer.content.decode()


def test_theme_whose_words_differ_from_its_page_says_so(client):
    page = ThemesPage.objects.get(locale__language_code="es")
    assert page.translation_state == "machine"
    assert labels(client, "es") == []
    tell(ThemePage.objects.filter(locale__language_code="es", key="grief").first(), "checked")
    with translation.override("es"):
        assert labels(client, "es") == [gettext("Checked by a speaker")]


def test_theme_without_a_translation_says_in_which_language_it_is(client):
    ThemePage.objects.get(locale__language_code="es", key="grief").delete()
    with translation.override("es"):
        assert labels(client, "es") == [gettext("Only in %(name)s") % {"name": "inglés"}]


def labels(client, code: str) -> list[str]:
    found = re.findall(
        r'<p class="badge badge--told">.*?</svg>(.*?)</p>', client.get(f"/{code}/themes/").content.decode(), re.S
    )
    return [html.unescape(each).strip() for each in found]


@pytest.mark.parametrize(("read", "queries"), [({"en": "/en/x/", "es": "/es/x/"}, 0), ({"es": "/es/x/"}, 1)])
def test_looking_for_the_original_costs_at_most_one_query(read, queries, django_assert_num_queries):
    page = activity_in("es")
    assert page.language == "es"  # its locale has been read
    with django_assert_num_queries(queries):
        original_of(page, read)

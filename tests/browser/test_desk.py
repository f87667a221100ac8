"""A volunteer's first minutes at the desk: from the admin's home to her first translated part, and the desk on a phone."""

import itertools
import re
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import violations
from tests.browser.going import follow

pytestmark = pytest.mark.browser
WORDS = "A long enough password 7"
ACCOUNTS = f"""
from django.contrib.auth.models import Group, Permission
from wagtail.models import Locale
from hub.core.models import User
from hub.translation.models import GlossaryTerm, TranslatorLanguage
group = Group.objects.create(name="Volunteers")
group.permissions.add(Permission.objects.get(codename="access_admin"))
for name in ("first", "second", "third", "fourth"):
    user = User.objects.create_user(name, "", "{WORDS}", chosen_name="River")
    user.groups.add(group)
    TranslatorLanguage.objects.create(user=user, locale=Locale.objects.get(language_code="es"))
User.objects.create_superuser("chief", "", "{WORDS}")
for term in ("round", "debrief", "check-out", "jam"):
    GlossaryTerm.objects.create(term=term, meaning="A word of ours.", locale=Locale.objects.get(language_code="en"))
"""


@pytest.fixture(scope="session")
def accounts(hub, running_hub) -> None:
    """Translators of Spanish and somebody who runs the desk, in the running hub."""
    running_hub.shell(ACCOUNTS)


@pytest.fixture
def signed_in(visit, accounts):
    """`signed_in(name, path, …)` → the page at the path, opened by that person."""

    def open_page(name: str, path: str, **options):
        page = visit(f"/admin/login/?next={path}", **options)
        page.locator("input[name=login]").fill(name)
        page.locator("input[name=password]").fill(WORDS)
        follow(page.locator("main form button[type=submit]").first)
        assert urlsplit(page.url).path == path
        return page

    return open_page


@pytest.mark.parametrize(
    ("name", "javascript", "width"),
    [("first", True, 1280), ("second", True, 360), ("third", False, 1280), ("fourth", False, 360)],
)
def test_new_translator_finishes_a_first_part_in_two_clicks(signed_in, name, javascript, width):
    page = signed_in(name, "/admin/", javascript=javascript, width=width)
    follow(page.get_by_role("link", name="Start here"))
    page.locator("textarea[name=text]").fill("Palabras nuevas")
    follow(page.get_by_role("button", name="Save and next"))
    saved = re.search(r"saved=(\d+)", page.url).group(1)
    page.goto(f"{page.url.split('?')[0]}?part={saved}")
    assert page.locator("textarea[name=text]").input_value() == "Palabras nuevas"


def test_rows_are_taken_without_javascript(signed_in):
    page = signed_in("third", "/admin/translation/", javascript=False)
    page.locator("input[name=q]").fill("debrief")
    follow(page.get_by_role("button", name="Show the results"))
    page.locator("input[name=rows]").first.check()
    follow(page.get_by_role("button", name="Assign to me"))
    assert "q=debrief" in page.url
    assert "Yours now: 1." in page.locator(".messages").inner_text()
    assert "River" in page.locator(".desk-table td").first.inner_text()


CASES = list(itertools.product(("first", "chief"), (360, 1280)))


@pytest.mark.parametrize(("name", "width"), CASES)
def test_desk_and_panel_are_accessible_and_fit(signed_in, name, width):
    page = signed_in(name, "/admin/translation/", width=width, bypass_csp=True)
    for path, part in (("/admin/translation/", ".desk"), ("/admin/", ".desk-waiting")):
        page.goto(path)
        assert violations(page, part) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

"""A volunteer's first minutes at the desk: from the admin's home to her first translated part, and the desk on a phone."""

import itertools
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from config import env
from tests.browser.test_pages import AXE

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
def accounts(hub, tmp_path_factory) -> None:
    """Translators of Spanish and somebody who runs the desk, in the running hub."""
    database = next(tmp_path_factory.getbasetemp().glob("hub*/hub.sqlite3"))
    settings = env.with_settings(
        DJANGO_SETTINGS_MODULE="config.settings.dev",
        HUB_DATABASE_URL=f"sqlite:////{str(database).lstrip('/')}",
    )
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", ACCOUNTS], env=settings, check=True, capture_output=True
    )


@pytest.fixture
def signed_in(visit, accounts):
    """`signed_in(name, path, …)` → the page at the path, opened by that person."""

    def open_page(name: str, path: str, **options):
        page = visit(f"/admin/login/?next={path}", **options)
        page.locator("input[name=username]").fill(name)
        page.locator("input[name=password]").fill(WORDS)
        page.locator("form button[type=submit]").first.click()
        page.wait_for_url(f"**{path}")
        return page

    return open_page


@pytest.mark.parametrize(
    ("name", "javascript", "width"),
    [("first", True, 1280), ("second", True, 360), ("third", False, 1280), ("fourth", False, 360)],
)
def test_new_translator_finishes_a_first_part_in_two_clicks(signed_in, name, javascript, width):
    page = signed_in(name, "/admin/", javascript=javascript, width=width)
    page.get_by_role("link", name="Start here").click()
    page.locator("textarea[name=text]").fill("Palabras nuevas")
    page.get_by_role("button", name="Save and next").click()
    page.wait_for_url("**saved=*")
    saved = re.search(r"saved=(\d+)", page.url).group(1)
    page.goto(f"{page.url.split('?')[0]}?part={saved}")
    assert page.locator("textarea[name=text]").input_value() == "Palabras nuevas"


def test_rows_are_taken_without_javascript(signed_in):
    page = signed_in("third", "/admin/translation/", javascript=False)
    page.locator("input[name=q]").fill("debrief")
    page.get_by_role("button", name="Show the results").click()
    page.locator("input[name=rows]").first.check()
    page.get_by_role("button", name="Assign to me").click()
    assert "q=debrief" in page.url
    assert "Yours now: 1." in page.locator(".messages").inner_text()
    assert "River" in page.locator(".desk-table td").first.inner_text()


CASES = list(itertools.product(("first", "chief"), (360, 1280), ("light", "dark")))


@pytest.mark.parametrize(("name", "width", "scheme"), CASES)
def test_desk_and_panel_are_accessible_and_fit(signed_in, name, width, scheme):
    page = signed_in(name, "/admin/translation/", width=width, color_scheme=scheme, bypass_csp=True)
    for path, part in (("/admin/translation/", ".desk"), ("/admin/", ".desk-waiting")):
        page.goto(path)
        found = Axe().run(page, context=part, options=AXE).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

"""The words of themes move from the snippets to pages, and back."""

import json

import pytest

from tests.hubs import Hub
from tests.small_library import small_library

SAY = """
import json
from wagtail.models import Page
from hub.themes.models import CyclePage, ThemePage
pages = ThemePage.objects.select_related("locale").order_by("locale__language_code", "key")
print(json.dumps({
    "themes": [
        [page.locale.language_code, page.key, page.title, page.introduction, page.translation_state,
         [dict(block.value) for block in page.quotes]]
        for page in pages
    ],
    "cycles": [[page.url_path, page.summary, page.numchild] for page in CyclePage.objects.order_by("url_path")],
    "paths": sorted(page.url_path for page in pages),
    "broken": [len(each) for each in Page.find_problems()],
}))
"""
OLD = """
import json
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT COUNT(*), MIN(LENGTH(introduction)), SUM(quotes != '[]') FROM core_theme")
    words = cursor.fetchone()
    cursor.execute("SELECT COUNT(*) FROM wagtailcore_page WHERE url_path LIKE '%/themes/_%'")
    pages = cursor.fetchone()
    cursor.execute("SELECT MAX(numchild) FROM wagtailcore_page WHERE slug = 'themes'")
    children = cursor.fetchone()
print(json.dumps([*words, *pages, *children]))
"""


@pytest.mark.usefixtures("django_db_setup")  # has kept empty tables to begin with
def test_words_move_to_pages_and_back_and_the_starter_library_still_knows_its_own(tmp_path):
    hub = Hub(tmp_path)
    hub.migrate()
    content = small_library(tmp_path / "content", activities=())
    hub.run("manage.py", "load_starter", "--quiet", "--content", str(content))
    before = json.loads(hub.shell(SAY))
    assert (len(before["themes"]), before["broken"]) == (14 * 8, [0] * 5)

    hub.run("manage.py", "migrate", "-v0", "themes", "zero")
    count, shortest, quoted, pages, children = json.loads(hub.shell(OLD))
    assert (count, shortest > 100, quoted, pages, children) == (14 * 8, True, 8 * 4 + 4, 0, 0)

    hub.run("manage.py", "migrate", "-v0")
    after = json.loads(hub.shell(SAY))
    told = [[*theme[:4], theme[5]] for theme in after["themes"]]
    assert told == [[*theme[:4], theme[5]] for theme in before["themes"]]
    assert {name: after[name] for name in ("cycles", "paths", "broken")} == {
        name: before[name] for name in ("cycles", "paths", "broken")
    }

    said = hub.run("manage.py", "load_starter", "--content", str(content))
    assert "0 kept, 0 removed" in said
    assert [theme[3] for theme in json.loads(hub.shell(SAY))["themes"]] == [theme[3] for theme in before["themes"]]

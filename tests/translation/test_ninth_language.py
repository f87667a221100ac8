"""docs/languages.md followed to the letter: a language that neither Django nor Wagtail knows gets everything the others have."""

import json
import shutil
from pathlib import Path

import pytest

from tests.hubs import Hub
from tests.small_library import small_library
from tests.translation.ninth_language import ADMIN, CODE, INTERFACE, NAME, PUBLIC, TITLE

ROOT = Path(__file__).resolve().parents[2]
LAST_LINE = '    ("th", "ไทย"),\n'
SETTINGS = """
import sys
import ninth_base
sys.modules["config.settings.base"] = ninth_base
from config.settings.dev import *
LOCALE_PATHS = [{locale!r}]
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict:
    """What is there once a running hub of eight languages has got its ninth. The one line goes into a copy of the settings."""
    folder = tmp_path_factory.mktemp("ninth")
    eight = Hub(folder)
    eight.migrate()
    eight.run("manage.py", "load_starter", "--quiet", "--content", str(small_library(folder / "content")))
    shutil.copytree(ROOT / "hub" / "locale", folder / "locale")
    base = (ROOT / "config" / "settings" / "base.py").read_text(encoding="utf-8")
    assert base.count(LAST_LINE) == 1
    base = base.replace(LAST_LINE, f'{LAST_LINE}    ("{CODE}", "{NAME}"),\n')
    (folder / "ninth_base.py").write_text(base, encoding="utf-8")
    (folder / "ninth.py").write_text(SETTINGS.format(locale=str(folder / "locale")), encoding="utf-8")
    nine = Hub(folder, "ninth", PYTHONPATH=f"{folder}:{ROOT}")
    return json.loads(nine.run("-m", "tests.translation.ninth_language"))


def test_no_page_of_readers_fails(found):
    assert found["public"] == dict.fromkeys(PUBLIC, 200)
    assert (found["files"], found["not_found"]) == ([200, 200], 404)


def test_no_page_of_staff_fails(found):
    assert found["admin"] == dict.fromkeys(ADMIN, 200)


def test_what_is_translated_stands_at_its_own_address(found):
    assert found["published"] == [
        f"/{CODE}/{path}" for path in ("", "activities/", "themes/", "activities/healing-circle/")
    ]
    assert found["page"] == [CODE, "ltr", TITLE]


def test_interface_speaks_it(found):
    assert found["interface"] == list(INTERFACE.values())


def test_switch_first_page_and_alternates_offer_it(found):
    assert (found["switch"], found["first_page"], found["hreflang"]) == (True, True, True)


def test_menu_has_its_pages_and_borrows_the_rest(found):
    own = {"activities": CODE, "themes": CODE}
    slugs = ["activities", "handbook", "stories", "calls", "gatherings", "themes", "agendas", "resources", "about"]
    assert found["menu"] == [own.get(slug, "en") for slug in slugs]


def test_missing_translation_is_borrowed(found):
    assert found["borrowed"] == "en"


def test_search_finds_a_word_of_it(found):
    assert found["found"] == [[TITLE, CODE]]


def test_desk_has_its_column(found):
    filled, subjects, live = found["column"]
    assert (filled, live, found["named_on_the_desk"]) == (subjects, 4, True)

"""The resources of the starter library are sound, and loaded once."""

import re
import shutil

import pytest

from hub.core import later
from hub.resources import rules
from hub.resources.models import ResourceIndexPage, ResourcePage
from hub.starter import files, resources
from hub.starter.ledger import CREATED, KEPT, SAME, UPDATED, Ledger

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "es", "fr", "ar"}
KEYS = set(
    """civicus-privacy-policy civicus-event-principles civicus-facilitation-toolkit innovation-spell-book
    awid-workshop-guide authentic-relating-games authentic-relating-method intimacy-questions common-humanity-meditation
    community-tool-box community-best-practices closeness-study facilitation-online-study sense-of-community
    shared-identity-exercise human-rights-tactics thirty-six-questions miro-emotions-wheel miro-monster-workshop
    miro-digital-icebreakers miro-energizers icebreaker-ideas slido-icebreakers we-rise-toolkit radhr security-in-a-box
    holistic-security training-for-change seeds-for-change beautiful-trouble front-line-workbook""".split()
)


def load(root) -> Ledger:
    ledger = Ledger()
    with later.together():
        resources.load(root, ledger, lambda: None)
    return ledger


@pytest.fixture
def root(tmp_path, starter_library):
    """Two of the resources, in a folder whose files a test may change."""
    for key in ("radhr", "icebreaker-ideas"):
        shutil.copytree(files.CONTENT / "resources" / key, tmp_path / "resources" / key)
    return tmp_path


def test_every_resource_is_there_in_every_language_and_says_what_it_is(starter_library):
    found = list(ResourcePage.objects.live().select_related("locale"))
    assert {(page.slug, page.language) for page in found} == {(key, code) for key in KEYS for code in LANGUAGES}
    assert {page.translation_state for page in found if page.language != "en"} == {"machine"}
    assert [page.slug for page in found if rules.problems(page)] == []
    assert [page.slug for page in found if not (page.summary and page.why and page.search_description)] == []
    assert set(ResourceIndexPage.objects.live().values_list("locale__language_code", flat=True)) >= LANGUAGES


def test_facts_are_the_same_in_all_languages(starter_library):
    for key in KEYS:
        pages = ResourcePage.objects.filter(slug=key)
        assert len({tuple(str(getattr(page, name)) for name in ResourcePage.SHARED_FIELDS) for page in pages}) == 1
        assert pages.values("translation_key").distinct().count() == 1
        assert len({tuple(link.theme.key for link in page.theme_links.all()) for page in pages}) == 1


def test_every_address_is_listed_once(starter_library):
    addresses = [page.url for page in ResourcePage.objects.filter(locale__language_code="en")]
    assert len(set(addresses)) == len(addresses) == len(KEYS)
    assert all(re.match(r"https?://", address) for address in addresses)


def test_loading_again_changes_only_what_the_files_changed(root):
    assert dict(load(root).counts) == {SAME: 8}
    path = root / "resources" / "radhr" / "es.toml"
    path.write_text(path.read_text().replace('title = "RadHR"', 'title = "RadHR, reglas"'))
    assert dict(load(root).counts) == {SAME: 7, UPDATED: 1}
    assert ResourcePage.objects.get(slug="radhr", locale__language_code="es").title == "RadHR, reglas"


def test_what_an_editor_changed_stays(root):
    page = ResourcePage.objects.get(slug="radhr", locale__language_code="fr")
    page.title = "Changé"
    page.save_revision().publish()
    path = root / "resources" / "radhr" / "fr.toml"
    path.write_text(path.read_text().replace("RadHR", "Autre"))
    assert dict(load(root).counts) == {SAME: 7, KEPT: 1}
    assert ResourcePage.objects.get(pk=page.pk).title == "Changé"


def test_new_folder_becomes_a_page_with_its_other_addresses(root):
    folder = root / "resources" / "lantern"
    folder.mkdir()
    (folder / "resource.toml").write_text(
        'kind = "guide"\nurl = "https://lantern.example/"\nmirrors = ["https://a.example/", "https://b.example/"]\n'
    )
    (folder / "en.toml").write_text('title = "Lantern"\nsummary = "Light."\n')
    assert dict(load(root).counts) == {SAME: 8, CREATED: 1}
    page = ResourcePage.objects.get(slug="lantern")
    assert (page.live, page.mirrors, page.needs_login, page.licence) == (
        True,
        "https://a.example/\nhttps://b.example/",
        "unknown",
        "unknown",
    )


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('url = "javascript:alert(1)"', "url"),
        ('needs_login = "maybe"', "needs_login"),
        ("heavy = true", "heavy"),
        ('kind = "lantern"', "kind"),
        ('colour = "red"', "colour"),
    ],
)
def test_mistakes_are_named(root, line, wrong):
    path = root / "resources" / "radhr" / "resource.toml"
    kept = [each for each in path.read_text().splitlines() if not each.startswith(f"{wrong} =")]
    path.write_text("\n".join([*kept, line]))
    with pytest.raises(files.ContentError, match=f"radhr/resource.toml, {wrong}"):
        load(root)

"""The series of the starter library says only what is known, and is loaded once."""

import shutil

import pytest

from hub.core import later
from hub.gatherings.enums import Stage
from hub.gatherings.models import EditionPage, SeriesPage
from hub.starter import files, gatherings
from hub.starter.ledger import KEPT, SAME, UPDATED, Ledger

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "es", "fr", "ar"}
TOPICS = [
    "Navigating & mapping power differences in conflict",
    "Practicing self-accountability",
    "Creating group cultures around conflict",
    "Tools for difficult conversations",
    "Generative (& destructive) elements of conflict",
    "What is accountability (healthy vs unhealthy)",
    "Accountability processes (how to engage when things get really tough)",
    "Conflict and neurodivergence",
]


@pytest.fixture
def root(tmp_path, starter_library):
    shutil.copytree(files.CONTENT / "gatherings", tmp_path / "gatherings")
    return tmp_path


def load(root) -> Ledger:
    ledger = Ledger()
    with later.together():
        gatherings.load(root, ledger)
    return ledger


def replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def edition(slug, code="en") -> EditionPage:
    return EditionPage.objects.get(slug=slug, locale__language_code=code)


def test_series_and_its_editions_are_there_in_four_languages(starter_library):
    series = SeriesPage.objects.live().select_related("locale")
    assert {(page.slug, page.language) for page in series} == {("caring-is-sharing", code) for code in LANGUAGES}
    editions = EditionPage.objects.live().select_related("locale")
    assert {(page.slug, page.label, page.language) for page in editions} == {
        (slug, label, code) for slug, label in (("1-0", "1.0"), ("2-0", "2.0")) for code in LANGUAGES
    }
    names = ["Alternative Justice", "Gastivists Collective", "RadHR", "The Global Grassroots Support Network"]
    assert [[block.value["name"] for block in page.organisers] for page in series] == [names] * 4
    assert {len(page.topics) for page in editions if page.slug == "2-0"} == {8}
    assert [block.value["title"] for block in edition("2-0").topics] == TOPICS


def test_nothing_is_told_that_is_not_known(starter_library):
    told = {
        (
            page.state,
            page.format,
            tuple(page.spans),
            tuple(page.place_told),
            page.join_way,
            page.outcome,
            len(page.outcome_pages),
        )
        for page in EditionPage.objects.live()
    }
    assert told == {("over", "", (), (), "", "", 0)}
    assert "no dates" in edition("1-0").inspiration
    assert edition("1-0").agenda.key == "three-meetings-on-support"


def test_loading_again_changes_nothing(root):
    before = list(EditionPage.objects.order_by("pk").values())
    assert dict(load(root).counts) == {SAME: 12}
    assert list(EditionPage.objects.order_by("pk").values()) == before


def test_changed_file_is_written_and_an_editors_work_is_kept(root):
    folder = root / "gatherings/caring-is-sharing"
    spanish = edition("2-0", "es")
    spanish.title = "Nuestro título"
    spanish.save_revision().publish()
    date = 'dates = [{ day = "2099-03-05", begins = "18:00", ends = "20:00", zone = "Africa/Nairobi" }]\n'
    replace(folder / "2-0/edition.toml", 'state = "over"\n', 'state = "announced"\n' + date)
    ledger = load(root)
    assert (ledger.counts[UPDATED], ledger.counts[KEPT], ledger.counts[SAME]) == (3, 1, 8)
    assert edition("2-0", "es").title == "Nuestro título"
    assert [span.begins.isoformat() for span in edition("2-0").spans] == ["2099-03-05T15:00:00+00:00"]
    assert edition("2-0", "es").spans == edition("2-0").spans  # holds in all languages
    assert edition("2-0").state == Stage.ANNOUNCED


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("series.toml", 'licence = "by-sa"', 'licence = "mine"', "gatherings/caring-is-sharing/series.toml, licence"),
        (
            "2-0/edition.toml",
            'state = "over"',
            'state = "soon"',
            "gatherings/caring-is-sharing/2-0/edition.toml, state",
        ),
        (
            "2-0/edition.toml",
            'state = "over"',
            'state = "open"\ndates = [{ day = "2099-03-05", zone = "Mars/Olympus" }]',
            "gatherings/caring-is-sharing/2-0/edition.toml, dates[1].zone",
        ),
        ("2-0/en.toml", "title = ", "titel = ", "gatherings/caring-is-sharing/2-0/en.toml, titel"),
    ],
)
def test_mistake_in_a_file_is_named(root, file, old, new, named):
    replace(root / "gatherings/caring-is-sharing" / file, old, new)
    with pytest.raises(files.ContentError, match=named.replace("[", r"\[").replace(".", r"\.")):
        load(root)

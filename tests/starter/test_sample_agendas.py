"""The sample agendas of the starter library are sound, and loaded once."""

import shutil

import pytest

from hub.activities.models import ActivityPage
from hub.core import later
from hub.planner import rules, samples
from hub.planner.agendas import AgendaPage
from hub.planner.plans.clock import length, offsets
from hub.planner.plans.document import Kind
from hub.starter import files, sample_agendas
from hub.starter.ledger import CREATED, KEPT, SAME, UPDATED, Ledger
from hub.starter.models import StarterEntry

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "es", "fr", "ar"}
MINUTES = {
    "after-a-hard-day": [45],
    "food-and-songs": [150],
    "full-day-together": [480],
    "half-day-campaign": [240],
    "ninety-minutes-online": [90],
    "three-meetings-on-support": [90, 90, 90],
    "three-short-calls": [30, 30, 40],
    "two-hours-online": [120],
}
LONGEST, LONGEST_ON_SCREEN = 90, 50  # minutes without a break


def agendas() -> dict[str, AgendaPage]:
    found = AgendaPage.objects.live().filter(locale__language_code="en").select_related("locale")
    return {page.key: page for page in found}


def activities(page) -> list[tuple[int, ActivityPage]]:
    """The minutes of each activity in an agenda, with the activity."""
    pages = {each.uid: each for each in ActivityPage.objects.live().filter(locale__language_code="en")}
    return [(item.minutes, pages[item.uid]) for item in samples.plan_of(page).items if item.uid]


def stretches(items) -> list[int]:
    """Minutes from break to break."""
    found, begun = [], 0
    spans = offsets(items)
    for item in items:
        if item.kind is Kind.BREAK:
            found.append(spans[item.key][0] - begun)
            begun = spans[item.key][1]
    return [*found, length(items) - begun]


@pytest.fixture
def root(tmp_path, starter_library):
    shutil.copytree(files.CONTENT / "agendas", tmp_path / "agendas")
    shutil.copytree(files.CONTENT / "activities", tmp_path / "activities")
    return tmp_path


def load(root) -> Ledger:
    ledger = Ledger()
    with later.together():
        sample_agendas.load(root, ledger, lambda: None)
    return ledger


def replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_eight_agendas_are_there_in_four_languages_and_say_what_they_are(starter_library):
    found = AgendaPage.objects.live().filter(alias_of__isnull=True).select_related("locale")
    assert {(page.key, page.slug, page.language) for page in found} == {
        (key, key, code) for key in MINUTES for code in LANGUAGES
    }
    assert {page.translation_state for page in found if page.language != "en"} == {"machine"}
    assert {page.key for page in found if "CIVICUS" in page.inspiration} == {
        "full-day-together",
        "three-meetings-on-support",
        "two-hours-online",
    }
    assert [rules.problems(page) for page in found if rules.problems(page)] == []


def test_agendas_end_when_they_should(starter_library):
    found = {
        key: [(length(day.items), day.start, day.end) for day in samples.plan_of(page).days]
        for key, page in agendas().items()
    }
    assert {key: [minutes for minutes, _start, _end in days] for key, days in found.items()} == MINUTES
    assert {key: days[0][1:] for key, days in found.items() if days[0][1]} == {
        "food-and-songs": ("18:00", "20:30"),
        "full-day-together": ("09:00", "17:00"),
        "half-day-campaign": ("09:00", "13:00"),
    }


@pytest.mark.parametrize("key", MINUTES)
def test_agenda_gives_breaks_in_time(starter_library, key):
    page = agendas()[key]
    most = LONGEST_ON_SCREEN if page.format == "online" else LONGEST
    found = [stretches(day.items) for day in samples.plan_of(page).days]
    assert [minutes for day in found for minutes in day if not 0 < minutes <= most] == []


@pytest.mark.parametrize("key", MINUTES)
def test_activities_fit_the_minutes_people_and_format_of_their_agenda(starter_library, key):
    page = agendas()[key]
    used = activities(page)
    assert used
    wrong = [
        each.slug
        for minutes, each in used
        if not each.duration_min <= minutes <= each.duration_max
        or page.format not in each.formats
        or page.people_min < each.group_min
        or page.people_max > (each.group_max or 10_000)
    ]
    assert wrong == []
    assert [each.slug for _minutes, each in used if each.emotional_depth >= 3] == []


def test_two_hours_keep_the_times_of_the_session_that_they_follow(starter_library):
    (day,) = samples.plan_of(agendas()["two-hours-online"]).days
    begins = {start for start, _end in offsets(day.items).values()}
    assert {0, 15, 30, 50, 55, 100, 115} <= begins


def test_loading_again_changes_nothing(root):
    before = list(AgendaPage.objects.order_by("pk").values())
    ledger = load(root)
    assert dict(ledger.counts) == {SAME: 32}
    assert list(AgendaPage.objects.order_by("pk").values()) == before


def test_changed_file_is_written_and_an_editors_work_is_kept(root):
    page = agendas()["after-a-hard-day"]
    page.title = "Changed by Ana"
    page.save_revision().publish()
    for code, old in (("en", "Works with few words"), ("fr", "Peu de mots suffisent")):
        replace(root / "agendas/after-a-hard-day" / f"{code}.toml", old, "Softly")
    ledger = load(root)
    assert (ledger.counts, ledger.kept) == ({SAME: 30, KEPT: 1, UPDATED: 1}, ["agendas/after-a-hard-day/en.toml"])
    found = AgendaPage.objects.filter(key="after-a-hard-day", locale__language_code__in=["en", "fr"])
    notes = dict(found.values_list("locale__language_code", "languages_note"))
    assert (notes["en"].split()[0], notes["fr"].split()[0]) == ("Works", "Softly")


def test_agenda_whose_activity_went_stays_a_draft(root):
    StarterEntry.objects.filter(path__startswith="agendas/after-a-hard-day/").delete()
    for page in [*AgendaPage.objects.filter(key="after-a-hard-day")]:
        page.delete()
    for each in ActivityPage.objects.filter(uid="47pqgk"):
        each.unpublish()
    ledger = load(root)
    assert ledger.counts == {SAME: 28, CREATED: 4}
    assert list(AgendaPage.objects.filter(key="after-a-hard-day").values_list("live", flat=True)) == [False] * 4


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("after-a-hard-day/en.toml", "summary =", "sumary =", "agendas/after-a-hard-day/en.toml, sumary: Unknown key"),
        ("after-a-hard-day/en.toml", '    { objective = "All land', "#", "items: 4 rows; 5 are needed"),
        ("after-a-hard-day/agenda.toml", '"in-person"', '"somewhere"', "format: Unknown: somewhere"),
        ("after-a-hard-day/agenda.toml", '"weather-inside"', '"no-such-thing"', "no-such-thing/activity.toml"),
        ("food-and-songs/agenda.toml", '"18:00"', '"6pm"', "A time of the day, such as 09:00"),
    ],
)
def test_mistake_in_the_files_is_named(root, name, old, new, reason):
    replace(root / "agendas" / name, old, new)
    with pytest.raises(files.ContentError, match=reason):
        load(root)

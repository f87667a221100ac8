import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision, Site, WorkflowPage
from wagtail.search.models import IndexEntry

from hub.activities.models import ActivityLibraryPage, ActivityPage
from hub.core.models import HomePage, HubImage, HubSettings, StandardPage, Theme, ThemesPage, User
from hub.drawings.models import Drawing
from hub.search import collection, engines
from hub.search.models import SearchDocument
from hub.starter import files, pages, services
from hub.starter.ledger import CREATED, KEPT, REMOVED, SAME, UPDATED
from hub.starter.models import StarterEntry
from hub.stories.models import StoryPage
from hub.themes.models import CyclePage, ThemePage

pytestmark = pytest.mark.django_db
FACTS = """
uid = "{uid}"
types = ["check-in"]
themes = ["care"]
minutes = [5, 10]
people = [3]
energy = "calm"
depth = 1
trust = 1
host_level = "first-time"
participant_level = "first-time"
reading = "none"
language = "no-shared"
traces = "nothing-written"
step_minutes = [8]
licence = "by-sa"
{more}
"""
WORDS = """
title = "{title}"
summary = "We say hello."
[[steps]]
title = "Begin"
do = "Stand in a circle."
"""
CONTENT = {
    "themes/structure.toml": """
[[cycles]]
key = "together"
order = 1
[[themes]]
key = "rest"
cycle = "together"
parent = "care"
order = 2
[[themes]]
key = "care"
cycle = "together"
order = 1
""",
    "themes/en.toml": """
[cycles.together]
title = "Together"
summary = "All of us."
[themes.care]
title = "Care"
introduction = "We care."
quotes = [{ text = "Rest.", credit = "Ana" }]
[themes.rest]
title = "Rest"
""",
    "themes/es.toml": 'translation = "machine"\n[themes.care]\ntitle = "Cuidado"\n',
    "pages/home/en.toml": """
title = "Hub"
headline = "Play, rest, dream"
introduction = "We meet."
[[steps]]
title = "Find"
text = "Look.\\n\\n- here\\n- there"
""",
    "pages/home/es.toml": 'translation = "machine"\ntitle = "Hub"\nheadline = "Jugar"\nintroduction = "Nos vemos."\n',
    "pages/library/en.toml": 'title = "Activities"\nintroduction = "Choose."\n',
    "pages/library/es.toml": 'translation = "machine"\ntitle = "Actividades"\n',
    "pages/themes/en.toml": 'title = "Themes"\n',
    "pages/about/en.toml": """
title = "About"
summary = "Who we are."
[[body]]
type = "text"
heading = "Tom & Ana"
text = "One.\\n\\nTwo."
[[body]]
type = "quote"
text = "Yes."
credit = "Ana"
[[body]]
type = "callout"
title = "Care"
text = "Slowly."
[[body]]
type = "steps"
steps = [{ title = "First", text = "Breathe." }]
[[body]]
type = "links"
links = [{ label = "More", address = "https://example.org/", note = "English" }]
""",
    "activities/hello/activity.toml": FACTS.format(uid="hhhh22", more='related = ["goodbye", "nowhere"]'),
    "activities/hello/en.toml": WORDS.format(title="Hello"),
    "activities/hello/es.toml": WORDS.format(title="Hola"),
    "activities/goodbye/activity.toml": FACTS.format(uid="gggg22", more=""),
    "activities/goodbye/en.toml": WORDS.format(title="Goodbye"),
    "activities/goodbye/xx.toml": WORDS.format(title="Xyz"),
}


@pytest.fixture
def root(tmp_path, empty_site):
    """A small folder of content, for a site that has nothing yet."""
    for path, text in CONTENT.items():
        write(tmp_path, path, text)
    return tmp_path


@pytest.fixture
def empty_site(db):
    """The database as Wagtail leaves it after its migrations: a root, one locale and the welcome page."""
    ours = [
        model
        for label in (
            *(
                "calls",
                "gatherings",
                "hub_tags",
                "themes",
                "handbook",
                "stories",
                "resources",
                "planner",
                "activities",
                "core",
                "hub_consent",
                "hub_drawings",
                "hub_mail",
                "hub_search",
                "hub_translation",
                "starter",
            ),
            "wagtail_localize",
        )
        for model in apps.get_app_config(label).get_models()
        if model is not User
    ]
    for model in [*ours, Revision, PageLogEntry, ReferenceIndex, IndexEntry, Site, WorkflowPage]:
        model._base_manager.all()._raw_delete("default")
    Page.objects.filter(depth__gt=1)._raw_delete("default")
    Page.objects.filter(depth=1).update(numchild=0)
    engines.current().clear()
    collection.forget()
    Locale.objects.exclude(language_code="en")._raw_delete("default")
    welcome = Page(title=pages.WELCOME, slug="home", locale=Locale.objects.get())
    Page.get_first_root_node().add_child(instance=welcome)
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


def write(root, path, text):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def activity(uid="hhhh22", language="en") -> ActivityPage:
    return ActivityPage.objects.get(uid=uid, locale__language_code=language)


def counts(ledger) -> dict:
    return {outcome: count for outcome, count in ledger.counts.items() if count}


def test_load_makes_the_whole_site(root, settings):
    ledger = services.load(root=root)

    assert counts(ledger) == {CREATED: 16}
    assert ledger.left_out == ["activities/goodbye/xx.toml", "themes/es/theme-pages/care"]
    assert set(Locale.objects.values_list("language_code", flat=True)) == {code for code, _ in settings.LANGUAGES}
    found = Page.objects.filter(depth__gt=1).order_by("path").values_list("url_path", "live", "show_in_menus")
    assert list(found) == [
        ("/home/", True, False),
        ("/home/activities/", True, True),
        ("/home/activities/goodbye/", True, False),
        ("/home/activities/hello/", True, False),
        ("/home/themes/", True, True),
        ("/home/themes/together/", True, False),
        ("/home/themes/together/care/", True, False),
        ("/home/themes/together/rest/", True, False),
        ("/home/about/", True, True),
        ("/home-es/", True, False),
        ("/home-es/activities/", True, True),
        ("/home-es/activities/hello/", True, False),
    ]
    site = Site.objects.get()
    assert (site.root_page.specific, site.root_page.locale.language_code) == (HomePage.objects.get(slug="home"), "en")
    assert HubSettings.objects.get(site=site).name == "Jam Sessions Hub"
    assert activity().translation_key == activity(language="es").translation_key
    assert [theme.theme.title for theme in activity(language="es").theme_links.all()] == ["Cuidado"]
    assert [(link.kind, link.target.slug) for link in activity().links.all()] == [("related", "goodbye")]
    assert SearchDocument.objects.filter(kind="activity").count() == 3


def test_load_lays_out_themes_and_pages(root):
    services.load(root=root)

    themes = Theme.objects.order_by("locale__language_code", "order").values_list(
        "locale__language_code", "key", "title", "cycle__key", "parent__key"
    )
    assert list(themes) == [
        ("en", "care", "Care", "together", None),
        ("en", "rest", "Rest", "together", "care"),
        ("es", "care", "Cuidado", "together", None),
    ]
    pages = ThemePage.objects.order_by("url_path").values_list("url_path", "title", "introduction", "live")
    assert list(pages) == [
        ("/home/themes/together/care/", "Care", "We care.", True),
        ("/home/themes/together/rest/", "Rest", "", True),
    ]
    [quote] = ThemePage.objects.get(key="care").quotes
    assert dict(quote.value) == {"text": "Rest.", "credit": "Ana"}
    assert CyclePage.objects.get().summary == "All of us."
    home = HomePage.objects.get(slug="home")
    assert [(step.value["title"], step.value["text"].source) for step in home.steps] == [
        ("Find", "<p>Look.</p><ul><li>here</li><li>there</li></ul>")
    ]
    about = StandardPage.objects.get()
    assert [(block.block_type, block.block.get_prep_value(block.value)) for block in about.body][:3] == [
        ("text", "<h2>Tom &amp; Ana</h2><p>One.</p><p>Two.</p>"),
        ("quote", {"text": "Yes.", "credit": "Ana"}),
        ("callout", {"title": "Care", "text": "<p>Slowly.</p>"}),
    ]
    assert [step["title"] for step in about.body[3].value["steps"]] == ["First"]
    assert [link["address"] for link in about.body[4].value["links"]] == ["https://example.org/"]
    assert [home.translation_state, HomePage.objects.get(slug="home-es").translation_state] == ["original", "machine"]


def test_second_load_changes_nothing(root):
    services.load(root=root)
    before = [list(model.objects.order_by("pk").values()) for model in (Page, Revision, Theme, StarterEntry)]

    ledger = services.load(root=root)

    assert counts(ledger) == {SAME: 16}
    assert [list(model.objects.order_by("pk").values()) for model in (Page, Revision, Theme, StarterEntry)] == before


def test_changed_files_update_only_what_they_describe(root):
    services.load(root=root)
    untouched = activity("gggg22").latest_revision_id
    write(root, "activities/hello/es.toml", WORDS.format(title="Hola a todas"))
    write(root, "pages/themes/en.toml", 'title = "All themes"\n')
    write(root, "themes/es.toml", '[themes.care]\ntitle = "Cuidarnos"\n')

    ledger = services.load(root=root)

    assert counts(ledger) == {SAME: 13, UPDATED: 3}
    assert (activity(language="es").title, activity(language="es").slug) == ("Hola a todas", "hello")
    assert (ThemesPage.objects.get().title, ThemesPage.objects.get().slug) == ("All themes", "themes")
    assert Theme.objects.get(locale__language_code="es").title == "Cuidarnos"
    assert activity("gggg22").latest_revision_id == untouched


def test_new_language_of_an_activity_leaves_the_others_alone(root):
    services.load(root=root)
    write(root, "activities/goodbye/es.toml", WORDS.format(title="Chau"))

    assert counts(services.load(root=root)) == {SAME: 16, CREATED: 1}
    assert (activity("gggg22", "es").title, activity("gggg22", "es").slug) == ("Chau", "goodbye")


def test_editors_change_survives(root):
    services.load(root=root)
    page = activity()
    page.title = "Hello, changed by Ana"
    page.save_revision().publish()
    Theme.objects.filter(key="care", title="Care").update(title="Care, changed by Ana")
    theme = ThemePage.objects.get(key="rest")
    theme.introduction = "Lie down."
    theme.save_revision().publish()
    write(root, "activities/hello/activity.toml", FACTS.format(uid="hhhh22", more="prep_minutes = 5"))
    write(
        root, "themes/en.toml", CONTENT["themes/en.toml"].replace('"Care"', '"Caring"').replace('"Rest"', '"Resting"')
    )

    ledger = services.load(root=root)

    assert counts(ledger) == {SAME: 10, UPDATED: 3, KEPT: 3}
    assert ledger.kept == ["themes/en/themes/care", "activities/hello/en.toml", "themes/en/theme-pages/rest"]
    assert [(page.title, page.introduction) for page in ThemePage.objects.order_by("key")] == [
        ("Caring", "We care."),
        ("Rest", "Lie down."),
    ]
    assert (activity().title, activity().prep_minutes) == ("Hello, changed by Ana", 0)
    assert activity(language="es").prep_minutes == 5
    assert Theme.objects.get(key="care", locale__language_code="en").title == "Care, changed by Ana"


def test_editors_draft_survives_and_is_not_published(root):
    services.load(root=root)
    page = activity()
    page.title = "Half a thought"
    page.save_revision()
    write(root, "activities/hello/en.toml", WORDS.format(title="Hello again"))

    services.load(root=root)

    assert (activity().title, activity().get_latest_revision_as_object().title) == ("Hello", "Half a thought")


def test_removed_page_stays_removed(root):
    services.load(root=root)
    activity("gggg22").delete()
    ThemesPage.objects.get().delete()
    write(root, "activities/goodbye/en.toml", WORDS.format(title="Farewell"))
    write(root, "activities/goodbye/es.toml", WORDS.format(title="Chau"))
    write(root, "pages/themes/en.toml", 'title = "All themes"\n')

    ledger = services.load(root=root)

    assert counts(ledger) == {SAME: 14, REMOVED: 2}
    assert ledger.removed == ["pages/themes/en.toml", "activities/goodbye/en.toml"]
    assert (ActivityPage.objects.filter(uid="gggg22").count(), ThemesPage.objects.count()) == (0, 0)
    assert counts(services.load(root=root)) == {SAME: 16}


def test_page_that_staff_made_before_is_not_overwritten(root):
    services.load(root=root)
    StarterEntry.objects.filter(path="activities/hello/en.toml").delete()

    ledger = services.load(root=root)

    assert (counts(ledger), ledger.kept) == ({SAME: 15, KEPT: 1}, ["activities/hello/en.toml"])


def test_activities_wait_for_the_library_page_of_their_language(root):
    (root / "pages/library/es.toml").unlink()
    assert services.load(root=root).left_out == [
        "activities/goodbye/xx.toml",
        "activities/hello/es.toml",
        "themes/es/theme-pages/care",  # there is no themes page in Spanish
    ]

    write(root, "pages/library/es.toml", CONTENT["pages/library/es.toml"])

    assert counts(services.load(root=root)) == {SAME: 14, CREATED: 2}
    assert activity(language="es").live


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("activities/hello/en.toml", "title = ", "hello/en.toml: Invalid value"),
        ("activities/hello/en.toml", 'title = "Hello"', "activities/hello, en.summary: This is missing."),
        ("activities/hello/activity.toml", 'uid = "hhhh22"', "activities/hello, types: This is missing."),
        ("pages/about/en.toml", 'title = "A"\ncolour = 1', "pages/about/en.toml, colour: Unknown key."),
        ("themes/en.toml", "[themes.care]", "themes/en.toml, themes.care, title: This is missing."),
        ("themes/structure.toml", '[[themes]]\nkey = "care"\ncycle = "no"', "themes/structure.toml: there is no no."),
    ],
)
def test_mistake_in_the_content_undoes_everything(root, path, text, reason):
    write(root, path, text)
    before = Page.objects.count()

    with pytest.raises(CommandError) as failure:
        call_command("load_starter", content=root, quiet=True)

    assert str(failure.value).startswith("Nothing was changed. The content has mistakes:\n")
    assert reason in str(failure.value)
    assert (Page.objects.count(), StarterEntry.objects.count()) == (before, 0)


def test_folder_without_content_is_said_in_plain_words(tmp_path):
    with pytest.raises(CommandError) as failure:
        call_command("load_starter", content=tmp_path, quiet=True)

    assert str(failure.value).endswith(f"{tmp_path}: there is no themes/structure.toml here.")


def test_command_ends_with_a_summary_and_is_silent_on_request(root):
    out, silent = io.StringIO(), io.StringIO()
    call_command("load_starter", content=root, stdout=out)
    call_command("load_starter", content=root, stdout=silent, quiet=True)

    assert out.getvalue().splitlines() == [
        "16 new, 0 updated, 0 unchanged, 0 kept, 0 removed.",
        "Left out, because its language or its place in the tree is missing:",
        "  activities, xx: 1",
        "  themes, es: 1",
    ]
    assert silent.getvalue() == ""


def test_starter_library_is_whole_and_published(starter_library):
    slugs = sorted(path.parent.name for path in files.CONTENT.glob("activities/*/activity.toml"))

    found = ActivityPage.objects.filter(locale__language_code="en").order_by("slug")
    assert [page.slug for page in found] == slugs
    assert list(ActivityPage.objects.not_live()) == []
    libraries = ActivityLibraryPage.objects.values_list("locale__language_code", flat=True)
    assert set(libraries) == {path.stem for path in files.CONTENT.glob("pages/library/*.toml")}


def test_example_stories_are_whole_published_and_say_what_they_are(starter_library):
    folders = {path.parent for path in files.CONTENT.glob("stories/*/story.toml")}
    expected = {(folder.name, code) for folder in folders for code in ("en", "es", "fr", "ar")}
    found = StoryPage.objects.live().filter(is_example=True, alias_of__isnull=True).select_related("locale")

    assert len(folders) == 8
    assert {(page.slug, page.language) for page in found} == expected
    assert {page.translation_state for page in found if page.language != "en"} == {"machine"}
    assert {page.slug for page in found if page.recordings.count()} == {"our-dream-board", "three-evenings-of-quests"}
    assert HubImage.objects.count() == 2  # one drawing for all languages of a story
    drawings = Drawing.objects.select_related("image")
    assert {(drawing.width, drawing.height, drawing.is_open, drawing.is_ready) for drawing in drawings} == {
        (4800, 3000, True, True)
    }


def test_load_with_nothing_new_reads_little(starter_library, django_assert_num_queries):
    with django_assert_num_queries(11):  # two of them open and close the savepoint
        ledger = services.load()

    assert (set(counts(ledger)), ledger.left_out) == ({SAME}, [])

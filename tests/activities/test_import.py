import csv
import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Locale, Page, Revision

from hub.activities import services
from hub.activities.models import ActivityLink, ActivityPage
from hub.search.models import SearchDocument
from hub.translation import translating
from tests.translation.desk import work_on

pytestmark = pytest.mark.django_db
STEP = {"title": "Begin", "do": "Stand in a circle."}
FACTS = {
    "uid": "zzzz22",
    "types": ["check-in", "game"],
    "minutes": [5, 10],
    "people": [3],
    "energy": "calm",
    "depth": 1,
    "trust": 1,
    "host_level": "first-time",
    "participant_level": "first-time",
    "reading": "none",
    "language": "no-shared",
    "traces": "nothing-written",
    "step_minutes": [8],
    "licence": "by-sa",
}


def words(title="The new round", **changes):
    return {"title": title, "summary": "We say hello.", "steps": [STEP], **changes}


def activity(translations=None, **changes):
    facts = {key: value for key, value in {**FACTS, **changes}.items() if value is not ...}
    return {**facts, "translations": translations or {"en": words(), "es": words("La ronda nueva")}}


@pytest.fixture
def file(tmp_path):
    """Writes activities to a .jsonl file, one a line; text goes in as it is."""

    def write(*activities) -> Path:
        path = tmp_path / "activities.jsonl"
        path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in activities))
        return path

    return write


def run(path, **options) -> list[str]:
    out = io.StringIO()
    call_command("import_activities", path, stdout=out, verbosity=0, **options)
    return out.getvalue().splitlines()


def mistakes(path, **options) -> tuple[list[str], str]:
    """The listed mistakes and the last sentence of an import that fails."""
    errors = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("import_activities", path, stderr=errors, stdout=io.StringIO(), verbosity=0, **options)
    return errors.getvalue().splitlines(), str(failure.value)


def page(language="en", uid="zzzz22") -> ActivityPage:
    return ActivityPage.objects.get(uid=uid, locale__language_code=language)


def whole_database() -> list:
    """Everything that an import could leave behind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM hub_search_text")
        texts = cursor.fetchone()
    pages = list(Page.objects.order_by("pk").values())
    activities = list(ActivityPage.objects.order_by("pk").values())
    others = [model.objects.count() for model in (Revision, ActivityLink, SearchDocument, Locale)]
    return [texts, pages, activities, others]


def test_import_writes_a_page_for_each_language(file):
    path = file(activity())

    assert run(path) == ["Pages: 2 created, 0 updated, 0 unchanged. Drafts among them: 0."]
    en, es = page("en"), page("es")
    assert (en.title, en.slug, en.live, en.translation_state) == ("The new round", "the-new-round", True, "original")
    assert (es.title, es.slug, es.live, es.translation_state) == ("La ronda nueva", "the-new-round", True, "machine")
    assert es.translation_key == en.translation_key
    assert (es.get_parent().specific.language, es.get_parent().slug) == ("es", "activities")
    shared = [name for name in ActivityPage.SHARED_FIELDS if name != "version"]
    assert [getattr(es, name) for name in shared] == [getattr(en, name) for name in shared]
    assert (en.primary_type, en.other_types, en.group_min, en.group_max) == ("check-in", ["game"], 3, None)
    assert es.steps.raw_data[0]["id"] == en.steps.raw_data[0]["id"]
    assert dict(en.steps[0].value) == {**STEP, "minutes": 8, "say": "", "tip": "", "handout": None}
    assert SearchDocument.objects.filter(uid="zzzz22").count() == 2


def test_second_import_changes_nothing(file):
    path = file(activity(related=["weather-inside"]))
    run(path)
    before = whole_database()

    assert run(path) == ["Pages: 0 created, 0 updated, 2 unchanged. Drafts among them: 0."]
    assert whole_database() == before


def test_changed_file_updates_only_the_pages_it_changes(file):
    run(file(activity()))
    before = {code: page(code).latest_revision_id for code in ("en", "es")}
    block = page("es").steps.raw_data[0]["id"]

    changed = words("La ronda", steps=[{**STEP, "do": "En círculo."}])
    report = run(file(activity({"en": words(), "es": changed})))

    assert report == ["Pages: 0 created, 1 updated, 1 unchanged. Drafts among them: 0."]
    assert page("en").latest_revision_id == before["en"]
    assert (page("es").title, page("es").slug) == ("La ronda", "the-new-round")
    assert page("es").steps.raw_data[0]["id"] == block
    assert page("es").steps[0].value["do"] == "En círculo."


def test_changed_facts_reach_languages_that_are_not_in_the_file(file):
    run(file(activity()))

    report = run(file(activity({"en": words()}, energy="high", step_minutes=[9])))

    assert report == ["Pages: 0 created, 2 updated, 0 unchanged. Drafts among them: 0."]
    assert (page("es").energy, page("es").steps[0].value["minutes"], page("es").title) == ("high", 9, "La ronda nueva")


def test_ten_languages_of_which_some_have_no_locale_or_library(file):
    Locale.objects.create(language_code="de")
    texts = {code: words(f"Round {code}") for code in ("en", "es", "fr", "pt", "ru", "de", "it", "tr", "ja", "ko")}

    assert run(file(activity(texts))) == [
        "Pages: 5 created, 0 updated, 0 unchanged. Drafts among them: 0.",
        "Left out: 1 in it, because the site does not have the language.",
        "Left out: 1 in ja, because the site does not have the language.",
        "Left out: 1 in ko, because the site does not have the language.",
        "Left out: 1 in tr, because the site does not have the language.",
        "Left out: 1 in de, because the language has no library page.",
    ]


def test_activity_without_english_has_its_first_language_as_source(file):
    run(file(activity({"it": words("Nuovo"), "es": words("Ronda ñandú"), "fr": words("Ronde")})))

    assert (page("es").slug, page("es").translation_state) == ("ronda-nandu", "original")
    assert (page("fr").slug, page("fr").translation_state) == ("ronda-nandu", "machine")


def test_title_that_is_taken_gets_the_uid_into_its_address(file):
    run(file(activity({"en": words("Weather inside")})))

    assert page().slug == "weather-inside-zzzz22"


@pytest.mark.parametrize(
    ("changes", "texts", "live", "live_with_publish"),
    [
        ({}, {}, True, True),
        ({"minutes": ...}, {}, False, True),
        ({"people": None}, {}, False, True),
        ({"step_minutes": [60]}, {}, False, False),
        ({"depth": 3}, {}, False, False),
        ({"depth": 3}, {"opt_out": "Say pass.", "care_after": "We stay."}, True, True),
        ({"minutes": [10, 5]}, {}, False, False),
    ],
)
def test_what_breaks_a_rule_or_is_unknown_comes_in_as_a_draft(file, changes, texts, live, live_with_publish):
    path = file(activity({"en": words(**texts)}, **changes))

    assert run(path)[0] == f"Pages: 1 created, 0 updated, 0 unchanged. Drafts among them: {0 if live else 1}."
    assert page().live is live
    run(path, publish=True)
    assert page().live is live_with_publish


def test_editors_unpublished_work_is_not_published(file):
    run(file(activity({"en": words()})))
    draft = page()
    draft.tips = "<p>Not ready.</p>"
    draft.save_revision()

    run(file(activity({"en": words("Another title")})))

    assert (page().title, page().live, page().has_unpublished_changes) == ("The new round", True, True)
    assert page().get_latest_revision_as_object().title == "Another title"


def test_checked_translation_stays_checked_while_its_words_stay(file):
    run(file(activity()))
    translating.check(work=work_on(page("es"), "es"), user=None, credit="Luz")

    run(file(activity(energy="high")))
    assert (page("es").translation_state, page("es").translation_credit) == ("checked", "Luz")

    run(file(activity({"en": words(), "es": words("Otra ronda")}, energy="high")))
    assert (page("es").translation_state, page("es").translation_credit) == ("machine", "")


def test_rich_text_that_the_editor_saved_again_is_unchanged(file):
    path = file(activity({"en": words(tips="One\n\nTwo")}))
    run(path)
    saved = page()
    saved.tips = '<p data-block-key="abc12">One</p><p data-block-key="def34">Two</p>'
    saved.save_revision().publish()

    assert run(path) == ["Pages: 0 created, 0 updated, 1 unchanged. Drafts among them: 0."]


def test_hostile_text_comes_in_clean(file):
    texts = words(
        "<script>alert(1)</script>Round &amp; round\x00\ud800", tips='<p onclick="x()">Hi</p><script>x</script>'
    )
    run(file(activity({"en": texts})))

    assert (page().title, page().tips) == ("Round & round", "<p>Hi</p>")


def test_hostile_lines_are_mistakes_like_others(file):
    lines = ["[" * 100_000, '{"translations": NaN}', json.dumps({**activity(), "\ud800\x1b[31m": "x"})]

    listed, end = mistakes(file(*lines))

    assert [line.split(":")[0] for line in listed if "missing" not in line] == [
        "line 1",
        "line 2, translations",
        "line 3, [31m",
    ]
    assert end == "Nothing was changed. Mistakes in the file: 13, listed above."


def test_links_are_written_on_the_source_page_by_uid_and_slug(file):
    first = activity(related=["zzzz33", "weather-inside"], before=["second"])
    second = activity(uid="zzzz33", slug="second")
    run(file(first, second))

    assert [(link.kind, link.target.slug) for link in page("en").links.all()] == [
        ("related", "second"),
        ("related", "weather-inside"),
        ("before", "second"),
    ]
    assert page("es").links.count() == 0


def test_file_with_a_mistake_leaves_the_database_as_it_was(file):
    path = file(
        activity(uid="zzzz44", related=["nowhere"]),
        '{"uid": "zzzz55", ',
        "[1]",
        activity(uid="zzzz66", energy="wild", mood="good"),
        activity(uid="zzzz44"),
    )
    before = whole_database()

    listed, end = mistakes(path)

    assert [line.split(":")[0] for line in listed] == [
        "line 2",
        "line 3",
        "line 5, uid",
        "line 4, mood",
        "line 4, energy",
    ]
    assert end == "Nothing was changed. Mistakes in the file: 5, listed above."
    assert whole_database() == before


def test_link_that_leads_nowhere_undoes_everything(file):
    before = whole_database()

    assert mistakes(file(activity(related=["nowhere"]))) == (
        ["line 1, related: There is no activity nowhere."],
        "Nothing was changed. Mistakes in the file: 1, listed above.",
    )
    assert whole_database() == before


def test_keep_going_takes_what_is_right(file):
    path = file(activity(uid="zzzz44"), "{", activity(uid="zzzz66", depth=9), activity(uid="zzzz77", slug="seventh"))

    assert run(path, keep_going=True, stderr=io.StringIO()) == [
        "Pages: 4 created, 0 updated, 0 unchanged. Drafts among them: 0.",
        "Left out because of mistakes, listed above: 2.",
    ]
    found = ActivityPage.objects.filter(uid__startswith="zzzz").order_by("uid").values_list("uid", flat=True)
    assert list(found.distinct()) == ["zzzz44", "zzzz77"]


def test_keep_going_undoes_an_activity_that_cannot_be_saved(file):
    path = file(activity(uid="zzzz44", slug="weather-inside"), activity(uid="zzzz77"))
    errors = io.StringIO()

    run(path, keep_going=True, stderr=errors)

    assert errors.getvalue() == "line 1, slug: Another page in en has the address weather-inside already.\n"
    assert (ActivityPage.objects.filter(uid="zzzz44").count(), page(uid="zzzz77").live) == (0, True)


def test_dry_run_reports_and_leaves_the_database_as_it_was(file):
    before = whole_database()

    assert run(file(activity()), dry_run=True) == [
        "Dry run, nothing was changed. It would be: 2 created, 0 updated, 0 unchanged. Drafts among them: 0."
    ]
    assert whole_database() == before


def test_flat_records_take_their_language_from_the_command(file):
    flat = {**activity(materials=[{"name": "Paper", "qty": 2, "per": "person"}]), **words("Duara jipya")}
    del flat["translations"]

    run(file(flat), language="es")

    assert (page("es").title, page("es").translation_state) == ("Duara jipya", "original")
    assert dict(page("es").materials[0].value) == {
        "name": "Paper",
        "qty": 2,
        "per": "person",
        "optional": False,
        "substitute": "",
    }
    assert mistakes(file(flat)) == (
        ["line 1, translations: Missing. For words side by side with facts, give --language."],
        "Nothing was changed. Mistakes in the file: 1, listed above.",
    )


CSV_ROW = {
    "uid": "zzzz22",
    "language": "en",
    "types": "check-in|game",
    "minutes": "5|10",
    "people": "3",
    "energy": "calm",
    "depth": "1",
    "trust": "1",
    "host_level": "first-time",
    "participant_level": "first-time",
    "reading": "none",
    "language_load": "no-shared",
    "traces": "nothing-written",
    "support_person": "no",
    "step_minutes": "8",
    "licence": "by-sa",
    "materials": "Paper | Leaves | 2 | person | yes\nWater",
    "title": "The new round",
    "summary": "We say hello.",
    "steps": "Begin | Stand in a circle. | Welcome!",
}


@pytest.fixture
def table(tmp_path):
    """Writes rows to a .csv file; what a row leaves out stays empty."""

    def write(*rows, columns=tuple(CSV_ROW), delimiter=",", bom=False) -> Path:
        path = tmp_path / "activities.csv"
        with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.mark.parametrize(("delimiter", "bom"), [(",", False), (";", True), ("\t", False)])
def test_csv_has_a_row_for_each_language(table, delimiter, bom):
    row = {**CSV_ROW, "materials": "Paper | Leaves | 2 | person | yes"}
    spanish = {
        **{"uid": "zzzz22", "language": "es", "title": "La ronda", "summary": "Hola."},
        **{"materials": "Papel | Hojas", "steps": '[{"title": "Empezar", "do": "En círculo."}]'},
    }

    report = run(table(row, spanish, delimiter=delimiter, bom=bom))

    assert report == ["Pages: 2 created, 0 updated, 0 unchanged. Drafts among them: 0."]
    assert dict(page("en").steps[0].value) == {
        **{"title": "Begin", "minutes": 8, "do": "Stand in a circle.", "say": "Welcome!", "tip": "", "handout": None}
    }
    assert dict(page("es").materials[0].value) == {
        **{"name": "Papel", "substitute": "Hojas", "qty": 2, "per": "person", "optional": True}
    }
    assert (page("es").duration_min, page("es").group_max, page("es").support_person) == (5, None, False)


def test_csv_mistakes_are_named_by_row_and_field(table):
    spanish = {"uid": "zzzz22", "language": "es", "title": "Ronda", "energy": "high", "depth": "deep"}

    listed, _end = mistakes(table(CSV_ROW, spanish, {"uid": "zzzz33"}, {**CSV_ROW, "uid": "zzzz44", "depth": "deep"}))

    assert listed == [
        "row 3, energy: Differs from row 2. Facts are the same in all languages.",
        "row 3, depth: Differs from row 2. Facts are the same in all languages.",
        "row 4, language: This is missing.",
        "row 2, materials[2].qty: This is missing.",
        "row 2, materials[2].per: This is missing.",
        "row 3, es.summary: This is missing.",
        "row 3, es.steps: 0 entries; the numbers or the other languages have 1.",
        "row 3, es.materials: 0 entries; the numbers or the other languages have 2.",
        "row 5, depth: Here stands 'deep'; it must be a whole number.",
        "row 5, materials[2].qty: This is missing.",
        "row 5, materials[2].per: This is missing.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "", "a.csv has no activity in it."),
        ("a.csv", "uid,title\n", "a.csv has no activity in it."),
        ("a.jsonl", " \n", "a.jsonl has no activity in it."),
        ("a.txt", "x", "a.txt: the name of the file must end in .jsonl or .csv."),
        ("a.csv", "title\nx\n", "The column uid is missing. The first row must name the columns."),
        ("a.csv", "uid,uid\nx,y\n", "Columns that stand there twice: uid."),
        (
            "a.csv",
            'uid,title\nzzzz22,"The ro',
            "The CSV file breaks off or is damaged after row 1 (unexpected end of data). Was it copied whole?",
        ),
        (
            "a.jsonl",
            b'{"uid": "\xff"}',
            "a.jsonl is not UTF-8 text (the first wrong byte is number 10). Save it again with the encoding UTF-8.",
        ),
    ],
)
def test_file_that_cannot_be_read_is_said_in_plain_words(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert mistakes(path) == ([], message)


def test_csv_with_a_column_nobody_knows_names_the_allowed_ones(table):
    _listed, end = mistakes(table({"uid": "zzzz22"}, columns=["uid", "colour"]))

    assert end.startswith("Unknown columns: colour. Allowed: access, access_note, ")


def test_csv_row_that_is_cut_is_a_mistake(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("uid,language,title\nzzzz22,en\n")

    assert mistakes(path)[0] == ["row 2: 2 cells; the first row names 3 columns."]


def test_missing_file_and_folder_are_said_in_plain_words(tmp_path):
    folder = tmp_path / "folder.csv"
    folder.mkdir()

    assert mistakes(tmp_path / "no.csv") == ([], f"There is no file {tmp_path}{os.sep}no.csv.")
    assert mistakes(folder) == ([], f"{folder} is a folder. Give the name of a file.")


def test_alias_page_is_replaced_by_the_translation(file):
    run(file(activity({"en": words()})))
    library = services.libraries()["es"]
    alias = page().create_alias(parent=library, update_locale=library.locale)

    assert run(file(activity()))[0] == "Pages: 1 created, 0 updated, 1 unchanged. Drafts among them: 0."
    assert (page("es").pk, page("es").alias_of_id, page("es").title) == (alias.pk, None, "La ronda nueva")


def test_import_brings_words_of_each_language_and_leaves_them_where_the_file_is_silent(file):
    path = file(activity({"en": words(tags=["Zebra", "zebra", "bus  stop"]), "es": words("La ronda nueva")}))
    run(path)
    assert [[word.name for word in page(code).own_words()] for code in ("en", "es")] == [["Zebra", "bus stop"], []]
    run(file(activity()))
    assert [[word.name for word in page(code).own_words()] for code in ("en", "es")] == [["Zebra", "bus stop"], []]


def test_import_refuses_what_is_no_word(file):
    path = file(activity({"en": words(tags=["a", "x" * 41])}))
    with pytest.raises(CommandError):
        run(path)
    assert not ActivityPage.objects.filter(uid="zzzz22").exists()

"""Translations that come in with their pages, and what changing an original does to them."""

from collections import Counter

import pytest
from django.conf import settings
from wagtail.models import Locale

from hub.activities.models import ActivityPage
from hub.core.models import HomePage, Theme, User
from hub.translation import segments, translating
from hub.translation.models import OutdatedPart, Subject, Work
from tests import factories
from tests.translation.desk import activity_in, change_step, open_parts, work_on, write_all

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_starter_library_is_taken_in_whole(starter_library):
    works = Work.objects.filter(subject__kind="activities.activitypage")
    pages = Counter(ActivityPage.objects.values_list("locale__language_code", flat=True))
    assert Counter(works.exclude(state="none").values_list("locale__language_code", flat=True)) == pages
    assert Subject.objects.count() * len(CODES) == Work.objects.count()
    told = Work.objects.exclude(state__in=["none", "original"]).select_related("subject", "locale")
    behind = [work for work in told if work.missing or work.outdated]
    # The introductions of "Standing Up" have grown since these four languages had theirs.
    assert Counter((work.subject.kind, work.locale.language_code, work.state) for work in behind) == {
        ("themes.themepage", code, "outdated"): 6 for code in ("pt", "ru", "sw", "th")
    }


def test_every_text_of_a_translation_stands_in_the_store(starter_library):
    for page in ActivityPage.objects.exclude(locale__language_code="en").select_related("locale"):
        parts = translating.parts(work_on(page, page.language))
        assert Counter(text for _place, text in segments.texts_of(page)) == Counter(part.text for part in parts), page


def test_publishing_what_was_taken_in_changes_no_word(starter_library, at_commit):
    for code in ("es", "ar", "th"):
        page = activity_in(code)
        before = segments.texts_of(page)
        with at_commit():
            translating.publish(work=work_on(page, code))
        assert segments.texts_of(activity_in(code)) == before


def test_home_pages_keep_their_places_when_they_are_published(starter_library, at_commit):
    before = list(HomePage.objects.order_by("pk").values_list("slug", "url_path"))
    with at_commit():
        translating.publish(work=work_on(HomePage.objects.get(locale__language_code="en"), "es"))
    assert list(HomePage.objects.order_by("pk").values_list("slug", "url_path")) == before


def test_themes_are_on_the_desk_and_say_how_far_they_are(starter_library):
    theme = Theme.objects.filter(locale__language_code="en").first()
    assert work_on(theme, "en").state == "original"
    assert work_on(theme, "es").state == "machine"
    assert (
        Theme.objects.get(translation_key=theme.translation_key, locale__language_code="es").translation_state
        == "machine"
    )


def test_whole_life_of_an_activity_in_two_languages(starter_library, at_commit):
    translator = User.objects.create_user("t", "", "a long enough password", chosen_name="Ana of the river")
    with at_commit():
        source = factories.activity(
            title="Passing the stone",
            steps=[
                ("step", {"title": "Begin", "minutes": 5, "do": "Take a stone."}),
                ("step", {"title": "Pass it", "minutes": 5, "do": "Pass it on with one word."}),
            ],
        )
    for code in ("es", "ar"):
        work = work_on(source, code)
        assert (work.state, work.done) == ("none", 0)
        translating.begin(work=work)
        write_all(work, f"[{code}] ", tool="a machine")
        work = work_on(source, code)
        assert (work.state, work.changed, work.machine, work.is_live) == ("machine", 0, work.total, False)
        translating.check(work=work, user=translator, credit="Ana of the river")
        with at_commit():
            translating.publish(work=work)
        page = ActivityPage.objects.get(translation_key=source.translation_key, locale__language_code=code)
        assert (page.live, page.translation_state, page.translation_credit) == (True, "checked", "Ana of the river")
        assert work_on(source, code).state == "checked"

    with at_commit():
        change_step(ActivityPage.objects.get(pk=source.pk), "Take a warm stone.")
    for code in ("es", "ar"):
        work = work_on(source, code)
        assert (work.state, work.outdated, work.missing) == ("outdated", 1, 0)
        assert open_parts(work) == ["Take a warm stone."]
        (part,) = [part for part in translating.parts(work) if part.is_open]
        assert (part.old_source, part.text) == ("Take a stone.", f"[{code}] Take a stone.")
        page = ActivityPage.objects.get(translation_key=source.translation_key, locale__language_code=code)
        assert (page.translation_state, page.changed_segments) == ("outdated", 1)
        assert page.steps[0].value["do"] == f"[{code}] Take a stone."

    work = work_on(source, "es")
    write_all(work, "[es] ", user=translator)
    work = work_on(source, "es")
    assert (work.state, work.changed, work.unpublished) == ("draft", 0, 1)
    page = ActivityPage.objects.get(translation_key=source.translation_key, locale__language_code="es")
    assert (page.translation_state, page.changed_segments) == ("outdated", 1)
    translating.check(work=work, user=translator)
    with at_commit():
        translating.publish(work=work)
    page.refresh_from_db()
    assert (page.translation_state, page.changed_segments) == ("checked", 0)
    assert page.steps[0].value["do"] == "[es] Take a warm stone."
    assert work_on(source, "ar").state == "outdated"


def test_changed_paragraph_is_outdated_in_every_language_and_no_other(starter_library, at_commit):
    source = activity_in("en")
    with at_commit():
        change_step(source, "Something else altogether happens here.")
    held = set(ActivityPage.objects.filter(uid=source.uid).values_list("locale__language_code", flat=True)) - {"en"}
    found = {code: open_parts(work_on(source, code)) for code in held}
    assert found == {code: ["Something else altogether happens here."] for code in held}


def test_paragraph_changed_twice_still_goes_back_to_what_was_translated(starter_library, at_commit):
    source = activity_in("en")
    first = source.steps[0].value["do"]
    with at_commit():
        change_step(source, "First change.")
        change_step(activity_in("en"), "Second change.")
    (part,) = [part for part in translating.parts(work_on(source, "es")) if part.is_open]
    assert (part.source, part.old_source) == (
        "Second change.",
        translating.segments.StringValue.from_plaintext(first).data,
    )


def test_paragraph_changed_back_is_current_again(starter_library, at_commit):
    source = activity_in("en")
    first = source.steps[0].value["do"]
    with at_commit():
        change_step(source, "A change.")
        change_step(activity_in("en"), first)
    assert open_parts(work_on(source, "es")) == []


def test_minutes_follow_at_once_and_words_stay(starter_library, at_commit):
    source = activity_in("en")
    before = segments.texts_of(activity_in("th"))
    steps = source.steps
    steps[0].value["minutes"] += 1
    with at_commit():
        source.steps = steps
        source.prep_minutes = 35
        source.save_revision().publish()
    found = activity_in("th")
    assert (found.prep_minutes, found.steps[0].value["minutes"]) == (35, steps[0].value["minutes"])
    assert segments.texts_of(found) == before


def test_translators_unpublished_work_outlives_a_publication_from_elsewhere(starter_library, at_commit):
    page = activity_in("es")
    work = work_on(page, "es")
    part = translating.parts(work)[0]
    translating.write(work=work, segment=translating.segment_of(work, part.segment_id), text="Título nuevo")
    with at_commit():
        page = activity_in("es")
        page.save_revision().publish()
    assert translating.parts(work_on(page, "es"))[0].text == "Título nuevo"
    assert work_on(page, "es").unpublished == 1


def test_words_changed_in_the_page_itself_reach_the_store_and_lose_the_check(starter_library, at_commit):
    page = activity_in("es")
    work = work_on(page, "es")
    translating.check(work=work, user=None)
    assert work_on(page, "es").state == "checked"
    with at_commit():
        page = activity_in("es")
        page.summary = "Otras palabras."
        page.save_revision().publish()
    work = work_on(page, "es")
    assert (work.state, work.missing) == ("draft", 0)
    assert "Otras palabras." in [part.text for part in translating.parts(work)]


def test_check_is_refused_while_a_part_is_open(starter_library, at_commit):
    source = activity_in("en")
    with at_commit():
        change_step(source, "A change.")
    with pytest.raises(translating.NotDoneError):
        translating.check(work=work_on(source, "es"), user=None)


def test_broken_markup_is_refused_and_nothing_changes(starter_library):
    work = work_on(activity_in("en"), "es")
    part = translating.parts(work)[0]
    segment = translating.segment_of(work, part.segment_id)
    for text in ("<script>alert(1)</script>", '<a id="a9">link</a>', "<h1>Big</h1>"):
        with pytest.raises(translating.NotDoneError):
            translating.write(work=work, segment=segment, text=text)
    assert translating.parts(work)[0].text == part.text


def test_unpublished_and_deleted_translations_leave_the_desk(starter_library, at_commit):
    page = activity_in("es")
    with at_commit():
        page.unpublish()
    assert work_on(page, "es").is_live is False
    with at_commit():
        activity_in("en").delete()
    assert not Subject.objects.filter(translation_key=page.translation_key, language="en").exists()


def test_new_language_has_its_column_at_once(starter_library, at_commit):
    with at_commit():
        locale = Locale.objects.create(language_code="am")
    assert Work.objects.filter(locale=locale).count() == Subject.objects.count()


def test_outdated_part_is_cleared_by_any_editor(starter_library, at_commit):
    source = activity_in("en")
    with at_commit():
        change_step(source, "A change.")
    part = OutdatedPart.objects.get(carried__locale__language_code="es")
    text = part.carried
    text.data = "Un cambio."
    text.save()
    assert work_on(source, "es").outdated == 0

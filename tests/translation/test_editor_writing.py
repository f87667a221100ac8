"""What a translator sends: what is kept, what is refused and why, and that nobody's words are lost."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from hub.translation import translating
from hub.translation.models import GlossaryTerm
from hub.translation.presenting import PartState, Sheet
from tests.factories import activity
from tests.translation.translators import address, errors_of, held, part_with, person, sent, step, work_of, write_all

pytestmark = pytest.mark.django_db
LANGUAGES = ["ar", "es", "fr", "pt", "ru", "sw", "th"]
LINK = '<p>Read <a href="https://example.org/">the guide</a> and <b>rest</b>.</p>'


# Writing --------------------------------------------------------------------------------------------------------------


def test_save_keeps_the_text_and_goes_to_the_next_open_part(client, translator, page):
    work = work_of(page)
    first, second, *_rest = translating.parts(work)
    answer = client.post(address(work), sent(first, " Ronda de piedras "))
    assert answer.headers["Location"] == f"{address(work)}?part={second.segment_id}&saved={first.segment_id}"
    assert held(work) == {"Round of stones": "Ronda de piedras"}
    kept = StringTranslation.objects.get(data="Ronda de piedras")
    assert (kept.last_translated_by, kept.translation_type) == (translator, "manual")


def test_second_click_changes_nothing(client, translator, page):
    work = work_of(page)
    first = translating.parts(work)[0]
    answers = [client.post(address(work), sent(first, "Ronda")) for _click in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert StringTranslation.objects.filter(data="Ronda").count() == 1


def test_last_part_leads_to_the_end(client, translator, page):
    work = work_of(page)
    write_all(work)
    last = translating.parts(work)[-1]
    StringTranslation.objects.get(data=last.text, locale=work.locale).delete()
    last = translating.parts(work)[-1]
    answer = client.post(address(work), sent(last, "Fin"))
    assert answer.headers["Location"] == f"{address(work)}?saved={last.segment_id}#finish"
    assert client.get(answer.headers["Location"]).context["row"] is None


def test_plain_parts_keep_lines_and_signs(client, translator, starter_library):
    page = activity(title="Q & A", steps=[step("B", "Stand <3.\nSit.")])
    work = work_of(page)
    client.post(address(work), sent(part_with(work, "Q &amp; A"), "P & R\r\n5 < 6"))
    client.post(address(work), sent(part_with(work, "Stand &lt;3.<br/>Sit."), "De pie <3.\r\nSentados."))
    assert held(work) == {
        "Q &amp; A": "P &amp; R 5 &lt; 6",
        "Stand &lt;3.<br/>Sit.": "De pie &lt;3.<br/>Sentados.",
    }
    part = part_with(work, "Stand &lt;3.<br/>Sit.")
    answer = client.get(f"{address(work)}?part={part.segment_id}")
    assert answer.context["form"]["text"].value() == "De pie <3.\nSentados."


def test_rich_parts_keep_their_marks(client, translator, starter_library):
    work = work_of(activity(title="Rest", purpose=LINK, steps=[step()]))
    part = part_with(work, 'Read <a id="a1">the guide</a> and <b>rest</b>.')
    assert "&lt;b&gt;" in client.get(f"{address(work)}?part={part.segment_id}").content.decode()
    text = 'Lea <a id="a1">la guía</a> & <b>descanse</b>.'
    client.post(address(work), sent(part, text))
    assert held(work)[part.source] == text.replace("&", "&amp;")


def test_marks_stand_whole_in_a_text_from_right_to_left(client, starter_library):
    client.force_login(person("translator", "ar"))
    work = work_of(activity(title="Rest", purpose=LINK, steps=[step()]), "ar")
    part = part_with(work, 'Read <a id="a1">the guide</a> and <b>rest</b>.')
    client.post(address(work), sent(part, 'اقرأ <a id="a1">الدليل</a>'))
    shown = client.get(f"{address(work)}?part={part.segment_id}").context["form"]["text"].value()
    assert shown == 'اقرأ \u2066<a id="a1">\u2069الدليل\u2066</a>\u2069'
    client.post(address(work), sent(part_with(work, part.source), f"{shown}."))
    assert held(work)[part.source] == 'اقرأ <a id="a1">الدليل</a>.'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("Lea <b>esto</b>", 'This must stand in the translation too: <a id="a1">'),
        ('<a id="a1">x</a> <a id="a9">y</a>', "Unrecognised id found in an <a> tag: a9"),
        ('<a id="a1">x</a><script>alert(1)</script>', "<script> tag is not allowed."),
        ('<a id="a1" href="https://evil.example">x</a>', "Strings cannot have any HTML tags with attributes"),
        ('<a id="a1">x</a> <b>y', "This mark has no partner: <b>."),
        ('<a id="a1">x</a> y</i>', "This mark has no partner: </i>."),
        ("x" * 50_000, "Ensure this value has at most 20000 characters"),
        ('<a id="a1">x</a>\x00', "Null characters are not allowed."),
    ],
)
def test_rich_part_refuses_what_would_break_it_and_gives_the_text_back(client, translator, page, text, reason):
    page.purpose = LINK
    page.save_revision().publish()
    work = work_of(page)
    part = part_with(work, 'Read <a id="a1">the guide</a> and <b>rest</b>.')
    answer = client.post(address(work), sent(part, text))
    assert answer.status_code == 200
    assert [line.startswith(reason) for line in errors_of(answer)] == [True]
    assert answer.context["form"]["text"].value() == text
    assert held(work) == {}
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<b>Ronda</b>", "</p>", "<img src=x onerror=alert(1)>"])
def test_plain_part_refuses_marks(client, translator, page, text):
    work = work_of(page)
    answer = client.post(address(work), sent(translating.parts(work)[0], text))
    assert [line.startswith("Here stands plain text only.") for line in errors_of(answer)] == [True]
    assert held(work) == {}
    assert answer.context["form"]["text"].value() == text
    assert escape(text) in answer.content.decode()


def test_part_holds_the_length_of_its_field(client, translator, page):
    work = work_of(page)
    summary = part_with(work, page.summary)
    answer = client.post(address(work), sent(summary, "ñ" * 161))
    assert errors_of(answer) == ["Ensure this value has at most 160 characters (it has 161)."]
    assert client.post(address(work), sent(summary, "ñ" * 160)).status_code == 302


def test_placeholders_must_stay(client, translator, starter_library):
    work = work_of(activity(title="Hello {name}, %(count)s", steps=[step()]))
    part = translating.parts(work)[0]
    answer = client.post(address(work), sent(part, "Hola {nombre}"))
    assert errors_of(answer) == ["This must stand in the translation too: {name}, %(count)s"]
    assert client.post(address(work), sent(part, "%(count)s, hola {name}")).status_code == 302


@pytest.mark.parametrize("part", ["", "x", "0", "999999999", "9" * 40])
def test_text_for_a_part_that_is_gone_is_shown_again(client, translator, page, part):
    work = work_of(page)
    answer = client.post(address(work), {"part": part, "text": "Mis <palabras>\x00", "made_from": "x" * 100})
    assert answer.status_code == 200
    assert answer.context["lost"]["text"].value() == "Mis <palabras>\x00"
    assert "Mis &lt;palabras&gt;" in answer.content.decode()
    assert held(work) == {}


def test_control_characters_are_left_out(client, translator, page):
    work = work_of(page)
    client.post(address(work), sent(translating.parts(work)[0], "Ron\x08da\ufffe"))
    assert held(work) == {"Round of stones": "Ronda"}


# Two at once ----------------------------------------------------------------------------------------------------------


def test_somebody_elses_text_is_not_overwritten_unseen(client, translator, page):
    work = work_of(page)
    part = translating.parts(work)[0]
    translating.write(work=work, segment=translating.segment_of(work, part.segment_id), text="La de ella")
    answer = client.post(address(work), sent(part, "La mía"))
    assert answer.context["is_conflict"]
    assert answer.context["form"]["text"].value() == "La mía"
    assert "La de ella" in answer.content.decode()
    assert held(work) == {"Round of stones": "La de ella"}
    again = {"part": part.segment_id, "text": "La mía", "made_from": answer.context["form"]["made_from"].value()}
    assert client.post(address(work), again).status_code == 302
    assert held(work) == {"Round of stones": "La mía"}


def test_original_changed_while_she_wrote_is_shown_before_saving(client, translator, page):
    work = work_of(page)
    part = part_with(work, page.summary)
    page.summary = "Another summary."
    page.save_revision().publish()
    answer = client.post(address(work), sent(part, "Un resumen"))
    assert answer.status_code == 200
    assert "Un resumen" in answer.content.decode()
    assert held(work) == {}


# Changed originals ----------------------------------------------------------------------------------------------------


def change_second_paragraph(page, capture) -> None:
    with capture(execute=True):
        page.purpose = "<p>First one.</p><p>Second one, and more.</p>"
        page.save_revision().publish()


def test_one_changed_paragraph_is_outdated_alone_in_every_language(page, django_capture_on_commit_callbacks):
    works = [work_of(page, code) for code in LANGUAGES]
    for work in works:
        write_all(work)
    change_second_paragraph(page, django_capture_on_commit_callbacks)
    found = {}
    for work in works:
        rows = Sheet(work_of(page, work.locale.language_code)).rows
        found[work.locale.language_code] = [(r.part.source, r.part.old_source) for r in rows if r.part.is_open]
    assert found == {code: [("Second one, and more.", "Second one.")] for code in LANGUAGES}


def test_changed_part_shows_both_originals_and_the_old_translation(
    client, translator, page, django_capture_on_commit_callbacks
):
    work = work_of(page)
    write_all(work)
    old = part_with(work, "Second one.").text
    change_second_paragraph(page, django_capture_on_commit_callbacks)
    answer = client.get(address(work))
    html = answer.content.decode()
    assert "<ins>, and more</ins>" in html
    assert answer.context["form"]["text"].value() == old
    assert [row.state for row in answer.context["listed"]] == [PartState.CHANGED]
    assert len(client.get(f"{address(work)}?show=all").context["listed"]) == len(answer.context["sheet"].rows) > 1


def test_still_right_takes_the_mark_away_and_keeps_the_text(
    client, translator, page, django_capture_on_commit_callbacks
):
    work = work_of(page)
    write_all(work)
    change_second_paragraph(page, django_capture_on_commit_callbacks)
    part = part_with(work, "Second one, and more.")
    answer = client.post(address(work), sent(part, part.text))
    assert answer.headers["Location"] == f"{address(work)}?saved={part.segment_id}#finish"
    after = part_with(work, "Second one, and more.")
    assert (after.text, after.is_open) == (part.text, False)
    work.refresh_from_db()
    assert (work.outdated, work.missing) == (0, 0)


def test_changed_part_comes_before_what_a_machine_wrote(client, translator, page, django_capture_on_commit_callbacks):
    work = work_of(page)
    write_all(work, tool="Machine")
    change_second_paragraph(page, django_capture_on_commit_callbacks)
    answer = client.get(address(work))
    assert answer.context["row"].part.source == "Second one, and more."
    after = client.post(address(work), sent(answer.context["row"].part, "Segunda, y más."))
    assert client.get(after.headers["Location"]).context["row"].state == PartState.MACHINE


# Machine --------------------------------------------------------------------------------------------------------------


def test_machine_text_waits_until_she_has_saved_it(client, translator, page):
    work = work_of(page)
    write_all(work, tool="Machine")
    sheet = Sheet(work)
    assert {row.state for row in sheet.rows} == {PartState.MACHINE}
    first = sheet.rows[0].part
    assert client.get(address(work)).context["row"].part.segment_id == first.segment_id
    client.post(address(work), sent(first, first.text))
    states = [row.state for row in Sheet(work).rows]
    assert states == [PartState.DONE, *[PartState.MACHINE] * (len(states) - 1)]


@pytest.mark.parametrize(("is_set_up", "is_public", "is_offered"), [(1, 1, True), (0, 1, False), (1, 0, False)])
def test_machine_is_offered_only_for_what_is_public(
    client, starter_library, page, settings, is_set_up, is_public, is_offered
):
    settings.HUB_TRANSLATOR = {"CLASS": "x"} if is_set_up else {}
    client.force_login(person("chief", runs_the_desk=True))
    work = work_of(page)
    if not is_public:
        page.unpublish()
    html = client.get(address(work)).content.decode()
    assert (reverse("translation:machine_draft", args=[work.pk]) in html) == is_offered


# Glossary -------------------------------------------------------------------------------------------------------------


def glossary_term(words: str, spanish: str = "", **fields) -> None:
    source = GlossaryTerm.objects.create(term=words, locale=Locale.objects.get(language_code="en"), **fields)
    if spanish:
        GlossaryTerm.objects.create(
            term=spanish, locale=Locale.objects.get(language_code="es"), translation_key=source.translation_key
        )


def test_glossary_asks_gently_after_saving(client, translator, page):
    glossary_term("stones", "piedras", meaning="From the river.")
    work = work_of(page)
    part = translating.parts(work)[0]
    assert "From the river." in client.get(address(work)).content.decode()
    answer = client.get(client.post(address(work), sent(part, "Ronda de rocas")).headers["Location"])
    assert held(work) == {"Round of stones": "Ronda de rocas"}
    assert "The glossary says “piedras” for “stones”." in answer.content.decode()
    client.post(address(work), sent(translating.parts(work)[0], "Ronda de piedras"))
    assert "The glossary says" not in client.get(f"{address(work)}?saved={part.segment_id}").content.decode()


def test_word_that_must_stay_is_refused_unless_she_means_it(client, translator, page):
    glossary_term("stones", do_not_translate=True)
    work = work_of(page)
    part = translating.parts(work)[0]
    answer = client.post(address(work), sent(part, "Ronda de piedras"))
    assert errors_of(answer) == ["This must stand in the translation too: stones"]
    assert 'name="is_meant"' in answer.content.decode()
    assert held(work) == {}
    assert client.post(address(work), sent(part, "Ronda de piedras", is_meant="on")).status_code == 302
    assert held(work) == {"Round of stones": "Ronda de piedras"}

"""What is taken of a file that comes back, and what is handed back to her who sent it."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from hub.translation import translating
from tests.translation.desk import activity_in, change_step, work_on, write_all
from tests.translation.files import (
    fresh_work,
    one_of_each_state,
    po_with,
    refusals,
    store,
    take,
    texts_of,
    translator_into,
    work_on_again,
    written,
)

pytestmark = pytest.mark.django_db
FORMATS = ["po", "xliff"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_unsure_parts_that_come_back_so_stay_so(starter_library, file_format):
    work = one_of_each_state()
    before = store()
    outcome = take(work, written(work, file_format))
    assert (outcome.taken, outcome.unchanged, outcome.refused) == (0, 4, [])
    assert store() == before


def test_parts_that_she_no_longer_marks_as_unsure_are_hers(starter_library):
    work, translator = one_of_each_state(), translator_into("es")
    outcome = take(work, po_with(work, {}, unfuzzy=["Begin", "Stand in a big circle."]), translator)
    assert (outcome.taken, outcome.unchanged, outcome.refused) == (2, 2, [])
    parts = {part.source: (part.is_outdated, part.is_machine) for part in translating.parts(work_on_again(work))}
    assert parts["Begin"] == parts["Stand in a big circle."] == (False, False)
    held = StringTranslation.objects.get(data="En círculo.", translation_of__data="Stand in a big circle.")
    assert held.last_translated_by == translator


@pytest.mark.parametrize("file_format", FORMATS)
def test_new_texts_are_taken_once_and_not_published(as_chief, chief, file_format):
    work = fresh_work()
    data = written(work, file_format)
    if file_format == "po":
        data = po_with(work, {"Begin": "Empezar"})
    else:
        data = data.replace(b"<source>Begin</source>", b"<source>Begin</source><target>Empezar</target>")
    address = reverse("translation:upload", args=[work.pk])
    totals = []
    for _time in range(2):
        answer = as_chief.post(address, {"file": SimpleUploadedFile("a", data)})
        totals.append(answer.context["total"])
    assert totals == [
        {"taken": 1, "unchanged": 3, "refused": 0},
        {"taken": 0, "unchanged": 4, "refused": 0},
    ]
    held = StringTranslation.objects.get(data="Empezar", context__object_id=work.subject.translation_key)
    assert (held.translation_type, held.last_translated_by) == ("manual", chief)
    assert translating.target_of(work) is None
    assert work_on_again(work).is_live is False


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>En círculo.", "This mark has no partner: <b>."),
        ("En círculo.</b>", "This mark has no partner: </b>."),
        ("<b><i>En</b></i>", "This mark has no partner: </b>."),
        ("En <!-- a note --> círculo", "Here stands plain text only. Please take this out: <!-- a note -->"),
        (
            "<script>alert(1)</script>",
            "<script> tag is not allowed. Strings can only contain standard HTML inline tags (such as <b>, <a>)",
        ),
        (
            '<b onclick="x()">En</b>',
            "Strings cannot have any HTML tags with attributes (except for 'id' in <a> tags)",
        ),
        ('En <a id="a9">círculo</a>', "Unrecognised id found in an <a> tag: a9"),
        (
            "En círculo con todas",
            'This must stand in the translation too: <a id="a1">, %(name)s, {number}',
        ),
        ("", "Empty in the file. The text here is kept."),
    ],
)
def test_text_that_cannot_stand_is_handed_back(starter_library, text, reason):
    source = 'Stand with %(name)s and <a id="a1">{number}</a>.'
    work = fresh_work(purpose='<p>Stand with %(name)s and <a href="https://example.org/">{number}</a>.</p>')
    write_all(work, prefix="es: ")
    before = store()
    outcome = take(work, po_with(work_on_again(work), {source: text}))
    assert (outcome.taken, outcome.unchanged, refusals(outcome)) == (0, 4, [(source, reason, text)])
    assert store() == before


def test_marks_in_plain_text_are_handed_back(starter_library):
    work = fresh_work()
    outcome = take(work, po_with(work, {"Stand in a circle.": "En<br/><b>círculo</b>."}))
    reason = "Here stands plain text only. Please take this out: <b>"
    assert refusals(outcome) == [("Stand in a circle.", reason, "En<br/><b>círculo</b>.")]


def test_text_too_long_for_its_field_is_handed_back_and_the_rest_taken(starter_library):
    work = fresh_work()
    outcome = take(work, po_with(work, {"A stone goes round.": "ñ" * 161, "Begin": "Empezar"}))
    reason = "Ensure this value has at most 160 characters (it has 161)."
    assert (outcome.taken, refusals(outcome)) == (1, [("A stone goes round.", reason, "ñ" * 161)])
    assert texts_of(work)["Begin"] == "Empezar"


def test_markup_does_not_count_towards_the_length(starter_library):
    work = fresh_work()
    outcome = take(work, po_with(work, {"A stone goes round.": "&amp;" * 160}))
    assert (outcome.taken, outcome.refused) == (1, [])


def test_text_marked_as_unsure_is_handed_back(starter_library):
    work = fresh_work()
    file = polib.pofile(po_with(work, {"Begin": "¿Empezar?"}).decode())
    file.find("Begin").flags.append("fuzzy")
    outcome = take(work, str(file).encode())
    assert refusals(outcome) == [("Begin", "Marked in the file as not finished.", "¿Empezar?")]
    assert texts_of(work)["Begin"] == ""


def test_part_that_is_twice_in_the_file_is_taken_in_neither_form(starter_library):
    work = fresh_work()
    file = polib.pofile(po_with(work, {"Begin": "Empezar"}).decode())
    place = file.find("Begin").msgctxt
    file.append(polib.POEntry(msgctxt=place, msgid="Begin", msgstr="Comenzar"))
    outcome = take(work, str(file).encode())
    reason = "This part is in the file more than once."
    assert refusals(outcome) == [("Begin", reason, "Empezar"), ("Begin", reason, "Comenzar")]
    assert texts_of(work)["Begin"] == ""


def test_texts_written_here_since_are_not_overwritten_by_the_file(starter_library, chief):
    work, translator = fresh_work(), translator_into("es")
    segments = {part.source: translating.segment_of(work, part.segment_id) for part in translating.parts(work)}
    translating.write(work=work, segment=segments["Begin"], text="Empezar", user=translator)
    old = po_with(work_on_again(work), {"A stone goes round.": "Una piedra."})
    for source in ("Begin", "A stone goes round.", "Stand in a circle."):
        translating.write(work=work, segment=segments[source], text=f"chief: {source}", user=chief)
    before = store()
    outcome = take(work, old, translator)
    reason = "Somebody else has changed this part since you took the file."
    assert (outcome.taken, outcome.unchanged) == (0, 3)
    assert refusals(outcome) == [("A stone goes round.", reason, "Una piedra.")]
    assert store() == before


def test_translator_goes_on_in_the_same_file(starter_library):
    work, translator = fresh_work(), translator_into("es")
    first, second = po_with(work, {"Begin": "Empezar"}), po_with(work, {"Begin": "Para empezar"})
    assert [take(work, data, translator).taken for data in (first, second)] == [1, 1]
    assert texts_of(work)["Begin"] == "Para empezar"


def test_part_that_is_nowhere_on_the_page_is_handed_back(starter_library):
    work = fresh_work()
    file = polib.pofile(written(work).decode())
    file.append(polib.POEntry(msgctxt="nowhere", msgid="Sing", msgstr="Cantar"))
    file.append(polib.POEntry(msgctxt="nowhere", msgid="Untouched", msgstr=""))
    outcome = take(work, str(file).encode())
    assert refusals(outcome) == [("Sing", "This part is not on the page.", "Cantar")]


@pytest.mark.parametrize("file_format", FORMATS)
def test_file_of_an_older_original_brings_what_is_still_the_same(starter_library, file_format):
    work = fresh_work()
    write_all(work, prefix="es: ")
    data = written(work_on_again(work), file_format)
    change_step(translating.original_of(work), "Sit in a circle.")
    data = data.replace(b"es: Begin", b"Empezar").replace(b"es: Stand in a circle.", "De pie en círculo.".encode())
    outcome = take(work, data)
    assert (outcome.taken, outcome.unchanged) == (1, 2)
    assert [(each.source, each.reason, each.text, each.new_source) for each in outcome.refused] == [
        ("Stand in a circle.", "The original has changed.", "De pie en círculo.", "Sit in a circle.")
    ]
    assert texts_of(work)["Begin"] == "Empezar"


def test_file_for_something_else_is_refused_whole(starter_library):
    work, other = fresh_work(), work_on(activity_in("en"), "es")
    in_french = work_on(translating.original_of(work), "fr")
    translating.begin(work=in_french)
    uuid = str(work.translation.uuid).encode()
    foreign = "This file is not from this hub. Download the page here and translate in that file."
    files = [
        (written(other), "This file is for another page."),
        (written(in_french), "This file is for another language."),
        (
            po_with(work, {"Begin": "Empezar"}).replace(b"Language: es", b"Language: fr"),
            "This file is for another language.",
        ),
        (written(work).replace(uuid, b"00000000-0000-4000-8000-000000000000"), foreign),
        (written(work).replace(uuid, b"something else"), foreign),
        (written(work, "xliff").replace(uuid, b"messages.html"), foreign),
    ]
    before = store()
    for data, sentence in files:
        with pytest.raises(translating.NotDoneError) as refused:
            take(work, data)
        assert str(refused.value) == sentence
    assert store() == before


def test_file_as_poedit_saves_it_is_taken(starter_library):
    work = fresh_work()
    data = po_with(work, {"Begin": "Empezar"}).replace(b"Language: es", b"Language: es_MX").replace(b"\n", b"\r\n")
    assert take(work, b"\xef\xbb\xbf" + data).taken == 1

"""Texts that leave in PO and XLIFF files, and the pages where they come back."""

import io
import zipfile

import polib
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from hub.translation import translating
from hub.translation.exchange import archive, formats, parcels
from hub.translation.exchange.receiving import InMemory
from hub.translation.models import Work
from tests.translation.desk import activity_in, work_on, write_all
from tests.translation.files import (
    fresh_work,
    hidden_work,
    one_of_each_state,
    po_with,
    store,
    take,
    texts_of,
    translator_into,
    work_on_again,
    written,
)

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FORMATS = ["po", "xliff"]
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("file_format", FORMATS)
def test_whole_language_comes_back_unchanged(as_chief, code, file_format):
    works = Work.objects.filter(locale__language_code=code).exclude(state="original")
    for work in works.select_related("subject__content_type", "locale", "translation"):
        translating.begin(work=work)  # writes what it must, so that nothing else may be written afterwards
    before = store()
    answer = as_chief.get(reverse("translation:download_language", args=[code, file_format]))
    file = SimpleUploadedFile("all.zip", answer.content)
    answer = as_chief.post(reverse("translation:upload_language", args=[code]), {"files": [file]})
    total = sum(work.total for work in works)
    assert len(answer.context["outcomes"]) == works.count() > 40
    assert (answer.context["total"], answer.context["told"]) == ({"taken": 0, "unchanged": total, "refused": 0}, [])
    assert store() == before


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "uno<br/>dos<br/><br/>tres",
        "dos  espacios\ty\u00a0uno duro",
        "“comillas” \"rectas\" 'simples' \\n \\ %",
        "ยืนเป็นวงกลม แล้วส่งก้อนหินต่อไป",
        "قفوا في دائرة، \u200fثم مرّروا الحجر",
        "línea\u2028aparte\u0085y otra",
        "una\nlínea",
        "&lt;b&gt; &amp; &amp;amp; ]]&gt;",
        "🪨 e\u0301",
    ],
)
def test_any_text_comes_back_as_it_left(starter_library, file_format, text):
    work = fresh_work()
    first = translating.parts(work)[0]
    translating.write(work=work, segment=translating.segment_of(work, first.segment_id), text=text)
    before = store()
    outcome = take(work, written(work_on_again(work), file_format))
    assert (outcome.taken, outcome.unchanged, outcome.refused) == (0, outcome.work.total, [])
    assert store() == before
    unit = formats.read(written(work_on_again(work), file_format)).units[0]
    assert unit.text == text


@pytest.mark.parametrize("file_format", FORMATS)
def test_file_says_what_it_is_of(starter_library, file_format):
    work = fresh_work("ar")
    data = written(work, file_format)
    returned = formats.read(data)
    ids = [parcels.id_of(part.place, part.source) for part in translating.parts(work)]
    assert (returned.translation_id, returned.language) == (str(work.translation.uuid), "ar")
    assert returned.version == parcels.version_of(ids)
    assert [unit.id for unit in returned.units] == ids
    assert b"Passing the stone" in data


def test_po_marks_what_waits_for_a_person(starter_library):
    file = polib.pofile(written(one_of_each_state()).decode())
    found = {entry.msgid: (entry.msgstr, "fuzzy" in entry.flags, entry.previous_msgid) for entry in file}
    assert found == {
        "Passing the stone": ("Pasar la piedra", False, None),
        "A stone goes round.": ("", False, None),
        "Begin": ("Empezar", True, None),
        "Stand in a big circle.": ("En círculo.", True, "Stand in a circle."),
    }
    summary = file.find("A stone goes round.")
    assert summary.flags == ["max-length:160"]
    assert "Summary" in summary.comment


def test_xliff_marks_what_waits_for_a_person(starter_library):
    root = etree.fromstring(written(one_of_each_state(), "xliff"))
    found, previous, longest = {}, {}, {}
    for unit in root.iter(f"{XLIFF}trans-unit"):
        source, target = unit.find(f"{XLIFF}source").text, unit.find(f"{XLIFF}target")
        found[source] = (None if target is None else (target.text, target.get("state")), unit.get("approved"))
        old = unit.find(f"{XLIFF}alt-trans/{XLIFF}source")
        if old is not None:
            previous[source] = old.text
        if unit.get("maxwidth"):
            longest[source] = int(unit.get("maxwidth"))
    assert found == {
        "Passing the stone": (("Pasar la piedra", "translated"), "yes"),
        "A stone goes round.": (None, None),
        "Begin": (("Empezar", "needs-review-translation"), "no"),
        "Stand in a big circle.": (("En círculo.", "needs-review-adaptation"), "no"),
    }
    assert previous == {"Stand in a big circle.": "Stand in a circle."}
    assert longest == {"Passing the stone": 255, "A stone goes round.": 160, "Begin": 120}


def test_checked_work_leaves_as_final(starter_library, chief):
    work = fresh_work()
    write_all(work, prefix="es: ")
    translating.check(work=work_on_again(work), user=chief)
    root = etree.fromstring(written(work_on_again(work), "xliff"))
    assert {target.get("state") for target in root.iter(f"{XLIFF}target")} == {"final"}


def test_upload_shows_every_word_that_was_not_taken(as_chief):
    work = fresh_work()
    data = po_with(work, {"Begin": "<script>alert(1)</script>"})
    address = reverse("translation:upload", args=[work.pk])
    html = as_chief.post(address, {"file": SimpleUploadedFile("a.po", data)}).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt; tag is not allowed" in html


def test_upload_without_a_file_says_so(as_chief):
    work = fresh_work()
    for address in (
        reverse("translation:upload", args=[work.pk]),
        reverse("translation:upload_language", args=["es"]),
    ):
        answer = as_chief.post(address, {})
        assert (answer.status_code, list(answer.context["form"].errors.values())) == (
            200,
            [["This field is required."]],
        )


def test_language_takes_several_files_and_tells_of_each(as_chief):
    work, other = fresh_work(), fresh_work(slug="another-stone")
    swahili = work_on(translating.original_of(work), "sw")
    translating.begin(work=swahili)
    packed = archive.write([("inside/a.po", po_with(work, {"Begin": "Empezar"})), ("inside/b.txt", b"Hello")])
    files = [
        SimpleUploadedFile("many.zip", packed),
        SimpleUploadedFile("other.po", po_with(other, {"Begin": "Comenzar"})),
        SimpleUploadedFile("swahili.po", written(swahili)),
    ]
    answer = as_chief.post(reverse("translation:upload_language", args=["es"]), {"files": files})
    told = [(outcome.name, outcome.problem, outcome.taken) for outcome in answer.context["outcomes"]]
    assert told == [
        ("inside/a.po", "", 1),
        ("inside/b.txt", "This is neither a PO nor an XLIFF file.", 0),
        ("other.po", "", 1),
        ("swahili.po", "This file is for another language.", 0),
    ]


def test_language_is_downloaded_whole_or_by_kind(as_chief):
    def names(query):
        answer = as_chief.get(reverse("translation:download_language", args=["fr", "xliff"]) + query)
        assert answer.headers["Content-Type"] == "application/zip"
        return zipfile.ZipFile(io.BytesIO(answer.content)).namelist()

    everything, themes = names(""), names("?kind=core.theme")
    assert {name.split("-")[0] for name in themes} == {"theme"}
    assert 0 < len(themes) < len(everything)
    assert names("?kind=%00nothing") == everything
    assert len(set(everything)) == len(everything)


ROLES = {  # who → (the page, the page that is not public, the language)
    "chief": (200, 200, 200),
    "into Spanish": (200, 302, 200),
    "into French": (302, 302, 302),
    "guest of the admin": (302, 302, 302),
    "nobody": (302, 302, 302),
}


@pytest.mark.parametrize("role", ROLES)
def test_files_are_for_those_who_translate_into_the_language(client, chief, role):
    people = {"into Spanish": ["es"], "into French": ["fr"], "guest of the admin": []}
    if role != "nobody":
        client.force_login(chief if role == "chief" else translator_into(*people[role]))
    public, secret = fresh_work(), hidden_work()
    translating.begin(work=secret)
    found = []
    for name, argument in (("", public.pk), ("", secret.pk), ("_language", "es")):
        answers = [client.get(reverse(f"translation:download{name}", args=[argument, each])) for each in FORMATS]
        answers.append(client.get(reverse(f"translation:upload{name}", args=[argument])))
        answers.append(client.post(reverse(f"translation:upload{name}", args=[argument]), {}))
        assert len({answer.status_code for answer in answers}) == 1
        found.append(answers[0].status_code)
    assert tuple(found) == ROLES[role]


def test_what_is_not_public_is_not_in_a_translators_archive(client, chief):
    secret = hidden_work()
    translating.begin(work=secret)
    key = str(work_on_again(secret).translation.uuid)

    def held_by(user) -> bool:
        client.force_login(user)
        content = client.get(reverse("translation:download_language", args=["es", "po"])).content
        archived = zipfile.ZipFile(io.BytesIO(content))
        return any(key in archived.read(name).decode() for name in archived.namelist())

    assert (held_by(chief), held_by(translator_into("es"))) == (True, False)
    before = store()
    file = SimpleUploadedFile("a.po", po_with(work_on_again(secret), {"Begin": "Empezar"}))
    answer = client.post(reverse("translation:upload_language", args=["es"]), {"files": [file]})
    assert answer.context["outcomes"][0].problem == "This file is for another page."
    assert store() == before


def test_originals_and_unknown_formats_are_not_there(as_chief):
    original, work = work_on(activity_in("en"), "en"), fresh_work()
    addresses = [
        reverse("translation:download", args=[original.pk, "po"]),
        reverse("translation:download", args=[work.pk, "exe"]),
        reverse("translation:download_language", args=["es", "exe"]),
        reverse("translation:download_language", args=["xx", "po"]),
        reverse("translation:upload_language", args=["xx"]),
    ]
    assert [as_chief.get(address).status_code for address in addresses] == [404] * 5


def test_upload_is_held_to_csrf(chief):
    work, client = fresh_work(), Client(enforce_csrf_checks=True)
    client.force_login(chief)
    file = SimpleUploadedFile("a.po", po_with(work, {"Begin": "Empezar"}))
    answer = client.post(reverse("translation:upload", args=[work.pk]), {"file": file})
    assert (answer.status_code, texts_of(work)["Begin"]) == (403, "")


def test_big_upload_never_touches_a_disk(as_chief, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    kept = []
    complete = InMemory.file_complete
    monkeypatch.setattr(InMemory, "file_complete", lambda self, size: kept.append(complete(self, size)) or kept[-1])
    data = po_with(fresh_work(), {}) + b"# " + b"x" * 6 * 1024**2
    answer = as_chief.post(
        reverse("translation:upload_language", args=["es"]), {"files": [SimpleUploadedFile("a", data)]}
    )
    assert [file.size for file in kept] == [len(data)]
    assert answer.context["outcomes"][0].problem == "The file is too big."

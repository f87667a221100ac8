"""Files that are broken, or made to do harm: refused in words, with nothing written."""

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from hub.core.models import User
from hub.translation import translating
from hub.translation.exchange import formats, parcels
from tests.timing import quickest
from tests.translation.desk import work_on
from tests.translation.files import po_with, small_page, store

pytestmark = pytest.mark.django_db
MEGABYTE = 1024**2
NEITHER = "This is neither a PO nor an XLIFF file."
NO_TEXT = "This is no text in UTF-8. Save it as UTF-8 and send it again."
DTD = "The file contains a document type or entities. We do not read such files."
TOO_BIG = "The file is too big."
ARCHIVE_TOO_BIG = "The archive is too big: at most 2000 files and 20 MB unpacked."
ARCHIVE_BROKEN = "This archive cannot be opened. It is damaged or has a password."
OUTSIDE = "This archive names places outside of itself. Pack the files anew."


@pytest.fixture
def work(client, starter_library):
    client.force_login(User.objects.create_superuser("chief", "", "a long enough password"))
    page = small_page()
    translating.begin(work=work_on(page, "es"))
    return work_on(page, "es")


def po(work) -> bytes:
    return po_with(work, {"Begin": "Empezar"})


def xliff(work) -> bytes:
    data = formats.write(parcels.pack(work), "xliff")
    return data.replace(b"<source>Begin</source>", b"<source>Begin</source><target>Empezar</target>")


def with_doctype(data: bytes, inside: bytes, text: bytes = b"&x;") -> bytes:
    head, rest = data.split(b"\n", 1)
    return head + b"<!DOCTYPE xliff [" + inside + b"]>" + rest.replace(b"Empezar", text)


def external(work) -> bytes:
    return with_doctype(xliff(work), b'<!ENTITY x SYSTEM "file:///etc/passwd">')


def external_doctype(work) -> bytes:
    return xliff(work).replace(b"\n", b'<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">', 1)


def laughs(work) -> bytes:
    lines = b'<!ENTITY x0 "ha">' + b"".join(
        b'<!ENTITY x%d "%s">' % (at, b"&x%d;" % (at - 1) * 10) for at in range(1, 12)
    )
    return with_doctype(xliff(work), lines, b"&x11;")


def laughs_in_utf_16(work) -> bytes:
    return laughs(work).decode().replace("UTF-8", "UTF-16").encode("utf-16")


def deep(work) -> bytes:
    return b"<xliff>" + b"<g>" * 250_000 + b"</g>" * 250_000 + b"</xliff>"


def many_elements(work) -> bytes:
    return xliff(work).replace(b"</body>", b"<g/>" * 400_000 + b"</body>")


def no_body(work) -> bytes:
    return b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"></xliff>'


def version_2(work) -> bytes:
    return b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"><file id="f"/></xliff>'


FILES = {
    "empty": (lambda work: b"", "The submitted file is empty."),
    "white": (lambda work: b" \n\t ", "The submitted file is empty."),
    "not text": (lambda work: bytes(range(256)) * 20, NO_TEXT),
    "another encoding": (
        lambda work: po_with(work, {"Begin": "Comenzó"}).decode().encode("latin-1", "replace"),
        NO_TEXT,
    ),
    "NUL bytes": (lambda work: po(work).replace(b"Empezar", b"Empe\0zar"), NO_TEXT),
    "NUL bytes in XML": (lambda work: xliff(work).replace(b"Empezar", b"Empe\0zar"), NO_TEXT),
    "50 MB": (lambda work: po(work) + b"# x" * (50 * MEGABYTE // 3), TOO_BIG),
    "just too big": (lambda work: po(work) + b"#" * 2 * MEGABYTE, TOO_BIG),
    "path of a file of ours": (lambda work: b"/etc/passwd", NEITHER),
    "broken PO": (lambda work: po(work).replace(b'msgstr "Empezar"', b'msgstr "Empezar'), None),
    "PO without order": (lambda work: b'msgstr "x"\nmsgid "y"\nmsgid "z"\n', None),
    "words": (lambda work: b"Dear translators,\n\nhello", NEITHER),
    "HTML": (lambda work: b"<!doctype html><html><body><p>Empezar<br></body></html>", NEITHER),
    "XHTML": (lambda work: b"<html><body><p>Empezar</p></body></html>", f"{NEITHER} We read XLIFF 1.2 only."),
    "truncated XML": (lambda work: xliff(work)[:-200], None),
    "XML in pieces": (lambda work: b"<" * 1_000_000, NEITHER),
    "external entity": (external, DTD),
    "external document type": (external_doctype, DTD),
    "billion laughs": (laughs, DTD),
    "billion laughs in UTF-16": (laughs_in_utf_16, DTD),
    "deep": (deep, None),
    "XLIFF without a file": (no_body, f"{NEITHER} We read XLIFF 1.2 only."),
    "very many entries": (lambda work: b'msgid "a"\nmsgstr "b"\n' * 90_000, TOO_BIG),
    "very many units": (lambda work: xliff(work).replace(b"</body>", b"<trans-unit/>" * 100_000 + b"</body>"), TOO_BIG),
    "XLIFF 2": (version_2, f"{NEITHER} We read XLIFF 1.2 only."),
    "archive": (lambda work: zipped({"a.po": po(work)}), NO_TEXT),
}


def timed(client, address, **fields) -> tuple:
    """The first answer to a file, and the seconds of the quickest; each try finds the store as it was before."""
    before = transaction.savepoint()

    def send():
        transaction.savepoint_rollback(before)
        return client.post(address, {name: SimpleUploadedFile(*file) for name, file in fields.items()})

    return quickest(send, limit=2)


@pytest.mark.parametrize("name", FILES)
def test_harmful_file_is_refused_in_words(client, work, name):
    make, sentence = FILES[name]
    data, before = make(work), store()
    answer, took = timed(client, reverse("translation:upload", args=[work.pk]), file=("a.po", data))
    told = [*answer.context["form"].errors.get("file", []), *(each.problem for each in answer.context["outcomes"])]
    assert answer.status_code == 200
    assert len(told) == 1
    if sentence is None:
        assert told[0]
    else:
        assert told == [sentence]
    assert "root:" not in answer.content.decode()
    assert store() == before
    assert took < 2


def test_broken_file_names_the_line(client, work):
    for data, line in (
        (po(work).replace(b'msgstr "Empezar"', b'msgstr "Empezar'), po(work)[: po(work).index(b'msgstr "Empezar"')]),
        (xliff(work).replace(b"Empezar</target>", b"Empezar</tarjet>"), xliff(work)[: xliff(work).index(b"Empezar")]),
    ):
        answer = client.post(reverse("translation:upload", args=[work.pk]), {"file": SimpleUploadedFile("a", data)})
        number = line.count(b"\n") + 1
        sentence = f"The file is broken near line {number}."
        assert [each.problem for each in answer.context["outcomes"]] == [sentence]


def test_file_full_of_elements_is_read_in_time(client, work):
    answer, took = timed(client, reverse("translation:upload", args=[work.pk]), file=("a", many_elements(work)))
    assert answer.context["total"] == {"taken": 1, "unchanged": 3, "refused": 0}
    assert took < 2


def test_marks_in_one_another_are_handed_back(client, work):
    for text in ("<b>" * 6_000 + "a" + "</b>" * 2, "<b>" * 2_500 + "a" + "</b>" * 2_500, "<b>" * 400_000):
        data = po_with(work, {"Begin": text})
        answer, took = timed(client, reverse("translation:upload", args=[work.pk]), file=("a.po", data))
        assert answer.context["total"] == {"taken": 0, "unchanged": 3, "refused": 1}
        assert took < 2


def zipped(files: dict[str, bytes], **options) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return held.getvalue()


def lying(work) -> bytes:
    """An archive whose table of contents says that its files are small."""
    data = bytearray(zipped({f"{at}.po": b"#" * 3 * MEGABYTE for at in range(30)}))
    size = struct.pack("<I", 3 * MEGABYTE)
    return bytes(data).replace(size, struct.pack("<I", 100))


def with_password(work) -> bytes:
    data = bytearray(zipped({"a.po": po(work)}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


ARCHIVES = {
    "bomb": (lambda work: zipped({f"{at}.po": b"#" * 2 * MEGABYTE for at in range(500)}), [ARCHIVE_TOO_BIG]),
    "one huge file": (lambda work: zipped({"a.po": b"#" * 100 * MEGABYTE}), [ARCHIVE_TOO_BIG]),
    "too many files": (lambda work: zipped({f"{at}.po": b"" for at in range(2001)}), [ARCHIVE_TOO_BIG]),
    "far too many files": (lambda work: zipped({f"{at}": b"" for at in range(60_000)}), [ARCHIVE_TOO_BIG]),
    "packed too big": (lambda work: b"PK\x03\x04" + b"\0" * 21 * MEGABYTE, None),
    "way out": (lambda work: zipped({"../../etc/cron.d/a.po": po(work)}), [OUTSIDE]),
    "way out on Windows": (lambda work: zipped({"..\\a.po": po(work)}), [OUTSIDE]),
    "from the root": (lambda work: zipped({"/etc/a.po": po(work)}), [OUTSIDE]),
    "drive": (lambda work: zipped({"C:\\a.po": po(work)}), [OUTSIDE]),
    "truncated": (lambda work: zipped({"a.po": po(work)})[:-30], [ARCHIVE_BROKEN]),
    "damaged": (lambda work: zipped({"a.po": po(work)}).replace(b"PK\x01\x02", b"PK\x01\x03"), [ARCHIVE_BROKEN]),
    "password": (with_password, [ARCHIVE_BROKEN]),
    "lying": (lying, [ARCHIVE_BROKEN]),
    "archive in an archive": (lambda work: zipped({"a.zip": zipped({"a.po": po(work)})}), [NO_TEXT]),
    "file too big in it": (lambda work: zipped({"a.po": po(work) + b"#" * 2 * MEGABYTE}), [TOO_BIG]),
    "nothing in it": (lambda work: zipped({}), ["The submitted file is empty."]),
    "the system's own files": (
        lambda work: zipped({"__MACOSX/._a.po": b"\0", ".DS_Store": b"\0"}),
        ["The submitted file is empty."],
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_harmful_archive_is_refused_in_words(client, work, name):
    make, sentences = ARCHIVES[name]
    data, before = make(work), store()
    answer, took = timed(client, reverse("translation:upload_language", args=["es"]), files=("a.zip", data))
    assert answer.status_code == 200
    told = [each.problem for each in answer.context["outcomes"]]
    if sentences is None:
        assert answer.context["form"].errors["files"] == [TOO_BIG]
    else:
        assert told == sentences
    assert store() == before
    assert took < 2

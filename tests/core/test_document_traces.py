"""Who wrote a document, with what and where, does not go on with it."""

import io
import re
import zipfile

import piexif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.core.models import HubDocument
from tests.core import hostile

CANARIES = re.compile(rb"Canary|43616e617279|D:2026", re.IGNORECASE)


def stored(name: str, content: bytes) -> bytes:
    """What is kept of an upload, archives unpacked."""
    document = HubDocument.objects.create(title="Plan", file=SimpleUploadedFile(f"Canary {name}", content))
    with document.file.open("rb") as file:
        kept = file.read()
    if not zipfile.is_zipfile(io.BytesIO(kept)):
        return kept
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        assert archive.testzip() is None
        return b"\n".join(part.filename.encode() + archive.read(part) for part in archive.infolist())


XMP = b"<x:xmpmeta><dc:creator>CanaryAuthor</dc:creator></x:xmpmeta>"
PLANTED = {
    "a.docx": lambda: hostile.docx(
        **{
            "docProps/app.xml": "<Properties><Company>CanaryCompany</Company></Properties>",
            "docProps/custom.xml": "<Properties>Canary</Properties>",
            "word/people.xml": '<w15:people><w15:person w15:author="Canary"/></w15:people>',
            "word/comments.xml": "<w:comments><w:comment w:author='Canary' w:initials=\"Canary\"/></w:comments>",
            "word/media/image1.jpg": hostile.jpeg(exif=piexif.dump({"0th": {piexif.ImageIFD.Artist: b"Canary"}})),
        }
    ),
    "a.odt": lambda: hostile.odt(**{"Thumbnails/thumbnail.png": b"Canary"}),
    "a.pdf": lambda: hostile.pdf(
        "/Metadata 5 0 R",
        hostile.stream(b"/Type /Metadata /Subtype /XML", XMP, packed=False),
        hostile.stream(b"/Type /Metadata /Subtype /XML", XMP * 20),
        info="/Author (Canary\\) (nested) Author) /Creator 7 0 R /Producer <43616e617279> /ModDate (D:2026)",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PLANTED)
def test_author_is_gone_and_the_words_are_there(name):
    planted = PLANTED[name]()
    kept = stored(name, planted)
    assert CANARIES.findall(kept) == []
    assert (b"The plan" in kept) is (name != "a.pdf")
    if name == "a.pdf":
        assert len(kept) == len(planted)
        assert CANARIES.search(planted)


@pytest.mark.django_db
def test_author_in_a_packed_stream_and_behind_a_reference_is_gone():
    import zlib

    packed = hostile.stream(b"/Type /ObjStm /N 1 /First 4", b"9 0 << /Author (CanaryAuthor of a packed stream) >>")
    kept = stored("a.pdf", hostile.pdf("", b"(CanaryProgram)", packed, info="/Creator 5 0 R"))
    start = kept.index(b"stream\n", kept.index(b"/ObjStm")) + 7
    objects = zlib.decompressobj().decompress(kept[start:])
    assert objects.startswith(b"9 0 << /Author (   ")
    assert CANARIES.findall(kept + objects) == []


@pytest.mark.django_db
def test_title_and_bookmarks_of_a_pdf_stay():
    kept = stored("a.pdf", hostile.pdf(info="/Title (The plan) /Author (Canary)"))
    assert b"/Title (The plan)" in kept
    assert CANARIES.findall(kept) == []

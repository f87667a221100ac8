"""DOCX and ODT: archives whose parts are looked through and written anew without who wrote them, where and with what."""

import io
import re
import zipfile

from hub.core.pictures import MAX_PIXELS, UnreadablePictureError, reencoded, size_of
from hub.core.refusals import Reason, RefusedFileError

MAX_PARTS = 2000
MAX_UNPACKED = 60 * 1024 * 1024
EMPTY_PROPERTIES = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "word/people.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w15:people xmlns:w15='
    b'"http://schemas.microsoft.com/office/word/2012/wordml"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>',
}
# What runs, what is packed inside again, and what is loaded from elsewhere when the document is opened.
FORBIDDEN_PARTS = re.compile(
    r"vba|macro|activex|/embeddings/|^basic/|^scripts/|^object |\.(bin|zip|jar|7z|rar|gz|docx|docm|xlsx|xlsm|pptx|odt|exe|js"
    r"|vbs|html?|svg)$",
    re.IGNORECASE,
)
FORBIDDEN_WORDS = re.compile(
    rb"macroEnabled|<!ENTITY|<!DOCTYPE|<script:event-listener|<office:scripts>\s*<|DDEAUTO|"
    rb"(?:draw:(?:image|object|object-ole|plugin|applet|floating-frame)|text:section-source|style:background-image|"
    rb'text:linked-section)[^>]*xlink:href\s*=\s*["\'](?:[a-z]+:|//|\.\.)',
    re.IGNORECASE,
)
RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
AUTHORS = [
    (re.compile(rb'(\bw\d*:(?:author|initials|userId|providerId)=)"[^"]*"'), rb'\1""'),
    (re.compile(rb"(\bw\d*:(?:author|initials|userId|providerId)=)'[^']*'"), rb"\1''"),
    (re.compile(rb"<(dc:creator|meta:creator-initials|meta:initial-creator)>[^<]*</"), rb"<\1></"),
]
PICTURES = (".jpg", ".jpeg", ".png")
THUMBNAILS = ("docProps/thumbnail.", "Thumbnails/")


def cleaned_office(content: bytes) -> bytes:
    """The same document without macros' carriers, outside sources and authors. Raises RefusedFileError."""
    if not content.startswith(b"PK\x03\x04"):
        raise RefusedFileError(Reason.KIND)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        _check_outline(parts)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
            for part, body in _cleaned_parts(archive, parts):
                entry = zipfile.ZipInfo(part)  # with the day on which such archives begin to count, 1 January 1980
                entry.compress_type = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
                fresh.writestr(entry, body)
    return out.getvalue()


def part_of(content: bytes, names: tuple[str, ...], most: int) -> tuple[str, bytes]:
    """The first of `names` that an archive has, and its XML, when the archive holds nothing that harms and it is no longer
    than `most` bytes. Nothing else is unpacked but the list of kinds. Raises RefusedFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_outline(parts)
            held = {part.filename: part for part in parts}
            if "[Content_Types].xml" in held:
                _unpacked(archive, held["[Content_Types].xml"], most)
            name = next(name for name in names if name in held)
            return name, _unpacked(archive, held[name], most)
    except RefusedFileError:
        raise
    except Exception as error:  # an archive made to break its reader breaks it in ways of its own
        raise RefusedFileError(Reason.KIND) from error


def _unpacked(archive, part: zipfile.ZipInfo, most: int) -> bytes:
    if part.file_size > most:
        raise RefusedFileError(Reason.SIZE)
    with archive.open(part) as packed:
        body = packed.read(most + 1)
    if len(body) > most:
        raise RefusedFileError(Reason.SIZE)
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"} or FORBIDDEN_WORDS.search(body):
        raise RefusedFileError(Reason.ACTIVE)
    return body


def _check_outline(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(names) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedFileError(Reason.SIZE)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError(Reason.LOCKED)
    if len(set(names)) != len(names) or any(".." in name or name.startswith("/") or "\\" in name for name in names):
        raise RefusedFileError(Reason.KIND)
    is_docx = {"[Content_Types].xml", "word/document.xml"} <= set(names)
    is_odt = names[0] == "mimetype" and "content.xml" in names
    if not is_docx and not is_odt:
        raise RefusedFileError(Reason.KIND)
    if any(FORBIDDEN_PARTS.search(name) for name in names):
        raise RefusedFileError(Reason.ACTIVE)


def _cleaned_parts(archive, parts):
    """Each part's name and its clean content; no more is unpacked than was announced."""
    points = left = 0
    for part in parts:
        if part.is_dir() or part.filename.startswith(THUMBNAILS[1]):
            continue
        with archive.open(part) as packed:
            body = packed.read(part.file_size + 1)
        left += len(body)
        if len(body) > part.file_size or left > MAX_UNPACKED:
            raise RefusedFileError(Reason.SIZE)
        if part.filename.lower().endswith(PICTURES):
            points += _points(body)
            body = _clean_picture(body, points)
        yield part.filename, _cleaned_part(part.filename, body)


def _cleaned_part(name: str, body: bytes) -> bytes:
    if name in EMPTY_PROPERTIES:
        return EMPTY_PROPERTIES[name]
    if name == "mimetype" and body != b"application/vnd.oasis.opendocument.text":
        raise RefusedFileError(Reason.KIND)
    if name.endswith(("/manifest.xml", ".xml", ".rels")):
        if body[:2] in {b"\xff\xfe", b"\xfe\xff"} or FORBIDDEN_WORDS.search(body):
            raise RefusedFileError(Reason.ACTIVE)
        if name.endswith(".rels") and any(_reaches_out(relation) for relation in RELATION.findall(body)):
            raise RefusedFileError(Reason.ACTIVE)
        for pattern, replacement in AUTHORS:
            body = pattern.sub(replacement, body)
        if name == "META-INF/manifest.xml":
            body = re.sub(rb'<manifest:file-entry[^>]*full-path="Thumbnails/[^>]*/>', b"", body)
    return body


def _reaches_out(relation: bytes) -> bool:
    """Whether a relation loads something from elsewhere. A link waits until a reader follows it."""
    return b"External" in relation and b"/relationships/hyperlink" not in relation


def _points(body: bytes) -> int:
    try:
        width, height = size_of(io.BytesIO(body))
    except UnreadablePictureError:
        raise RefusedFileError(Reason.KIND) from None
    return width * height


def _clean_picture(body: bytes, points: int) -> bytes:
    """A photo inside tells as much as one by itself. `points` counts all pictures of the document up to here."""
    if points > MAX_PIXELS:
        raise RefusedFileError(Reason.SIZE)
    try:
        return reencoded(io.BytesIO(body)).read()
    except UnreadablePictureError:
        raise RefusedFileError(Reason.KIND) from None

"""PDF: refused where it runs or loads something; author, program and dates are overwritten where they stand.

Overwriting keeps every length, so that the table of places at the end of the file still holds.
"""

import re
import zlib
from collections.abc import Iterator

from hub.core.refusals import Reason, RefusedFileError

MAX_UNPACKED = 40 * 1024 * 1024
ACTIVE = {
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"GoToR",
    b"XFA",
}
ACTIVE_NAME = re.compile(rb"/(?:" + b"|".join(sorted(ACTIVE, key=len, reverse=True)) + rb")(?![A-Za-z0-9_.+-])")
DISGUISED_NAME = re.compile(rb"/(?:[^\x00\s()<>\[\]{}/%#]|#[0-9A-Fa-f]{2}){1,60}")
TELLING = re.compile(
    rb"/(?:Author|Creator|Producer|Company|Manager|Subject|Keywords|SourceModified|CreationDate|ModDate|LastSavedBy)\s*"
)
REFERENCE = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+R")
STREAM = re.compile(rb"stream\r?\n")
BEFORE = 4000  # bytes before a stream in which its dictionary stands


def cleaned_pdf(content: bytes) -> bytes:
    """The same document without its author's traces. Raises RefusedFileError."""
    head = content[:1024].lower()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:] or b"<html" in head or b"<script" in head:
        raise RefusedFileError(Reason.KIND)
    if b"/Encrypt" in content:
        raise RefusedFileError(Reason.LOCKED)
    _check(content)
    fresh = bytearray(content)
    _overwrite_telling(fresh)
    left = MAX_UNPACKED
    for dictionary, start, end in _streams(content):
        if b"/ObjStm" in dictionary:
            left -= _clean_objects(fresh, dictionary, start, end, left)
        elif re.search(rb"/Type\s*/Metadata", dictionary):
            body = zlib.compress(b" ") if b"/FlateDecode" in dictionary else b""
            fresh[start:end] = body[: end - start].ljust(end - start)
    return bytes(fresh)


def _check(content: bytes) -> None:
    if ACTIVE_NAME.search(content):
        raise RefusedFileError(Reason.ACTIVE)
    if b"#" in content and any(_plain(name) in ACTIVE for name in _disguised(content)):
        raise RefusedFileError(Reason.ACTIVE)


def _disguised(content: bytes) -> Iterator[bytes]:
    """The names in which letters are written as their numbers: /J#61vaScript."""
    return (match.group() for match in DISGUISED_NAME.finditer(content) if b"#" in match.group())


def _plain(name: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code.group(1), 16)]), name)[1:]


def _streams(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each stream's dictionary (names in plain) and the places where its content begins and ends."""
    for match in STREAM.finditer(content):
        if content[match.start() - 3 : match.start()] == b"end":
            continue
        before = content[max(0, match.start() - BEFORE) : match.start()]
        dictionary = before[before.rfind(b"obj") + 3 :]
        end = content.find(b"endstream", match.end())
        if end < 0:
            raise RefusedFileError(Reason.KIND)
        yield (
            re.sub(rb"/[^\s/<>\[\]()]*#[^\s/<>\[\]()]*", lambda n: b"/" + _plain(n.group()), dictionary),
            match.end(),
            end,
        )


def _clean_objects(fresh: bytearray, dictionary: bytes, start: int, end: int, left: int) -> int:
    """Looks through a packed stream of objects and cleans it; how many bytes it unpacks to."""
    if b"/FlateDecode" not in dictionary or dictionary.count(b"Decode") > 1:
        raise RefusedFileError(Reason.LOCKED)  # packed in a way that we cannot look through
    unpacker = zlib.decompressobj()
    objects = bytearray(unpacker.decompress(bytes(fresh[start:end]), max(left, 1)))
    if unpacker.unconsumed_tail:
        raise RefusedFileError(Reason.SIZE)
    _check(bytes(objects))
    before = bytes(objects)
    _overwrite_telling(objects)
    if objects != before:
        packed = zlib.compress(bytes(objects), 9)
        if len(packed) > end - start:
            raise RefusedFileError(Reason.LOCKED)
        fresh[start:end] = packed.ljust(end - start)
    return len(objects)


def _overwrite_telling(content: bytearray) -> None:
    source = bytes(content)
    for match in TELLING.finditer(source):
        reference = REFERENCE.match(source, match.end())
        place = match.end()
        if reference:
            target = re.search(rb"(?<!\d)%b\s+%b\s+obj\s*" % reference.groups(), source)
            if target is None:
                continue
            place = target.end()
        start, end, filling = _text_at(source, place)
        content[start:end] = (filling * (end - start))[: end - start]


def _text_at(source: bytes, place: int) -> tuple[int, int, bytes]:
    """Where the text that stands at a place begins and ends, and what it is overwritten with; nothing if there is none."""
    if source[place : place + 1] == b"<" and source[place + 1 : place + 2] != b"<":
        return place + 1, max(source.find(b">", place), place + 1), b"20"
    if source[place : place + 1] != b"(":
        return place, place, b" "
    depth, at = 1, place + 1
    while depth and at < len(source):
        character = source[at]
        at += 2 if character == 0x5C else 1
        depth += (character == 0x28) - (character == 0x29)
    return place + 1, max(at - 1, place + 1), b" "

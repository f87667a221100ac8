"""The text of a filled file, line by line, without believing anything else of it. Time and memory are bounded by its size."""

import re
from pathlib import PurePath

from defusedxml.ElementTree import DefusedXMLParser

from hub.calls.offline.problems import Misfit, MisfitError
from hub.core.office_documents import part_of
from hub.core.refusals import Reason, RefusedFileError

MAX_BYTES = 15 * 1024 * 1024
MAX_TEXT = 1024 * 1024  # bytes of plain text, letters of an office file: some hundred pages
MAX_XML = 6 * 1024 * 1024  # bytes of the one part of an office file that is read
MAX_DEPTH = 400
EXTENSIONS = {"txt", "docx", "odt"}
PARTS = ("word/document.xml", "content.xml")
REFUSED = {
    Reason.EMPTY: Misfit.EMPTY_FILE,
    Reason.SIZE: Misfit.TOO_LARGE_FILE,
    Reason.KIND: Misfit.KIND_OF_FILE,
    Reason.ACTIVE: Misfit.ACTIVE_FILE,
    Reason.LOCKED: Misfit.LOCKED_FILE,
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{T}tab": "\t",
    f"{T}line-break": "\n",
}
PARAGRAPHS = {f"{W}p", f"{T}p", f"{T}h"}
TEXTS = {f"{W}t", f"{T}p", f"{T}h", f"{T}span", f"{T}a"}
HOLDERS = {f"{W}r", *TEXTS}  # what a sign stands in; elsewhere the same element is a setting
FOLDED = re.compile(r"[ \t\r\n]+")
LEFT_OUT = {FALLBACK, ANNOTATION, f"{T}tracked-changes", f"{T}note", f"{W}del", f"{W}moveFrom", f"{W}instrText"}


def text_of(data: bytes, name: str) -> str:
    """Raises MisfitError where the file cannot be read."""
    if not data:
        raise MisfitError(Misfit.EMPTY_FILE)
    if len(data) > MAX_BYTES:
        raise MisfitError(Misfit.TOO_LARGE_FILE)
    if PurePath(name).suffix.lstrip(".").lower() not in EXTENSIONS:
        raise MisfitError(Misfit.KIND_OF_FILE)
    text = _office_text(data) if data.startswith(b"PK") else _plain_text(data, name)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def _plain_text(data: bytes, name: str) -> str:
    if not name.lower().endswith(".txt") or data.startswith((b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        raise MisfitError(Misfit.KIND_OF_FILE)
    if len(data) > MAX_TEXT:
        raise MisfitError(Misfit.TOO_LARGE_FILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MisfitError(Misfit.ENCODING) from None
    if "\x00" in text:  # UTF-16 without its sign, or no text at all
        raise MisfitError(Misfit.ENCODING)
    return text


def _office_text(data: bytes) -> str:
    try:
        _name, body = part_of(data, PARTS, MAX_XML)
    except RefusedFileError as error:
        raise MisfitError(REFUSED[error.reason]) from None
    parser = DefusedXMLParser(target=_Reader(), forbid_dtd=True)
    try:
        parser.feed(body)
        text = parser.close()
    except Exception:  # XML made to break its reader breaks it in ways of its own
        raise MisfitError(Misfit.KIND_OF_FILE) from None
    if len(text) > MAX_TEXT:
        raise MisfitError(Misfit.TOO_LARGE_FILE)
    return text


class _Reader:
    """Hears the elements one after the other and keeps the text alone, a paragraph a line; no tree is built."""

    def __init__(self):
        self.written: list[str] = []
        self.open: list[str] = []
        self.left_out = 0

    def start(self, tag: str, attributes: dict) -> None:
        if self.left_out or tag in LEFT_OUT:
            self.left_out += 1
            return
        if len(self.open) > MAX_DEPTH:
            raise ValueError("nested too deeply")
        if self.open and self.open[-1] in HOLDERS:
            self.written.append(SIGNS.get(tag) or (_spaces(attributes) if tag == f"{T}s" else ""))
        self.open.append(tag)

    def data(self, text: str) -> None:
        if not self.left_out and self.open and self.open[-1] in TEXTS:
            self.written.append(text if self.open[-1] == f"{W}t" else FOLDED.sub(" ", text))

    def end(self, tag: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        self.open.pop()
        if tag in PARAGRAPHS:
            self.written.append("\n")

    def close(self) -> str:
        return "".join(self.written)


def _spaces(attributes: dict) -> str:
    count = attributes.get(f"{T}c", "1")
    return " " * min(int(count), 100) if count.isdecimal() else " "

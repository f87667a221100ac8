"""Documents on their way in: looked through for what could harm a reader, and freed from the names of who wrote them."""

from pathlib import PurePath

from django.core.files.base import ContentFile

from hub.core.office_documents import cleaned_office
from hub.core.pdf_documents import cleaned_pdf
from hub.core.pictures import neutral_name
from hub.core.refusals import Reason, RefusedFileError, limited

MAX_BYTES = 15 * 1024 * 1024
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")


def cleaned(upload, file_name: str) -> ContentFile:
    """The document of an open file without its author's traces, under a neutral name. Raises RefusedFileError."""
    extension = PurePath(file_name).suffix.lstrip(".").lower()
    content = limited(upload, MAX_BYTES)
    cleaner = {"pdf": cleaned_pdf, "docx": cleaned_office, "odt": cleaned_office, "txt": _text, "csv": _text}.get(
        extension
    )
    if cleaner is None:
        raise RefusedFileError(Reason.KIND)
    try:
        fresh = cleaner(content)
    except RefusedFileError:
        raise
    except Exception as error:  # a file made to break its reader breaks it in ways of its own
        raise RefusedFileError(Reason.KIND) from error
    return ContentFile(fresh, name=neutral_name(extension))


def _text(content: bytes) -> bytes:
    """Plain text in whatever encoding, as long as it is text: no control characters, and not the beginning of a program."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        content = content.decode("utf-16").encode()
    if content.translate(None, CONTROLS) != content or content.startswith((b"%PDF", b"PK\x03\x04", b"MZ")):
        raise RefusedFileError(Reason.KIND)
    return content

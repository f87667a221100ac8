"""Which format a file has, and what any file must be before it is read."""

import codecs
import re

from django.forms import FileField
from django.utils.translation import gettext as _

from hub.translation.exchange import po, xliff
from hub.translation.exchange.parcels import MOST_UNITS, Parcel, Returned, UnreadableError

EMPTY = FileField.default_error_messages["empty"]
FILE_LIMIT = 2 * 1024 * 1024  # bytes
UNIT = re.compile(r"^\s*(?:#~\s*)?msgid\s|<(?:\w+:)?trans-unit\b", re.MULTILINE)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WRITERS = {"po": po.write, "xliff": xliff.write}
ENDINGS = {"po": "po", "xliff": "xlf"}
TYPES = {"po": "text/x-gettext-translation; charset=utf-8", "xliff": "application/x-xliff+xml; charset=utf-8"}


def write(parcel: Parcel, file_format: str) -> bytes:
    return WRITERS[file_format](parcel)


def read(data: bytes) -> Returned:
    """Raises UnreadableError."""
    if not data.strip():
        raise UnreadableError(EMPTY)
    if len(data) > FILE_LIMIT:
        raise UnreadableError(_("The file is too big."))
    text = _text(data)
    if len(UNIT.findall(text)) > MOST_UNITS:
        raise UnreadableError(_("The file is too big."))
    return xliff.read(text) if text.lstrip().startswith("<") else po.read(text)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(_("This is no text in UTF-8. Save it as UTF-8 and send it again.")) from error
    if "\0" in text:
        raise UnreadableError(_("This is no text in UTF-8. Save it as UTF-8 and send it again."))
    return text

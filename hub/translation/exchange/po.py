"""PO files, as Poedit and most other programs know them."""

import re

import polib
from django.utils.translation import gettext as _

from hub.translation.exchange.parcels import (
    OWN_NAME,
    UNSURE,
    Parcel,
    Returned,
    ReturnedUnit,
    Unit,
    UnreadableError,
    id_of,
    plain,
)

TRANSLATION = "X-WagtailLocalize-TranslationID"
VERSION = "X-Source-Version"
TITLE = "X-Title"
MADE_FROM = re.compile(r"^[0-9a-f]{16}/([0-9a-f]{12})$")
LINE = re.compile(r'\s*(?:#.*|(?:msg(?:ctxt|id|id_plural|str(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?')
# Python, and polib with it, ends a line at these; a PO file does not.
APART = str.maketrans({"\x85": "\ue085", "\u2028": "\ue028", "\u2029": "\ue029"})
TOGETHER = str.maketrans({"\ue085": "\x85", "\ue028": "\u2028", "\ue029": "\u2029"})


def write(parcel: Parcel) -> bytes:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": OWN_NAME,
        "Language": parcel.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": parcel.source_language,
        TITLE: parcel.title,
        TRANSLATION: parcel.translation_id,
        VERSION: parcel.version,
    }
    file.extend(_entry(unit) for unit in parcel.units)
    return str(file).translate(TOGETHER).encode()


def _entry(unit: Unit) -> polib.POEntry:
    flags = ["fuzzy"] if unit.state in UNSURE else []
    notes = list(unit.notes)
    if unit.max_length:
        flags.append(f"max-length:{unit.max_length}")  # Weblate holds its users to it
        notes.append(f"≤ {unit.max_length}")
    if unit.state in UNSURE:
        notes.append(str(unit.state))
    return polib.POEntry(
        msgctxt=unit.place,
        msgid=unit.source.translate(APART),
        msgstr=unit.target.translate(APART),
        previous_msgid=unit.old_source.translate(APART) or None,
        comment="\n".join(notes),
        occurrences=[(f"{unit.id}/{unit.made_from}", "")],
        flags=flags,
    )


def read(text: str) -> Returned:
    """Raises UnreadableError."""
    text = plain(text)
    if not _is_po(text):
        raise UnreadableError(_("This is neither a PO nor an XLIFF file."))
    for number, line in enumerate(text.split("\n"), 1):
        if not LINE.fullmatch(line):  # polib would lose the letter in place of a quote that is missing
            raise _broken(number)
    try:
        # The line in front keeps polib from ever taking the text for the path of a file of ours.
        file = polib.pofile("\n" + text.translate(APART), encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise _broken(max(int(line[1]) - 1, 1) if line else 1) from error
    units = [_returned(entry) for entry in file if not entry.obsolete and entry.msgid]
    about = file.metadata
    return Returned(about.get(TRANSLATION, ""), about.get("Language", ""), about.get(VERSION, ""), units)


def _broken(line: int) -> UnreadableError:
    return UnreadableError(_("The file is broken near line %(line)d.") % {"line": line})


def _is_po(text: str) -> bool:
    return re.search(r"^msgid\s", text, re.MULTILINE) is not None


def _returned(entry: polib.POEntry) -> ReturnedUnit:
    place = entry.msgctxt or ""
    source, text = plain(entry.msgid.translate(TOGETHER)), plain(entry.msgstr.translate(TOGETHER))
    marks = [MADE_FROM.search(place) for place, _line in entry.occurrences]
    made_from = next((mark[1] for mark in marks if mark), "")
    return ReturnedUnit(id_of(place, source), place, source, text, "fuzzy" in entry.flags, made_from)

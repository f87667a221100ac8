"""A sheet as plain text, DOCX and ODT. The two office files are the few parts that they need, written here: a library would
bring its own template along, with an author, a day and a direction to be taken out again."""

import io
import zipfile

from hub.calls.offline import docx_parts, odt_parts
from hub.calls.offline.outline import outline
from hub.calls.offline.sheet import Sheet

BOM = "\ufeff"  # by it the editors of old phones and Windows know that it is UTF-8


def text(sheet: Sheet) -> bytes:
    """UTF-8 with its sign in front and the line ends that every editor knows."""
    said = outline(sheet)
    lines = [said.title, "", *said.opening, said.mark, ""]
    for asked in said.asked:
        lines += ["", asked.step, ""] if asked.step else [""]
        lines += [asked.heading, *asked.notes, asked.begin, *(asked.box or ("",)), asked.end]
    lines += ["", said.closing, ""]
    return (BOM + "\r\n".join(lines)).encode("utf-8")


def docx(sheet: Sheet) -> bytes:
    return _packed(docx_parts.parts(outline(sheet), language=sheet.language, is_rtl=sheet.direction == "rtl"))


def odt(sheet: Sheet) -> bytes:
    return _packed(odt_parts.parts(outline(sheet), language=sheet.language, is_rtl=sheet.direction == "rtl"))


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts in their order, all with the day on which such archives begin to count, 1 January 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, body)
    return out.getvalue()

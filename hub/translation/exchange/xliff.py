"""XLIFF 1.2 files, as OmegaT, Weblate, memoQ and other programs know them."""

import re
from xml.parsers import expat

from defusedxml import DTDForbidden
from django.utils.translation import gettext as _
from lxml import etree
from translate.storage.xliff import Xliff1File, Xliff1Unit

from hub.translation.exchange.parcels import (
    OWN_NAME,
    UNSURE,
    Parcel,
    Returned,
    ReturnedUnit,
    Unit,
    UnitState,
    UnreadableError,
    plain,
)

PLACE, MADE_FROM = "x-place", "x-made-from"
STATES = {
    UnitState.OUTDATED: "needs-review-adaptation",
    UnitState.MACHINE: "needs-review-translation",
    UnitState.BROKEN: "needs-translation",
    UnitState.TRANSLATED: "translated",
    UnitState.FINAL: "final",
}
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


XLIFF_1_2 = "urn:oasis:names:tc:xliff:document:1.2"


class TransUnit(Xliff1Unit):
    namespace = XLIFF_1_2


class File(Xliff1File):
    UnitClass = TransUnit
    namespace = XLIFF_1_2
    XMLskeleton = f"""<?xml version="1.0" ?><xliff version="1.2" xmlns="{XLIFF_1_2}">
<file original="NoName" source-language="en" datatype="htmlbody"><header></header><body></body></file></xliff>"""


def write(parcel: Parcel) -> bytes:
    store = File(sourcelanguage=parcel.source_language, targetlanguage=parcel.language)
    node = _file_nodes(store)[0]
    node.set("original", parcel.translation_id)
    node.set("product-name", OWN_NAME)
    node.set("product-version", parcel.version)
    etree.SubElement(node.find(store.namespaced("header")), store.namespaced("note")).text = parcel.title
    for unit in parcel.units:
        store.addunit(_trans_unit(unit))
    return bytes(store)


def _trans_unit(unit: Unit) -> TransUnit:
    made = TransUnit(unit.source)
    made.setid(unit.id)
    if unit.target:
        made.target = unit.target
        made.target_dom.set("state", STATES[unit.state])
        made.markapproved(unit.state not in UNSURE)
    if unit.max_length:
        made.xmlelement.set("maxwidth", str(unit.max_length))
        made.xmlelement.set("size-unit", "char")
    made.createcontextgroup("part", [(PLACE, unit.place), (MADE_FROM, unit.made_from)], purpose="information")
    for note in unit.notes:
        made.addnote(note, origin="developer")
    if unit.old_source:
        made.addalttrans(unit.target, sourcetxt=unit.old_source)
        made.xmlelement[-1].set("alttranstype", "previous-version")
    return made


def _file_nodes(store: File) -> list:
    return list(store.document.getroot().iterchildren(store.namespaced("file")))


def read(text: str) -> Returned:
    """Raises UnreadableError."""
    data = DECLARATION.sub("", text).encode()  # both parsers read the same UTF-8, whatever the file says it is
    try:
        _refuse_document_types(data)
        return _read(File(data))
    except (DTDForbidden, expat.ExpatError) as error:
        raise UnreadableError(_what_is_wrong(text, error)) from error
    except (etree.LxmlError, AssertionError, ValueError, StopIteration, LookupError) as error:
        raise UnreadableError(_("This is neither a PO nor an XLIFF file. We read XLIFF 1.2 only.")) from error


def _refuse_document_types(data: bytes) -> None:
    """Reads all of it without being called back for each element. Raises DTDForbidden or expat.ExpatError."""

    def refuse(name, system_id, public_id, _has_internal_subset):
        raise DTDForbidden(name, system_id, public_id)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _what_is_wrong(text: str, error: Exception) -> str:
    if not re.search(r"<(\w+:)?xliff\b", text):
        return _("This is neither a PO nor an XLIFF file.")
    if isinstance(error, expat.ExpatError):
        return _("The file is broken near line %(line)d.") % {"line": error.lineno or 1}
    return _("The file contains a document type or entities. We do not read such files.")


def _read(store: File) -> Returned:
    nodes = _file_nodes(store)
    if len(nodes) != 1:
        raise ValueError("not one of our files: it holds several")
    node = nodes[0]
    units = [_returned(unit) for unit in store.units if unit.source]
    return Returned(
        node.get("original") or "", node.get("target-language") or "", node.get("product-version") or "", units
    )


def _returned(unit: TransUnit) -> ReturnedUnit:
    state = unit.target_dom.get("state", "") if unit.target_dom is not None else ""
    contexts = dict(pair for group in unit.getcontextgroups("part") for pair in group)
    return ReturnedUnit(
        id=unit.xmlelement.get("id", ""),
        place=contexts.get(PLACE) or "",
        source=plain(unit.source or ""),
        text=plain(unit.target or ""),
        is_unsure=state == "new" or state.startswith("needs-"),
        made_from=contexts.get(MADE_FROM) or "",
    )

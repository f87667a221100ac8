"""The parts of a DOCX file. Right to left where the language is: paragraphs, the boxes' order and the page."""

from lxml import etree

from hub.calls.offline.outline import Asked, Outline
from hub.core import languages

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{MAIN}styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{MAIN}settings+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    f"</Types>"
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f"</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}settings" Target="settings.xml"/></Relationships>'
)
SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
    f'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
FONT = "Arial"  # is everywhere, and other systems have one of its measure
SIZES = {"Heading1": 36, "Heading2": 28, "Heading3": 24, "Mark": 16}  # half points; other text has 22
HEADING_NAMES = {"Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3"}
GREY, BORDER = "595959", "808080"
LEAST_HEIGHT = 560  # of a box that waits for an answer, in twentieths of a point


def parts(said: Outline, *, language: str, is_rtl: bool) -> dict[str, bytes]:
    return {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELATIONS.encode(),
        "docProps/core.xml": _core(said.title, language),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS.encode(),
        "word/settings.xml": SETTINGS.encode(),
        "word/styles.xml": _bytes(_styles(language, is_rtl)),
        "word/document.xml": _bytes(_document(said, is_rtl)),
    }


def _w(tag: str, *children, **attributes: str):
    element = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W})
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", value)
    element.extend(child for child in children if child is not None)
    return element


def _bytes(element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _core(title: str, language: str) -> bytes:
    terms = "http://purl.org/dc/elements/1.1/"
    core = etree.Element(
        f"{{{PACKAGE}metadata/core-properties}}coreProperties",
        nsmap={"cp": f"{PACKAGE}metadata/core-properties", "dc": terms},
    )
    etree.SubElement(core, f"{{{terms}}}title").text = title
    etree.SubElement(core, f"{{{terms}}}language").text = language
    return _bytes(core)


# Styles ---------------------------------------------------------------------------------------------------------------
def _styles(language: str, is_rtl: bool):
    lang = _w("lang", val=language, eastAsia=language, bidi=language)
    fonts = _w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    defaults = _w("rPr", fonts, _w("sz", val="22"), _w("szCs", val="22"), lang)
    spacing = _w("pPr", _w("spacing", after="80", line="276", lineRule="auto"))
    return _w(
        "styles",
        _w("docDefaults", _w("rPrDefault", defaults), _w("pPrDefault", spacing)),
        _normal(is_rtl),
        *(_heading(style, name) for style, name in HEADING_NAMES.items()),
        _note_style(),
        _mark_style(),
    )


def _normal(is_rtl: bool):
    style = _w("style", _w("name", val="Normal"), _w("qFormat"), type="paragraph", styleId="Normal", default="1")
    if is_rtl:
        style.append(_w("pPr", _w("bidi")))
        style.append(_w("rPr", _w("rtl")))
    return style


def _heading(style: str, name: str):
    size, level = str(SIZES[style]), style[-1]
    before = {"1": "0", "2": "480", "3": "320"}[level]
    layout = _w(
        "pPr",
        _w("keepNext"),
        _w("keepLines"),
        _w("spacing", before=before, after="80"),
        _w("outlineLvl", val=str(int(level) - 1)),
    )
    letters = _w("rPr", _w("b"), _w("bCs"), _w("sz", val=size), _w("szCs", val=size))
    based = (_w("basedOn", val="Normal"), _w("next", val="Normal"))
    return _w("style", _w("name", val=name), *based, _w("qFormat"), layout, letters, type="paragraph", styleId=style)


def _note_style():
    """What is said about a question stays on its page."""
    named = (_w("name", val="Note"), _w("basedOn", val="Normal"), _w("pPr", _w("keepNext")))
    return _w("style", *named, type="paragraph", styleId="Note", customStyle="1")


def _mark_style():
    """Small, grey, left to right in every language, and kept from the spelling checker."""
    size = str(SIZES["Mark"])
    layout = _w("pPr", _w("bidi", val="0"), _w("spacing", before="40", after="40"), _w("jc", val="center"))
    letters = _w(
        "rPr",
        _w("noProof"),
        _w("color", val=GREY),
        _w("sz", val=size),
        _w("szCs", val=size),
        _w("rtl", val="0"),
    )
    based = _w("basedOn", val="Normal")
    return _w(
        "style", _w("name", val="Mark"), based, layout, letters, type="paragraph", styleId="Mark", customStyle="1"
    )


# Text -----------------------------------------------------------------------------------------------------------------
def _document(said: Outline, is_rtl: bool):
    has_steps = any(asked.step for asked in said.asked)
    body = _w("body", _paragraph(said.title, "Heading1", is_rtl))
    body.extend(_paragraph(text, None, is_rtl) for text in said.opening)
    body.append(_paragraph(said.mark, "Mark", False))
    for asked in said.asked:
        body.extend(_asked(asked, "Heading3" if has_steps else "Heading2", is_rtl))
    body.append(_paragraph(said.closing, None, is_rtl))
    body.append(_page(is_rtl))
    return _w("document", body)


def _asked(asked: Asked, heading: str, is_rtl: bool):
    step = [_paragraph(asked.step, "Heading2", is_rtl)] if asked.step else []
    return [
        *step,
        _paragraph(asked.heading, heading, is_rtl, parts=asked.parts(asked.heading)),
        *(_paragraph(note, "Note", is_rtl, parts=asked.parts(note)) for note in asked.notes),
        _paragraph(asked.begin, "Mark", False, is_kept=True),
        _box(asked, is_rtl),
        _paragraph(asked.end, "Mark", False),
    ]


def _paragraph(text: str, style: str | None, is_rtl: bool, *, is_kept: bool = False, parts=()):
    """`is_kept`: on one page with what follows. `parts`: of the text, each with its language, where that is another one."""
    named = _w("pStyle", val=style) if style else None
    layout = _w("pPr", named, _w("keepNext") if is_kept else None, _w("bidi") if is_rtl else None)
    runs = [_run(words, language, is_rtl) for words, language in parts or [(text, "")] if words]
    return _w("p", layout, *runs)


def _run(text: str, language: str, is_rtl: bool):
    run = _w("r")
    letters = _w("rPr")
    if languages.direction(language) == "rtl" if language else is_rtl:
        letters.append(_w("rtl"))
    if language:
        letters.append(_w("lang", val=language, eastAsia=language, bidi=language))
    if len(letters):
        run.append(letters)
    words = _w("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _box(asked: Asked, is_rtl: bool):
    """One cell with a line around it. What is typed in it, however long, stands between the two marks."""
    sides = ("top", "left", "bottom", "right")
    borders = _w("tblBorders", *(_w(side, val="single", sz="8", space="0", color=BORDER) for side in sides))
    inside = _w("tblCellMar", *(_w(side, w="120", type="dxa") for side in sides))
    shape = _w("tblPr", _w("bidiVisual") if is_rtl else None, _w("tblW", w="5000", type="pct"), borders, inside)
    cell = _w("tc", _w("tcPr", _w("tcW", w="5000", type="pct")))
    cell.extend(_paragraph(line, None, is_rtl, parts=asked.parts(line)) for line in asked.box or ("",))
    row = _w("tr", _w("trPr", _w("trHeight", val=str(LEAST_HEIGHT), hRule="atLeast")), cell)
    return _w("tbl", shape, _w("tblGrid", _w("gridCol", w="9638")), row)


def _page(is_rtl: bool):
    size = _w("pgSz", w="11906", h="16838")
    margins = _w("pgMar", top="1134", right="1134", bottom="1134", left="1134", header="567", footer="567", gutter="0")
    return _w("sectPr", size, margins, _w("bidi") if is_rtl else None)

"""A plan as DOCX, to be changed in a program of one's own: real headings, lists and tables, in the direction of its language."""

import datetime as dt
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from hub.planner.out.flow import Bit, flow, titled
from hub.planner.out.outline import DayPart, Outline, outline_of
from hub.planner.out.wording import Words
from hub.planner.sheets import Sheet

FONT, COMPLEX = "Noto Sans", {"ar": "Noto Naskh Arabic", "th": "Noto Sans Thai"}
STYLES = {
    "title": "Title",
    "section": "Heading 1",
    "day": "Heading 2",
    "item": "Heading 2",
    "step": "Heading 3",
    "bullet": "List Bullet",
    "say": "Quote",
    "warning": "Intense Quote",
}
SIZES = {
    "Normal": 10.5,
    "Title": 24,
    "Heading 1": 16,
    "Heading 2": 13,
    "Heading 3": 11,
    "Quote": 11,
    "Intense Quote": 11,
}
INK = RGBColor(0x1C, 0x1A, 0x22)
MARKER, WASH = "FFD440", "FFF4C9"
LINES = {"Title": MARKER, "Heading 1": MARKER, "Intense Quote": "1C1A22"}
SIDES = {"Intense Quote": ("top", "left", "bottom", "right")}
FOLLOWERS = tuple("w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl w:rPr".split())
AFTER_BORDERS = ("w:shd", "w:tabs", "w:bidi", *FOLLOWERS)
LONG_AGO = dt.datetime(2000, 1, 1)  # in place of when it was made
WIDTHS = (Cm(1.9), Cm(2.3), Cm(9.6), Cm(3.2))


def docx(sheet: Sheet, host: str) -> bytes:
    paper = outline_of(sheet, host)
    document = Document()
    _forget_the_template(document)
    _set_up(document, paper)
    for bit in flow(paper):
        if bit.day:
            _timetable(document, bit.day, paper)
        else:
            _paragraph(document.add_paragraph(style=STYLES.get(bit.kind, "Normal")), bit, paper)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _forget_the_template(document) -> None:
    """A picture of it lies beside the document's own parts."""
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        relations.pop(key)


def _set_up(document, paper: Outline) -> None:
    known = document.core_properties
    known.title, known.language = paper.title.text[:255], paper.language
    known.author = known.last_modified_by = known.comments = known.keywords = ""
    known.created = known.modified = LONG_AGO
    known.revision = 1
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    if paper.direction == "rtl":
        section._sectPr.append(OxmlElement("w:bidi"))
    for name, size in SIZES.items():
        _style(document.styles[name], size, paper)
    _page_numbers(section.footer.paragraphs[0], paper)


def _style(style, size: float, paper: Outline) -> None:
    style.font.size, style.font.color.rgb = Pt(size), INK
    style.font.italic = style.font.cs_italic = False
    if style.name == "Title":
        style.font.bold = style.font.cs_bold = True
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    style.paragraph_format.line_spacing = 1.15
    properties = style.element.get_or_add_rPr()
    _fonts(properties, paper.language)
    _add(properties, "w:szCs", str(int(size * 2)))
    _ornament(style)
    if paper.direction == "rtl":
        _add_bidi(style.element.get_or_add_pPr())


def _ornament(style) -> None:
    """The marker of our papers in place of the template's own lines."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if style.name in LINES:
        borders = OxmlElement("w:pBdr")
        for side in SIDES.get(style.name, ("bottom",)):
            borders.append(_element(side, val="single", sz="12", space="4", color=LINES[style.name]))
        properties.insert_element_before(borders, *AFTER_BORDERS)
    if style.name == "Quote":
        shade = _element("shd", val="clear", color="auto", fill=WASH)
        properties.insert_element_before(shade, *AFTER_BORDERS[1:])


def _element(tag: str, **values: str):
    element = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _fonts(properties, language: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    fonts.set(qn("w:cs"), COMPLEX.get(language, FONT))


def _page_numbers(paragraph, paper: Outline) -> None:
    """`1 / 3`, by the program that shows it."""
    for what in ("PAGE", "/", "NUMPAGES"):
        if what == "/":
            paragraph.add_run(" / ")
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), what)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_bidi(paragraph._p.get_or_add_pPr(), is_on=False)


# Paragraphs -----------------------------------------------------------------------------------------------------------
def _paragraph(paragraph, bit: Bit, paper: Outline) -> None:
    if bit.kind == "check":
        _run(paragraph, Words("☑ " if bit.is_done else "☐ "), paper)
    if bit.kind in {"item", "step", "title", "section", "day"}:
        paragraph.paragraph_format.keep_with_next = True
    else:
        paragraph.paragraph_format.space_after = Pt(4)
    if bit.lead:
        _run(paragraph, Words(bit.lead + " "), paper, is_bold=True)
    _run(paragraph, bit.words, paper)
    direction = paper.direction if bit.lead or not bit.words.direction else bit.words.direction
    if direction == "rtl":
        _add_bidi(paragraph._p.get_or_add_pPr())
    elif paper.direction == "rtl":
        _add_bidi(paragraph._p.get_or_add_pPr(), is_on=False)


def _run(paragraph, words: Words, paper: Outline, *, is_bold: bool = False) -> None:
    """One run a line, in the words' own language."""
    run = paragraph.add_run()
    for number, text in enumerate(words.text.splitlines()):
        if number:
            run.add_break()
        run.add_text(text)
    language = words.language or paper.language
    properties = run._r.get_or_add_rPr()
    _fonts(properties, language)
    if is_bold:
        run.bold = True
        _add(properties, "w:bCs")
    if (words.direction or paper.direction) == "rtl":
        _add(properties, "w:rtl")
    elif language == "th":
        _add(properties, "w:cs")
    said = _add(properties, "w:lang")
    said.set(qn("w:val"), language)
    said.set(qn("w:bidi"), language)


def _add(properties, name: str, value: str | None = None):
    element = OxmlElement(name)
    if value is not None:
        element.set(qn("w:val"), value)
    properties.append(element)
    return element


def _add_bidi(properties, *, is_on: bool = True) -> None:
    element = OxmlElement("w:bidi")
    element.set(qn("w:val"), "1" if is_on else "0")
    properties.insert_element_before(element, *FOLLOWERS)


# Tables ---------------------------------------------------------------------------------------------------------------
def _timetable(document, day: DayPart, paper: Outline) -> None:
    if not day.lines:
        return
    heads = [_("Time"), _("Minutes"), _("What"), *([] if paper.is_for_participants else [_("Who")])]
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    if paper.direction == "rtl":
        _add_visual(table)
    _repeat(table.rows[0])
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, Words(head), paper, is_bold=True)
    for line in day.lines:
        title = Bit("text", line.title, titled(line).partition(" · ")[2])
        texts = [Bit("text", Words(line.time)), Bit("text", Words(str(line.length))), title, Bit("text", line.who)]
        row = table.add_row()
        _whole(row)
        for cell, bit in zip(row.cells, texts, strict=False):
            _paragraph(cell.paragraphs[0], bit, paper)
    for column, width in zip(table.columns, WIDTHS, strict=False):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=False):
            cell.width = width
    document.add_paragraph()


def _cell(cell, words: Words, paper: Outline, *, is_bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    _run(paragraph, words, paper, is_bold=is_bold)
    if paper.direction == "rtl":
        _add_bidi(paragraph._p.get_or_add_pPr())


def _add_visual(table) -> None:
    """The first column at the right."""
    properties = table._tbl.tblPr
    element = OxmlElement("w:bidiVisual")
    style = properties.find(qn("w:tblStyle"))
    style.addnext(element)


def _repeat(row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

"""A PDF as one writes it: headings, paragraphs, labelled lines, lists, tables. It is drawn when all of it is there.

Knows the words it is given and nothing else: no file, address or picture is read because a text names it.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from fpdf import FPDF

from hub.core.paper import lettering
from hub.core.paper.inking import SHAPING, drawn
from hub.core.paper.lines import Line, begins_rtl, lines

MARGIN = 20.0  # millimetres, as all measures here
TEXT_SIZE = 11.0  # points
HEADING_SIZES = {1: 19.0, 2: 14.0, 3: 12.0}
POINT = 25.4 / 72
GREY, BLACK = 90, 0
BULLET = "•"
NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # the same for all: when it was made is nobody's business


@dataclass
class Drawing:
    """What a page holds: text at a place of its baseline, rules across it, headings for the outline."""

    texts: list[tuple] = field(default_factory=list)
    rules: list[tuple] = field(default_factory=list)
    headings: list[tuple] = field(default_factory=list)


class Paper:
    """`language` and `direction` are the document's. Where `is_own` is false, a text goes the way of its first letter."""

    def __init__(self, *, title: str, language: str, direction: str):
        self.title, self.language, self.is_rtl = title, language, direction == "rtl"
        self._pdf = FPDF(format="A4")
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        self._pdf.set_auto_page_break(False)
        self._fonts: set[tuple[str, bool]] = set()
        self._pages = [Drawing()]
        self._top = MARGIN
        self._start, self._width = MARGIN, self._pdf.w - 2 * MARGIN
        self._bottom = self._pdf.h - MARGIN - 4
        self._measured = lru_cache(maxsize=20000)(self._width_of)

    def heading(self, text: str, *, level: int = 1) -> None:
        """Never alone at the bottom of a page."""
        size = HEADING_SIZES[level]
        self.space(5 if level > 1 else 0)
        found = self._lines(text, size=size, is_bold=True)
        self._need(sum(self._height(line, size) for line in found) + 16)
        self._pages[-1].headings.append((lettering.drawable(text).replace("\n", " "), level, self._top))
        self._put(found, size=size, is_bold=True)
        self.space(2)

    def paragraph(self, text: str, *, is_own: bool = True, is_bold: bool = False, is_quiet: bool = False) -> None:
        found = self._lines(text, is_bold=is_bold, is_own=is_own)
        self._put(found, is_bold=is_bold, grey=GREY if is_quiet else BLACK)
        self.space(2)

    def labelled(self, label: str, value: str, *, is_own: bool = False) -> None:
        """A label with its value below."""
        found = self._lines(label, size=10.0, is_bold=True)
        self._need(sum(self._height(line, 10.0) for line in found) + 8)
        self._put(found, size=10.0, is_bold=True, grey=GREY)
        self.paragraph(value, is_own=is_own)
        self.space(1)

    def items(self, texts: list[str], *, is_own: bool = True, is_numbered: bool = False) -> None:
        """A list, each entry behind its point or number."""
        indent = 8.0 if is_numbered else 5.0
        for number, text in enumerate(texts, 1):
            mark = self._lines(f"{number}." if is_numbered else BULLET)
            found = self._lines(text, width=self._width - indent, is_own=is_own)
            self._need(self._height(found[0], TEXT_SIZE))
            top = self._top
            self._put(mark)
            self._top = top
            inset = 0 if self.is_rtl else indent
            self._put(found, start=self._start + inset, width=self._width - indent)
            self.space(1)
        self.space(1)

    def table(self, head: list[str], rows: list[list[str]], *, shares: list[float] | None = None) -> None:
        """`shares`: how wide the columns are, in relation. The head stands again on each page."""
        shares = shares or [1.0] * len(head)
        columns = self._columns(shares)
        self._row(head, columns, is_bold=True, head=None)
        for row in rows:
            self._row(row, columns, is_bold=False, head=head)
        self.space(3)

    def space(self, millimetres: float) -> None:
        if self._top > MARGIN:
            self._top += millimetres

    def to_bytes(self) -> bytes:
        pdf = self._pdf
        pdf.set_title(lettering.drawable(self.title).replace("\n", " "))
        pdf.set_lang(self.language)
        pdf.producer = None
        pdf.creation_date = NO_DAY
        for number, page in enumerate(self._pages, 1):
            pdf.add_page()
            self._draw(page)
            self._draw_number(number)
        return bytes(pdf.output())

    # Measuring and breaking -------------------------------------------------------------------------------------------
    def _font(self, family: str, is_bold: bool):
        style = "B" if is_bold else ""
        if (family, is_bold) not in self._fonts:
            self._pdf.add_font(family, style, lettering.file_of(family, is_bold))
            self._fonts.add((family, is_bold))
        return self._pdf.fonts[family + style]

    def _width_of(self, text: str, family: str, is_bold: bool) -> float:
        """In millimetres for letters of one point."""
        return self._font(family, is_bold).get_text_width(text, 1, SHAPING)[1] * POINT

    def _lines(self, text, *, size=TEXT_SIZE, is_bold=False, is_own=True, width=None) -> list[Line]:
        is_rtl = self.is_rtl if is_own else begins_rtl(text, self.is_rtl)
        return lines(
            text,
            width=width or self._width,
            is_rtl=is_rtl,
            measure=lambda letters, family: self._measured(letters, family, is_bold) * size,
        )

    @staticmethod
    def _height(line: Line, size: float) -> float:
        families = [run.family for run in line.runs] or ["sans"]
        return max(lettering.LINE_HEIGHTS[family] for family in families) * size * POINT

    def _columns(self, shares):
        """Where each column starts and how wide it is, a gap apart; the first is where reading begins."""
        gap, found, used = 4.0, [], 0.0
        free = self._width - gap * (len(shares) - 1)
        for share in shares:
            width = free * share / sum(shares)
            start = self._width - used - width if self.is_rtl else used
            found.append((MARGIN + start, width))
            used += width + gap
        return found

    # Placing ----------------------------------------------------------------------------------------------------------
    def _need(self, height: float) -> bool:
        """A new page where so much does not fit any more; whether it was made."""
        is_full = self._top + height > self._bottom and self._top > MARGIN
        if is_full:
            self._pages.append(Drawing())
            self._top = MARGIN
        return is_full

    def _put(self, found, *, start=None, width=None, size=TEXT_SIZE, is_bold=False, grey=BLACK) -> None:
        for line in found:
            height = self._height(line, size)
            self._need(height)
            self._place(line, start or self._start, width or self._width, size, is_bold, grey, height)
            self._top += height

    def _place(self, line, start, width, size, is_bold, grey, height) -> None:
        x = start + width - line.width if line.is_rtl else start
        for run in line.runs:
            self._pages[-1].texts.append((run, x, self._top, height, size, is_bold, grey))
            x += run.width

    def _row(self, cells, columns, *, is_bold, head) -> None:
        """Line by line, so that a row longer than the rest of the page goes on upon the next."""
        found = [
            self._lines(cell, is_bold=is_bold, is_own=is_bold, width=width)
            for cell, (_start, width) in zip(cells, columns, strict=True)
        ]
        for number in range(max(len(cell) for cell in found)):
            level = [(cell[number], column) for cell, column in zip(found, columns, strict=True) if number < len(cell)]
            height = max(self._height(line, TEXT_SIZE) for line, _column in level)
            if self._need(height) and head is not None:
                self._row(head, columns, is_bold=True, head=None)
            for line, (start, width) in level:
                self._place(line, start, width, TEXT_SIZE, is_bold, BLACK, height)
            self._top += height
        self._top += 1
        self._pages[-1].rules.append((self._start, self._top, self._start + self._width, 0.4 if is_bold else 0.15))
        self._top += 1

    # Drawing ----------------------------------------------------------------------------------------------------------
    def _draw(self, page: Drawing) -> None:
        for text, level, top in page.headings:
            self._pdf.set_y(top)
            self._pdf.start_section(text, level=level - 1, strict=False)
        for start, y, end, thickness in page.rules:
            self._pdf.set_line_width(thickness)
            self._pdf.line(start, y, end, y)
        for text in page.texts:
            self._draw_run(*text)

    def _draw_run(self, run, x, top, height, size, is_bold, grey) -> None:
        font = self._font(run.family, is_bold)
        chosen = self._pdf._set_font_for_page(font, size, wrap_in_text_object=False)
        up = self._pdf.h - (top + height / 2 + 0.3 * size * POINT)
        self._pdf._out(drawn(run, font=font, size=size, chosen=chosen, x=x / POINT, y=up / POINT, grey=grey / 255))

    def _draw_number(self, number: int) -> None:
        line = self._lines(f"{number} / {len(self._pages)}", size=9.0)[0]
        x = MARGIN + self._width - line.width if not self.is_rtl else MARGIN
        for run in line.runs:
            self._draw_run(run, x, self._pdf.h - MARGIN + 2, 5, 9.0, False, GREY)
            x += run.width

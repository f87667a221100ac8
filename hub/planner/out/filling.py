"""Small pages that do not grow: a text that is too long for one goes on in the next, and nothing is ever cut off.

The measures here are those of static/css/paper/cells.css.
"""

from dataclasses import dataclass, replace

from hub.planner.out.measuring import POINT, lines
from hub.planner.out.wording import Words

LINE_HEIGHTS = {"ar": 1.65, "th": 1.6}
LINE_HEIGHT = 1.35


@dataclass(frozen=True)
class Style:
    """`size` in points, the rest in millimetres; `above` is the room over the block, `around` what its frame takes."""

    size: float
    above: float = 0.8
    indent: float = 0
    around: float = 0
    is_bold: bool = False


STYLES = {
    "card": Style(11.5, 0, is_bold=True),
    "title": Style(13, 1, is_bold=True),
    "head": Style(10.5, 2.4, is_bold=True),
    "text": Style(8.5),
    "label": Style(7.5, 1.6, is_bold=True),
    "step": Style(9, 1.8, indent=5, is_bold=True),
    "box": Style(8.5, 0.8, indent=5),
    "say": Style(9, 1, indent=5, around=1.6),
    "strong": Style(8.5, 1, indent=5.5, around=3, is_bold=False),
    "small": Style(7, 0.8),
}


@dataclass(frozen=True)
class Block:
    """`lead` is bold words in the paper's language before the block's own."""

    kind: str
    words: Words
    lead: str = ""

    def lines(self, width: float) -> list[str]:
        style = STYLES[self.kind]
        text = f"{self.lead} {self.words.text}" if self.lead else self.words.text
        is_bold = style.is_bold or bool(self.lead)
        return lines(text, width=width - style.indent, size=style.size, is_bold=is_bold)


Piece = tuple[Block, ...]  # blocks that stay together where they can


@dataclass(frozen=True)
class Page:
    """What one page has room for, in millimetres, in the language of the paper."""

    width: float
    height: float
    language: str

    def line_height(self, block: Block) -> float:
        ratio = LINE_HEIGHTS.get(block.words.language or self.language, LINE_HEIGHT)
        return STYLES[block.kind].size * POINT * max(ratio, LINE_HEIGHTS.get(self.language, 0) if block.lead else 0)

    def height_of(self, block: Block, count: int | None = None) -> float:
        style = STYLES[block.kind]
        count = len(block.lines(self.width)) if count is None else count
        return style.above + style.around + count * self.line_height(block)

    def height_of_piece(self, piece: Piece) -> float:
        return sum(self.height_of(block) for block in piece)


def filled(pieces: list[Piece], page: Page) -> list[tuple[Block, ...]]:
    """The blocks of each page. At least one page, and no block is lost."""
    pages: list[list[Block]] = [[]]
    room = page.height
    for piece in pieces:
        height = page.height_of_piece(piece)
        if height > room and pages[-1] and height <= page.height:
            pages.append([])
            room = page.height
        for block in piece:
            room = _put(block, pages, room, page)
    return [tuple(blocks) for blocks in pages]


def _put(block: Block, pages: list[list[Block]], room: float, page: Page) -> float:
    """Adds a block, in parts where it is too long; how much room is left after it."""
    while True:
        said = block.lines(page.width)
        height = page.height_of(block, len(said))
        if height <= room:
            pages[-1].append(block)
            return room - height
        frame = page.height_of(block, 0)
        fitting = int((room - frame) / page.line_height(block))
        is_too_long = height > page.height and fitting >= min(2, len(said))
        if is_too_long or not pages[-1]:
            here, rest = _halves(block, said, max(fitting, 1))
            pages[-1].append(here)
            block = rest
        pages.append([])
        room = page.height


def _halves(block: Block, said: list[str], count: int) -> tuple[Block, Block]:
    """Its first lines and the rest."""
    here, rest = "".join(said[:count]), "".join(said[count:])
    own = here[len(block.lead) + 1 :] if block.lead and len(here) > len(block.lead) else here
    return (
        replace(block, words=replace(block.words, text=own.rstrip())),
        replace(block, words=replace(block.words, text=rest.lstrip()), lead=""),
    )

"""Papers of small pages: pocket cards, one item a card, and a booklet folded from a sheet."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.planner.out.filling import Block, Page, Piece, filled
from hub.planner.out.lines import Line, minutes
from hub.planner.out.outline import Outline
from hub.planner.out.wording import Words

CARDS, BOOKLET_PAGES = 4, 8  # on a sheet
CARD = (83, 115)  # millimetres for the words of a card, its head among them
CARD_TITLE = 66  # how wide its title may be beside the drawing
CARD_ABOVE = 9  # for the time, and the marker below the title
LEAF = (59, 86)  # for those of a page of the booklet


@dataclass(frozen=True)
class Cell:
    """A card or a small page. `number` of `total` counts the cards of one item, or the pages of the booklet."""

    blocks: tuple[Block, ...]
    title: Words
    number: int
    total: int
    time: str = ""
    length: str = ""
    group: str = ""
    drawing: SafeString | str = ""

    @cached_property
    def is_empty(self) -> bool:
        return not self.blocks and not self.title


def cards(paper: Outline) -> list[list[Cell]]:
    """Sheets of cards."""
    found = _card(_plan_pieces(paper), paper.title, paper)
    for line in paper.lines:
        found += _card(
            _line_pieces(line, is_whole=True),
            line.title,
            paper,
            time=line.time,
            length=line.minutes,
            group=line.group,
            drawing=line.drawing,
        )
    if further := _further_pieces(paper):
        found += _card(further, paper.title, paper)
    return [found[start : start + CARDS] for start in range(0, len(found), CARDS)]


def _card(pieces: list[Piece], title: Words, paper: Outline, **head) -> list[Cell]:
    width, height = CARD
    above = Page(CARD_TITLE, height, paper.language).height_of(Block("card", title)) + CARD_ABOVE
    pages = filled(pieces, Page(width, height - above, paper.language))
    return [Cell(blocks, title, number, len(pages), **head) for number, blocks in enumerate(pages, 1)]


def booklet(paper: Outline) -> list[list[Cell]]:
    """Sheets of eight pages; empty ones at the end are there for notes."""
    page = Page(*LEAF, paper.language)
    pieces: list[Piece] = []
    for day in paper.days:
        if day.title:
            pieces.append((Block("title", day.title),))
        pieces += [piece for line in day.lines for piece in _booklet_line(line)]
    pieces += _further_pieces(paper)
    cover = [(Block("title", paper.title),), *_plan_pieces(paper), (_folding(),)]
    pages = [*filled(cover, page), *filled(_overview(paper), page), *filled(pieces, page)]
    pages += [()] * (-len(pages) % BOOKLET_PAGES)
    cells = [Cell(blocks, Words(""), number, len(pages)) for number, blocks in enumerate(pages, 1)]
    return [cells[start : start + BOOKLET_PAGES] for start in range(0, len(cells), BOOKLET_PAGES)]


def _folding() -> Block:
    return Block("small", Words(folding()))


def folding() -> str:
    return _(
        "Fold each sheet in half three times and open it again. Fold it across the middle, cut along the thick line from "
        "the fold, and open it. Fold it lengthwise, push both ends together until the slit opens, and close it as a book."
    )


def _overview(paper: Outline) -> list[Piece]:
    found: list[Piece] = [(Block("head", Words(_("Timetable"))),)]
    for day in paper.days:
        if day.title:
            found.append((Block("label", day.title),))
        found += [(Block("box", line.title, _lead(line)),) for line in day.lines]
    return found


def _lead(line: Line) -> str:
    return f"{line.time} · {line.group}" if line.group else line.time


def _booklet_line(line: Line) -> list[Piece]:
    head = Block("head", line.title, _lead(line))
    pieces = _line_pieces(line, is_whole=False)
    first = pieces[0] if pieces else ()
    return [(head, Block("label", Words(line.minutes)), *first), *pieces[1:]]


def _plan_pieces(paper: Outline) -> list[Piece]:
    found: list[Piece] = [tuple(Block("text", words) for words in paper.purpose.paragraphs)]
    found += [(Block("text", words, f"{label}:"),) for label, words in paper.facts]
    found += [(Block("label", Words(label)), Block("text", words)) for label, words in paper.sentence]
    return [piece for piece in found if piece]


def _line_pieces(line: Line, *, is_whole: bool) -> list[Piece]:
    """What is said of a line. Not whole: of each step what one must not forget."""
    found: list[Piece] = []
    if is_whole and line.summary:
        found.append((Block("text", line.summary),))
    if line.is_gone:
        found.append((Block("text", Words(_("This activity is no longer in the library."))),))
    if line.who:
        found.append((Block("text", line.who, _("Who") + ":"),))
    if line.warning:
        found.append((Block("strong", line.warning, _("Before you use this") + ":"),))
    for label, words in ((_("Your note"), line.note), (_("What participants see"), line.told)):
        if words:
            found.append((Block("label", Words(label)), Block("text", words)))
    if line.materials:
        first, *rest = [Block("box", words) for words in line.materials]
        found += [(Block("label", Words(_("Materials"))), first), *((block,) for block in rest)]
    if is_whole and line.preparation:
        found.append((Block("label", Words(_("Before you begin"))), Block("text", line.preparation)))
    found += [_step_piece(step, is_whole=is_whole) for step in line.steps]
    if is_whole and line.debrief:
        found.append((Block("label", Words(_("Talk about it"))), Block("text", line.debrief)))
    found += [(Block("text", words, f"{label}:"),) for label, words in line.cares]
    return found


def _step_piece(step, *, is_whole: bool) -> Piece:
    lead = minutes(step.minutes) if step.minutes else ""
    blocks = [Block("step", step.title, lead)]
    if is_whole:
        blocks += [Block("text", words) for words in step.do.paragraphs]
    blocks += [Block("say", words) for words in step.say.paragraphs]
    if is_whole and step.tip:
        blocks.append(Block("text", step.tip, _("Tip") + ":"))
    return tuple(blocks)


def _further_pieces(paper: Outline) -> list[Piece]:
    found: list[Piece] = []
    for title, pieces in _further(paper):
        found += [(Block("head", Words(title)), *pieces[0]), *pieces[1:]]
    return found


def _further(paper: Outline) -> list[tuple[str, list[Piece]]]:
    """Title and pieces of what comes after the items."""
    tasks = [
        (Block("box", task.text, " · ".join(filter(None, (task.due or stage.due, task.done.text)))),)
        for stage in paper.stages
        for task in stage.tasks
    ]
    parts = [
        (_("The plan thinks along"), [_thought(each) for each in paper.thoughts]),
        (_("Materials"), [(Block("box", thing.name), *_more(thing.more)) for thing in paper.things]),
        (_("Who does what"), [(Block("text", who, f"{label}:"),) for label, _help, who in paper.roles]),
        (_("Checklist"), tasks),
        *((label, [(Block("text", words),)]) for label, words in paper.journal),
        (_("Where it comes from"), _sources(paper)),
    ]
    return [(title, pieces) for title, pieces in parts if pieces]


def _thought(thought) -> Piece:
    aside = (Block("text", thought.aside, _("You set this aside") + ":"),) if thought.aside else ()
    return (Block("box", thought.text), Block("text", thought.why), *aside)


def _more(words: Words) -> Piece:
    return (Block("small", words),) if words else ()


def _sources(paper: Outline) -> list[Piece]:
    found: list[Piece] = [
        (Block("label", each.title), Block("small", Words(each.words)), Block("small", Words(each.address, "", "ltr")))
        for each in paper.sources
    ]
    return [*found, *((Block("small", words),) for words in paper.credit.paragraphs)]

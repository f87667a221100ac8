"""Cards and booklets: every word has its place, whatever its length."""

import random

import pytest
from django.utils import translation

from hub.planner.out.filling import Block, Page, filled
from hub.planner.out.measuring import lines
from hub.planner.out.outline import outline_of
from hub.planner.out.pocket import BOOKLET_PAGES, CARDS, booklet, cards
from hub.planner.out.wording import Words
from tests.planner import ten_items
from tests.planner.ten_items import HOST

WORDS = ["care", "невероятно", "สวัสดีชาวโลก", "الجلسة", "x" * 700, "🎉", "a-b", "I"]


def paper(language: str):
    with translation.override(language):
        return outline_of(ten_items.sheet(language), HOST)


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("seed", range(40))
def test_lines_joined_are_the_text(seed):
    chance = random.Random(seed)
    text = chance.choice(" \n").join(chance.choices(WORDS, k=chance.randrange(1, 40)))
    found = lines(text, width=chance.uniform(10, 90), size=chance.uniform(6, 14))
    assert "".join(found) == text


@pytest.mark.parametrize("seed", range(40))
def test_pages_lose_no_word_and_hold_no_more_than_they_can(seed):
    chance = random.Random(seed)
    page = Page(chance.uniform(40, 90), chance.uniform(50, 110), chance.choice(["en", "ar", "th"]))
    kinds = ["title", "head", "text", "label", "step", "box", "say", "strong", "small"]
    pieces = [
        tuple(
            Block(
                chance.choice(kinds),
                Words(" ".join(chance.choices(WORDS, k=chance.randrange(1, 60)))),
                chance.choice(["", "A lead:"]),
            )
            for _block in range(chance.randrange(1, 4))
        )
        for _piece in range(chance.randrange(1, 8))
    ]
    pages = filled(pieces, page)
    said = [letters(block.lead + block.words.text) for blocks in pages for block in blocks]
    assert "".join(said) == "".join(letters(block.lead + block.words.text) for piece in pieces for block in piece)
    assert all(sum(map(page.height_of, blocks)) <= page.height + 0.01 for blocks in pages)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ten_items.WORDS)
def test_each_item_has_its_cards_in_order(language, starter_library):
    found = [cell for sheet in cards(paper(language)) for cell in sheet]
    titles = list(dict.fromkeys((cell.time, cell.title.text) for cell in found if cell.time))
    assert titles == [(line.time, line.title.text) for line in paper(language).lines]
    assert all(len(sheet) <= CARDS for sheet in cards(paper(language)))


@pytest.mark.django_db
def test_booklet_fills_whole_sheets_and_says_how_to_fold(starter_library):
    sheets = booklet(paper("en"))
    assert {len(sheet) for sheet in sheets} == {BOOKLET_PAGES}
    assert [cell.number for sheet in sheets for cell in sheet] == list(range(1, len(sheets) * BOOKLET_PAGES + 1))
    assert "Fold each sheet in half" in " ".join(block.words.text for block in sheets[0][0].blocks)

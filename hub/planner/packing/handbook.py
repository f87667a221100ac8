"""The handbook in a pack: its chapters for reading, with links that lead to what the pack has."""

from dataclasses import replace

from hub.core import languages
from hub.handbook.out.xhtml import places, tidy, within
from hub.handbook.whole import Whole, whole


def chapters(cards: list[dict], language: str) -> Whole:
    """`cards`: the activities of the pack. Pictures stay with the hub."""
    book = whole(language, host="")
    stays = within(places(book.chapters))
    held = {languages.page_path(language, card["page"].url_path): f"#a-{card['uid']}" for card in cards}
    held |= {f"/{language}/handbook/{chapter.key}/": f"#chapter-{chapter.key}" for chapter in book.chapters}

    def led(href: str) -> str | None:
        return held.get(href) or stays(href)

    return replace(book, chapters=[replace(chapter, html=tidy(chapter.html, led)) for chapter in book.chapters])

"""The handbook in a pack: its chapters for reading, with links that lead to what the pack has, and for the search."""

from dataclasses import replace

from hub.core import languages
from hub.handbook import parts
from hub.handbook.out.xhtml import places, tidy, within
from hub.handbook.whole import Whole, whole
from hub.search.models import SearchDocument


def chapters(cards: list[dict], language: str) -> Whole:
    """`cards`: the activities of the pack. Pictures stay with the hub."""
    book = whole(language, host="")
    stays = within(places(book.chapters))
    held = {languages.page_path(language, card["page"].url_path): f"#a-{card['uid']}" for card in cards}
    held |= {f"/{language}/handbook/{chapter.key}/": f"#{_id(chapter.key)}" for chapter in book.chapters}

    def led(href: str) -> str | None:
        return held.get(href) or stays(href)

    return replace(book, chapters=[replace(chapter, html=tidy(chapter.html, led)) for chapter in book.chapters])


def searched(language: str) -> dict[str, SearchDocument]:
    """Id of a chapter in the pack → what the site's search knows of it, in the order of the book."""
    entries = parts.entries_of(parts.chapters(language), language)
    held = SearchDocument.objects.unexpired().in_bulk([entry.page_id for entry in entries])
    return {_id(entry.key): held[entry.page_id] for entry in entries if entry.page_id in held}


def _id(key: str) -> str:
    return f"chapter-{key}"

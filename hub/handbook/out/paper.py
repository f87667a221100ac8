"""The handbook as PDF on A4: cover, contents with pages, chapters, and who made it."""

import datetime as dt
from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils import translation

from hub.core.paper.tagged import PICTURES, tagged_pdf
from hub.handbook.out import drawing
from hub.handbook.out.facts import facts_of
from hub.handbook.out.pictures import NO_PICTURES, Picture, pictures_of
from hub.handbook.out.xhtml import places, tidy, within

STYLESHEETS = ["css/paper/paper.css", "css/paper/a4.css", "css/paper/book.css"]


def pdf(book, day: dt.date) -> bytes:
    """`book` is a Whole. Takes seconds: never while somebody waits for a page."""
    pictures = pictures_of(book)
    return tagged_pdf(
        page(book, day, pictures),
        STYLESHEETS,
        identifier=f"handbook-{book.language}".encode(),
        pictures={picture.name: picture.content for picture in pictures.values()},
    )


def page(book, day: dt.date, pictures: Mapping[str, Picture] = NO_PICTURES) -> str:
    """`pictures`: as `pictures_of` finds them."""
    with translation.override(book.language):
        facts, led = facts_of(book, day), within(places(book.chapters))
        chapters = [
            (chapter, facts.notes.get(chapter.key, ""), tidy(chapter.html, led, pictures, PICTURES))
            for chapter in book.chapters
        ]
        context = {"book": book, "facts": facts, "chapters": chapters, "drawing": drawing.cover()}
        return render_to_string("handbook/paper/book.html", context)

"""The pictures that editors placed in chapters, as books carry them: in one bounded size, read from the storage."""

import logging
from dataclasses import dataclass
from types import MappingProxyType

from lxml import html
from willow.image import UnrecognisedImageFormatError

from hub.core.models import HubImage

logger = logging.getLogger("hub.handbook")
SPEC = "max-1200x1200|format-jpeg|jpegquality-75|bgcolor-ffffff"
MOST_BYTES = 3_500_000  # all of them together: a book has to travel from phone to phone
MARK = "data-picture"  # on the picture in a chapter: its id


@dataclass(frozen=True)
class Picture:
    """A JPEG of at most 1,200 px on its longer side. `name` is that of a file in the book."""

    name: str
    content: bytes
    width: int
    height: int


NO_PICTURES = MappingProxyType({})


def pictures_of(book) -> dict[str, Picture]:
    """Id → picture, of those in the chapters that readers may fetch now, in the order of the book.

    What cannot be read, or is too much, is not among them: books tell it in words. `book` is a Whole.
    """
    marked = (key for chapter in book.chapters for key in _marks(chapter.html))
    wanted = [key for key in dict.fromkeys(marked) if key.isdecimal()]
    images = HubImage.objects.filter(is_open=True).in_bulk([int(key) for key in wanted]) if wanted else {}
    found, left = {}, MOST_BYTES
    for key in wanted:
        picture = _read(images[int(key)]) if int(key) in images else None
        if picture and len(picture.content) <= left:
            found[key] = picture
            left -= len(picture.content)
    return found


def _marks(source: str) -> list[str]:
    return html.fromstring(f"<div>{source}</div>").xpath(f"//img/@{MARK}")


def _read(image: HubImage) -> Picture | None:
    try:
        rendition = image.get_rendition(SPEC)
        with rendition.file.open("rb") as file:
            content = file.read()
    except (OSError, UnrecognisedImageFormatError) as error:  # Wagtail has one of OSError for a missing original
        logger.warning("A picture of the handbook could not be read: %s", type(error).__name__)
        return None
    return Picture(f"picture-{image.pk}.jpg", content, rendition.width, rendition.height)

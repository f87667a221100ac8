"""What a maker of PDF may read. Imported only where PDF is made: it needs the maker itself."""

from hub.core.paper.lettering import FOLDER
from hub.core.paper.maker import URLFetcher, URLFetcherResponse
from hub.core.paper.tagged import FONT, PICTURES


class RefusedError(ValueError):
    """An address that papers have no business with."""


class OurFontsOnly(URLFetcher):
    """Our fonts by their names; no file, no host and no data in an address."""

    def fetch(self, url, headers=None):
        match = FONT.fullmatch(url)
        if match is None or not (FOLDER / match[1]).is_file():
            raise RefusedError(url)
        return URLFetcherResponse(url, (FOLDER / match[1]).read_bytes(), {"Content-Type": "font/ttf"})


class OurFontsAndPictures(OurFontsOnly):
    """Besides, the pictures (name → JPEG) that were given along with the page."""

    def __init__(self, pictures):
        super().__init__()
        self._pictures = pictures

    def fetch(self, url, headers=None):
        picture = self._pictures.get(url.removeprefix(PICTURES)) if url.startswith(PICTURES) else None
        if picture is None:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, picture, {"Content-Type": "image/jpeg"})

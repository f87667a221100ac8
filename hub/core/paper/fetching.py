"""What a maker of PDF may read. Imported only where PDF is made: it needs the maker itself."""

from hub.core.paper.lettering import FOLDER
from hub.core.paper.maker import URLFetcher, URLFetcherResponse
from hub.core.paper.tagged import FONT


class RefusedError(ValueError):
    """An address that papers have no business with."""


class OurFontsOnly(URLFetcher):
    """Our fonts by their names; no file, no host and no data in an address."""

    def fetch(self, url, headers=None):
        match = FONT.fullmatch(url)
        if match is None or not (FOLDER / match[1]).is_file():
            raise RefusedError(url)
        return URLFetcherResponse(url, (FOLDER / match[1]).read_bytes(), {"Content-Type": "font/ttf"})

"""What a browser fetched for a page."""

import gzip
import re


def listen(page) -> None:
    """From now on `page.fetched` holds what has arrived, by address."""
    page.fetched = {}
    page.on("requestfinished", lambda request: page.fetched.__setitem__(request.url, request))


def arrived(page, part: str) -> None:
    """Waits until something has arrived whose address has this part; the page may show it a moment before that is told."""
    if not any(part in url for url in page.fetched):
        page.wait_for_event("requestfinished", lambda request: part in request.url)


def weight(page) -> int:
    """Bytes of all that was fetched, text as it travels: packed."""
    total = 0
    for url, request in list(page.fetched.items()):  # what comes meanwhile is not counted
        body = request.response().body()
        total += len(body if re.search(r"\.(webp|jpg)$", url) else gzip.compress(body, 6))
    return total

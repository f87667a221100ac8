"""The files of the handbook, each at an address that stays."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from hub.core import languages
from hub.handbook.out.keeping import SHELVES, TYPES
from hub.handbook.parts import books

UNFIT = re.compile(r'[\s\\/:*?"<>|\x00-\x1f]+')  # for the name of a file, on any system


@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest whole file of the reader's language; the handbook itself where there is none."""
    code, shelf = languages.current(), SHELVES[kind]
    held = (shelf.offered() or {}).get(code)
    content = shelf.opened(held.name) if held else None
    if content is None:
        return redirect(f"/{code}/handbook/")
    name = f"{_name(code)}-{held.day.isoformat()}.{kind}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[kind])
    response.headers["ETag"] = quote_etag(held.checksum)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)


def _name(code: str) -> str:
    """The book's title, as systems take names of files."""
    title = next((page.title for page in books(code)), "")
    return UNFIT.sub("-", title).strip("-.")[:80] or "handbook"

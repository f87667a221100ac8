"""The page of the offline packs, and the packs themselves."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hub.core import languages
from hub.core.context_processors import offered_languages
from hub.planner.packing import keeping


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What there is to take along. No page cache keeps it: it would name a pack that has been replaced."""
    held = keeping.offered()
    packs = [held[code] for code in offered_languages() if code in held]
    own = held.get(languages.current()) if languages.current() in offered_languages() else None
    context = {"own": own, "others": [pack for pack in packs if pack != own], "checksum": keeping.CHECKSUM}
    response = render(request, "planner/pack/page.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def pack(request: HttpRequest, name: str) -> HttpResponse:
    """A pack or its checksum, to be kept as a file. One that has been replaced leads to the page, which has the newer one."""
    file = keeping.opened(name)
    if file is None:
        return redirect("offline")
    kind = "text/plain; charset=utf-8" if name.endswith(keeping.CHECKSUM) else "text/html; charset=utf-8"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

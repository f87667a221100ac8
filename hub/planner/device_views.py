"""What a reader keeps on her device: the script that keeps it, and the page that lists it. The hub learns nothing of either."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

WORKER = settings.BASE_DIR / "static" / "js" / "worker.js"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """From the root, because a browser lets it see only addresses below its own."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    response = render(request, "planner/kept_on_device.html")
    response.headers["X-Robots-Tag"] = "noindex"
    return response

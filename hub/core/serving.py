"""Pictures and documents that are asked for at the hub itself."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.documents.views.serve import serve as serve_document

from hub.core import openness
from hub.core.models import HubDocument, HubRendition
from hub.core.models.media import CLOSED_FOLDER, OPEN_FOLDER

FOR_NOBODY_ELSE = "no-store, private"


@require_safe
def open_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A rendition of an open picture, from the disk. Its name is never used again, so that it may be kept for ever."""
    answer = serve_file(request, OPEN_FOLDER + name, document_root=settings.MEDIA_ROOT)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@require_safe
def closed_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A rendition for those who may see it; for all others it does not exist."""
    rendition = get_object_or_404(HubRendition.objects.select_related("image"), file=CLOSED_FOLDER + name)
    if not openness.may_fetch(request, rendition.image):
        raise Http404
    try:
        answer = FileResponse(default_storage.open(rendition.file.name, "rb"))
    except FileNotFoundError:
        raise Http404 from None
    answer.headers["Cache-Control"] = FOR_NOBODY_ELSE
    return answer


@require_safe
def document(request: HttpRequest, document_id: int, name: str) -> HttpResponse:
    """A document as Wagtail hands it out, which first asks whether this visitor may have it (hub.core.wagtail_hooks)."""
    answer = serve_document(request, document_id, name)
    is_open = HubDocument.objects.filter(pk=document_id, is_open=True).exists()
    answer.headers["Cache-Control"] = "no-cache" if is_open else FOR_NOBODY_ELSE
    return answer

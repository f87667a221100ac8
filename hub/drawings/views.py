import mimetypes
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.views.decorators.http import require_POST, require_safe

from hub.drawings import folders, services
from hub.drawings.models import Drawing
from hub.drawings.presenting import shown
from hub.drawings.rights import rights

FOREVER = "public, max-age=31536000, immutable"


@require_safe
def open_drawing(request, folder, name):
    """A file that everybody may see. Where a proxy or bucket hands out /media/ itself, nobody comes here."""
    answer = _file(f"{folders.OPEN}/{folder}/{name}")
    answer["Cache-Control"] = FOREVER
    return answer


@require_safe
def closed_drawing(request, folder, name):
    """A file of a drawing that is not open, for those who may change its picture; for all others there is nothing here."""
    drawing = Drawing.objects.select_related("image").filter(folder=f"{folders.CLOSED}/{folder}").first()
    if drawing is None or not rights.user_has_permission_for_instance(request.user, "change", drawing):
        raise Http404
    answer = _file(f"{drawing.folder}/{name}")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _file(path: str) -> FileResponse:
    try:
        file = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type=mimetypes.guess_type(path)[0] or "image/webp")


@require_safe
def preview(request, pk):
    """The drawing as readers will see it, for staff, with the parts that pages point at."""
    drawing = _own(request, pk)
    drawing.image.get_renditions("width-960|format-jpeg")
    names = [(part, _now("Part %(number)s") % {"number": number}) for number, part in enumerate(drawing.boxes, start=1)]
    answer = render(
        request,
        "drawings/preview.html",
        {"drawing": drawing, "shown": shown(image=drawing.image, parts=names, for_staff=True)},
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def make_again(request, pk):
    services.make_again(drawing_id=_own(request, pk).pk)
    return redirect("drawings:preview", pk)


def own_pictures_only(view):
    """The view, refused to whoever may not change the picture of the drawing that its address names."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if "pk" in kwargs:
            _own(request, kwargs["pk"])
        return view(request, *args, **kwargs)

    return checked


def _own(request, pk: int) -> Drawing:
    drawing = get_object_or_404(Drawing.objects.select_related("image"), pk=pk)
    if not rights.user_has_permission_for_instance(request.user, "change", drawing):
        raise PermissionDenied
    return drawing

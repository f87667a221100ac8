from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy

from hub.core import services
from hub.core.hiding_forms import AreaFormSet
from hub.core.models import HubImage
from hub.core.pictures import UnreadablePictureError
from hub.core.validators import DAMAGED

SHOWN_AT = "max-1200x1200"


def hide_areas(request: HttpRequest, image_id: int) -> HttpResponse:
    """Marking what must not be seen on a picture, for who may change it."""
    image = get_object_or_404(HubImage, pk=image_id)
    if not permission_policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    areas = AreaFormSet(request.POST or None)
    if request.method == "POST" and areas.is_valid():
        try:
            services.hide_areas(image=image, areas=areas.areas(), user=request.user)
        except UnreadablePictureError:
            messages.error(request, DAMAGED)
        else:
            messages.success(request, _("The areas are hidden. What was there is gone for good."))
            return redirect("wagtailimages:edit", image.pk)
    shown = image.get_rendition(SHOWN_AT)
    context = {
        "header_title": _("Hide areas"),
        "page_title": _("Hide areas"),
        "page_subtitle": image.title,
        "header_icon": "view",
        "areas": areas,
        "shown": shown,
        "lines": _lines(shown.width, shown.height),
        "editing": reverse("wagtailimages:edit", args=[image.pk]),
    }
    return TemplateResponse(request, "core/hide_areas.html", context)


def _lines(width: int, height: int) -> list[dict]:
    """Nine lines each way with their percent, in points of the picture."""
    return [{"percent": tenth * 10, "x": width * tenth // 10, "y": height * tenth // 10} for tenth in range(1, 10)]

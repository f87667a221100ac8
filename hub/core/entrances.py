"""The doors of the home page as readers get them."""

from django.conf import settings
from wagtail.blocks import StreamValue
from wagtail.models import Page

from hub.core import doors, languages, routing
from hub.core.querysets import begun


def doors_in(blocks: StreamValue, code: str) -> list[dict]:
    """`label`, `icon`, `colour` and `path` of each door that leads somewhere readers may go. At most two queries."""
    values = [block.value for block in blocks]
    addresses = _addresses([value["page"].translation_key for value in values if value.get("page")], code)
    found = []
    for value in values:
        if path := _path(value, addresses, code):
            found.append({"label": value["label"], "icon": value["icon"], "colour": value["colour"], "path": path})
    return found


def _path(value, addresses: dict, code: str) -> str | None:
    if value.get("page"):
        return addresses.get(value["page"].translation_key)
    place = doors.place(value.get("place") or "")
    return f"/{code}/{place.path}" if place else None


def _addresses(keys: list, code: str) -> dict:
    """The address of each of these pages under the reader's language, its own text or the one that stands in for it."""
    if not keys:
        return {}
    rows = Page.objects.live().filter(
        begun(),
        translation_key__in=keys,
        alias_of__isnull=True,
        locale__language_code__in={code, settings.LANGUAGE_CODE},
    )
    found = {}
    for page in rows.select_related("locale").order_by("path"):
        is_own = page.locale.language_code == code
        if not routing.is_private(page.path) and (is_own or page.translation_key not in found):
            found[page.translation_key] = languages.page_path(code, page.url_path)
    return found

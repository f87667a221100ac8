from django.conf import settings
from django.core.cache import cache
from django.utils.functional import SimpleLazyObject

from hub.core import languages, navigation, version


def hub_settings(request):
    """The hub's settings, read once for each content version."""
    from hub.core.models import HubSettings

    key = f"settings:{version.current()}"
    found = cache.get(key)
    if found is None:
        found = HubSettings.objects.first() or HubSettings()
        cache.set(key, found, 3600)
    return found


def offered_languages() -> list[str]:
    """The languages that readers can choose, in the hub's order."""
    chosen = hub_settings(None).languages
    return [code for code in languages.names() if code in chosen]


def site(request):
    """What every template has: the hub's settings, the menu, the languages offered with this page's address in each."""
    code = languages.current()
    return {
        "hub": SimpleLazyObject(lambda: hub_settings(request)),
        "menu": SimpleLazyObject(lambda: navigation.menu(code)),
        "language": code,
        "direction": languages.direction(code),
        "switcher": SimpleLazyObject(lambda: switcher(request, code)),
        "is_staff_visit": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def switcher(request, code):
    """The languages offered, each in its own name with the address of this very page, filters and query in it."""
    query = request.META.get("QUERY_STRING", "")
    offered = hub_settings(request).languages
    return [
        {
            "code": other,
            "name": name,
            "direction": languages.direction(other),
            "path": languages.path_in(request.path, other) + (f"?{query}" if query else ""),
            "is_current": other == code,
        }
        for other, name in languages.names().items()
        if other in offered
    ]

"""Who holds an application on this device."""

from functools import wraps

from django.shortcuts import redirect

from hub.calls.models import Application
from hub.core import holding
from hub.core.holding import open_page as apply_page

KEPT_DAYS = 400  # the code works as long as the application is kept; the browser forgets it when it is closed


def _find(key: str) -> Application | None:
    return Application.objects.whole().filter(pk=key).select_related("round").first()


PLACE = holding.Place(name="apply", salt="hub.calls.apply", seconds=KEPT_DAYS * 24 * 3600, find=_find)


def application_page(*methods: str):
    """A page on the application that this device holds: the view is given it after the request."""

    def decorate(view):
        @apply_page(*methods)
        @wraps(view)
        def shown(request, *args, **kwargs):
            application, _code = PLACE.held(request)
            if application is None:
                return redirect("apply_resume")
            return view(request, application, *args, **kwargs)

        return shown

    return decorate

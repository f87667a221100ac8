"""Who holds a story on this device."""

from functools import wraps

from django.shortcuts import redirect

from hub.core import holding
from hub.core.holding import open_page as share_page
from hub.stories.sharing import keeping


def _find(key: str):
    return keeping.open_ones().filter(pk=key).select_related("story").first()


PLACE = holding.Place(name="share", salt="hub.stories.share", seconds=keeping.KEPT_DAYS * 24 * 3600, find=_find)
cookie_name, hold, let_go, held = PLACE.cookie_name, PLACE.hold, PLACE.let_go, PLACE.held
mark_of, is_marked = PLACE.mark_of, PLACE.is_marked


def story_page(*methods: str, editable: bool = False):
    """A page on the story that this device holds; `editable`: only while its host can change it."""

    def decorate(view):
        @share_page(*methods)
        @wraps(view)
        def shown(request, *args, **kwargs):
            submission, _code = held(request)
            if submission is None:
                return redirect("share_resume")
            if editable and not submission.is_editable:
                return redirect("share_state")
            return view(request, submission, *args, **kwargs)

        return shown

    return decorate

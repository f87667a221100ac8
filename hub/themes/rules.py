"""What the page of a theme or cycle must keep to."""

from django.utils.translation import gettext as _


def problem_with_key(page, key: str) -> str:
    """Why the page cannot have this key, in words for an editor; empty where it can."""
    others = type(page).objects.filter(key=key).exclude(pk=page.pk)
    if page.translation_key:
        others = others.exclude(translation_key=page.translation_key)
    return _("Another page stands for this already: “%(title)s”.") % {"title": others[0].title} if others else ""

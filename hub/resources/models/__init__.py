from hub.resources.models.links import Link, LinkLettersOff, LinkUse
from hub.resources.models.pages import ResourceIndexPage, ResourcePage, ResourceTheme
from hub.resources.models.told import DeadLink, Suggestion

__all__ = [
    "DeadLink",
    "Link",
    "LinkLettersOff",
    "LinkUse",
    "ResourceIndexPage",
    "ResourcePage",
    "ResourceTheme",
    "Suggestion",
]

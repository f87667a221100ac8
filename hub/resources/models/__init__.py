from hub.resources.models.links import Link, LinkUse
from hub.resources.models.pages import ResourceIndexPage, ResourcePage, ResourceTheme
from hub.resources.models.told import DeadLink, Suggestion

__all__ = ["DeadLink", "Link", "LinkUse", "ResourceIndexPage", "ResourcePage", "ResourceTheme", "Suggestion"]

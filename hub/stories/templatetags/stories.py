from django import template
from django.utils.safestring import SafeString

from hub.core import languages
from hub.search import listing
from hub.stories import facets, presenting, reading

register = template.Library()
NEWEST = 3


@register.simple_tag
def newest_stories() -> list[SafeString]:
    """Cards of the newest stories, at most three."""
    language = languages.current()
    listed = listing.listing(facets.KIND, language)
    if not listed.total:
        return []
    return presenting.cards(listing.documents(listed.rows(listed.everything, sort="newest", size=NEWEST)), language)


@register.simple_tag
def theme_stories() -> dict[str, int]:
    """Theme key → how many stories carry it."""
    return facets.keys_held(languages.current()).get("theme", {})


@register.simple_tag
def stories_with(uid: str) -> dict:
    """`count` and `cards` of the stories in which this activity was used."""
    return reading.with_activity(uid, languages.current())

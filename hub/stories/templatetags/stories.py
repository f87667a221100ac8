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
def stories_with(uid: str) -> dict:
    """`count` and `cards` of the stories in which this activity was used."""
    return reading.with_activity(uid, languages.current())


@register.simple_tag
def story_cards(documents: list) -> list[SafeString]:
    """Cards of the stories that these search documents tell of."""
    return presenting.cards(documents, languages.current())


@register.simple_tag
def hosts_by_year() -> list[reading.Year]:
    """Years with their stories and hosts, the latest first."""
    return reading.timeline(languages.current())

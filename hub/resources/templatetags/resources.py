from django import template

from hub.core import languages
from hub.resources import facets, presenting, reading
from hub.search import listing

register = template.Library()
FIRST_CARDS = 6


@register.simple_tag
def resources_of(keys) -> list[dict]:
    """Cards (for resources/card.html) of the resources with these keys, in that order."""
    return reading.cards_of(list(keys), languages.current())


@register.simple_tag
def theme_resources() -> dict[str, int]:
    """Theme key → how many resources carry it."""
    return facets.keys_held(languages.current()).get("theme", {})


@register.simple_tag
def resources_on(theme: str, most: int = FIRST_CARDS) -> list[dict]:
    """Cards of resources that carry a theme, those that staff recommend first."""
    language = languages.current()
    listed = listing.listing(facets.KIND, language)
    mask = listed.everything & listed.selected("theme", [theme])
    return reading.cards(listing.documents(listed.rows(mask, sort="recommended", size=most)), language) if mask else []


@register.filter
def spoken_in(codes) -> str:
    """Languages by their names in the reader's language."""
    return ", ".join(presenting.spoken_names(codes))

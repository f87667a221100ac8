from django import template

from hub.core import languages
from hub.handbook.out import keeping

register = template.Library()


@register.simple_tag
def handbook_books() -> keeping.Books:
    """The files of the handbook that the reader can take away; false where there are none yet."""
    return keeping.books(languages.current())

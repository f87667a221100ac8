from django import template

register = template.Library()


@register.inclusion_tag("tags/words.html", takes_context=True)
def words_of_page(context, page):
    """The free words of a page, each leading to what else has it. One query."""
    return {"page": page, "words": page.own_words(), "language": context["language"]}

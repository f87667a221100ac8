from django import template

from hub.search.kinds import KIND_LABELS

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """What one document of this kind is called."""
    return KIND_LABELS[kind]

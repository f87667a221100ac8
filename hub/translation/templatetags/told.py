from django import template
from django.conf import settings

from hub.core.enums import TranslationState
from hub.translation.models import Subject

register = template.Library()


@register.filter
def state_label(state: str) -> str:
    """What a reader is told of words in this state, in a few words."""
    return dict(TranslationState.choices).get(state, "")


@register.simple_tag
def original_of(page, own_languages: dict | None) -> dict:
    """Language and address of the page's original, where anybody may read it; nothing for the original itself.

    One query, and only where there is no page in the source language.
    """
    read = own_languages or {}
    code = settings.LANGUAGE_CODE
    if code not in read:
        found = Subject.objects.filter(translation_key=page.translation_key)
        code = found.values_list("language", flat=True).first()
    return {"language": code, "path": read[code]} if code in read and code != page.language else {}

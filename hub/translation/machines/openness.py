"""What a machine may be given: words made for readers that anybody may read already, and nothing else."""

from collections import defaultdict

from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringSegment

from hub.translation.models import GlossaryTerm, Subject


def may_be_sent(instance) -> bool:
    """Whether a page or snippet is open to everybody at this moment, and of a kind that machines may translate."""
    if instance is None or not getattr(type(instance), "may_be_machine_translated", False):
        return False
    if not getattr(instance, "live", True):
        return False
    return not (isinstance(instance, Page) and instance.get_view_restrictions().exists())


def open_texts(locale: Locale, texts: list[str]) -> list[str]:
    """Those of the texts that stand in an original which may be sent, each once."""
    hashes = [String._get_data_hash(text) for text in texts]
    rows = StringSegment.objects.filter(string__locale=locale, string__data_hash__in=hashes)
    places = defaultdict(set)
    for key, text in rows.values_list("source__object_id", "string__data"):
        places[key].add(text)
    found = set()
    for subject in Subject.objects.filter(translation_key__in=places, language=locale.language_code, is_public=True):
        if not places[subject.translation_key] <= found and may_be_sent(_original(subject)):
            found |= places[subject.translation_key]
    return [text for text in dict.fromkeys(texts) if text in found]


def kept_words(locale: Locale) -> list[str]:
    """The glossary's words that stay as they are in every language, in all their forms."""
    terms = GlossaryTerm.objects.filter(locale=locale, do_not_translate=True)
    return [form for term in terms for form in term.forms]


def _original(subject: Subject):
    model = subject.content_type.model_class()
    return model.objects.filter(pk=subject.source_id).first() if model else None

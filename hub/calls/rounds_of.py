"""A call beside its page: one for all its languages."""

from hub.calls.models import CallPage, Round
from hub.core import languages
from hub.core.enums import TranslationState


def round_of(page: CallPage) -> Round:
    found, _is_new = Round.objects.get_or_create(key=page.translation_key, defaults={"title": lambda: _title_of(page)})
    return found


def _title_of(page) -> str:
    same = CallPage.objects.filter(translation_key=page.translation_key, translation_state=TranslationState.ORIGINAL)
    return same.values_list("title", flat=True).first() or page.title


def page_of(round_: Round, language: str | None = None) -> CallPage | None:
    """The page in a language, or the original where there is none; one that readers see first. None where all are gone."""
    wished = language or languages.current()
    pages = CallPage.objects.filter(translation_key=round_.key, alias_of__isnull=True).select_related("locale")
    return min(pages, key=lambda page: _distance(page, wished), default=None)


def _distance(page, language) -> tuple:
    return not page.live, page.language != language, page.translation_state != TranslationState.ORIGINAL, page.pk

"""What readers find by free words, and what editors are offered while they type."""

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.core import version
from hub.search.collation import sort_key
from hub.search.results import Facet
from hub.tags import validators
from hub.tags.models import FormerWord, Word

PARAMETER = "tag"
OFFERED = 20
COMPLETED = 10
KEPT_SECONDS = 3600


def sought(data: QueryDict, language: str) -> tuple[QueryDict, list[Facet]]:
    """The query string with words that were renamed or merged under their present address, and the facet of the words:
    those on most pages, and those that are asked for."""
    asked = [slug for slug in data.getlist(PARAMETER)[:OFFERED] if slug.isprintable() and len(slug) <= 100]
    options = dict(_offered(language))
    if asked:
        moved = _moved(asked, language)
        if moved:
            data = data.copy()
            now = [moved.get(slug, slug) for slug in data.getlist(PARAMETER)]
            data.setlist(PARAMETER, list(dict.fromkeys(now)))
        wanted = [moved.get(slug, slug) for slug in asked]
        options |= dict(Word.objects.readable(language).filter(slug__in=wanted).values_list("slug", "name"))
    rows = sorted(options.items(), key=lambda option: sort_key(option[1], language))
    return data, [Facet(PARAMETER, _("Words people use"), [(*row, 0) for row in rows])] if rows else []


def _moved(slugs: list[str], language: str) -> dict[str, str]:
    """Former address → the present one, for words that are no longer called so and that anybody may read."""
    taken = set(Word.objects.filter(language=language, slug__in=slugs).values_list("slug", flat=True))
    gone = [slug for slug in slugs if slug not in taken]
    formers = FormerWord.objects.filter(language=language, slug__in=gone)
    if not formers.exists():
        return {}
    known = Word.objects.readable(language).values("pk")
    return dict(formers.filter(word__in=known).values_list("slug", "word__slug"))


def _offered(language: str) -> list[tuple[str, str]]:
    """Once for a content version."""
    key = f"words:{version.current()}:{language}"
    held = cache.get(key)
    if held is None:
        held = list(Word.objects.most_used(language).values_list("slug", "name")[:OFFERED])
        cache.set(key, held, KEPT_SECONDS)
    return held


def completions(term: str, language: str) -> list[str]:
    """Words that begin so, of those that anybody may read."""
    begun = validators.key(term)[:100].replace("\x00", "")
    if not begun:
        return []
    words = Word.objects.most_used(language).filter(folded__startswith=begun)
    return list(words.values_list("name", flat=True)[:COMPLETED])

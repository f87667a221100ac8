"""What is being typed: the names of things that it could become, at most seven."""

from wagtail import hooks

from hub.core import languages
from hub.search import listing
from hub.search.analysis import is_unspaced
from hub.search.folding import folded
from hub.search.models import SearchDocument

MOST = 7
SHORTEST = 2  # letters; 1 in scripts where a letter may be a word
LOOKED_AT = 40


def completions(typed: str, language: str) -> list[dict]:
    """Names that hold a word beginning with what is typed: `label`, `kind`, `path`. One statement, two where few are found.

    Things in the reader's language first, then those that exist only in others; within each, names that begin so, then
    staff's choice.
    Features add their own names (types of activities) by the hook `hub_search_names`: a function of the language that gives
    (label, kind, path).
    """
    text = " ".join(folded(typed).split())[:60]
    if len(text) < (1 if is_unspaced(text) else SHORTEST):
        return []
    names = [
        {"label": str(label), "kind": str(kind), "path": path}
        for give in hooks.get_hooks("hub_search_names")
        for label, kind, path in give(language)
        if _begins(text, folded(str(label)))
    ]
    found = [_completion(document, text, language) for document in _documents(text, language)]
    names = names[: 2 if len(found) >= MOST - 2 else MOST]
    return [*names, *found][:MOST]


def _begins(text: str, name: str) -> bool:
    return name.startswith(text) or f" {text}" in name or (is_unspaced(text) and text in name)


def _documents(text: str, language: str) -> list[SearchDocument]:
    pattern = text if is_unspaced(text) else f" {text}"
    held = (
        SearchDocument.objects.unexpired()
        .filter(completions__contains=pattern)
        .defer("lead", "keywords", "body", "card", "labels")
    )
    held = held.order_by("-recommended", "sort_key", "pk")
    found = list(held.filter(language=language)[:LOOKED_AT])
    if len(found) < MOST:
        shown = listing.listing("", language)
        others = list(held.exclude(language=language)[:LOOKED_AT])
        stand_ins = {row.page_id for row in shown.rows(shown.mask_of(other.pk for other in others), sort="title")}
        found += [other for other in others if other.pk in stand_ins]
    return sorted(found, key=lambda document: (document.language != language, f"\n {text}" not in document.completions))


def _completion(document, text: str, language: str) -> dict:
    """The title, and the other name where that is what fits."""
    names = [name for name in document.names.splitlines() if _begins(text, folded(name))]
    fits = _begins(text, folded(document.title)) or not names
    label = document.title if fits else f"{document.title} ({names[0]})"
    return {"label": label, "kind": "", "path": languages.page_path(language, document.url_path)}

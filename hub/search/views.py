from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hub.core import languages
from hub.search.completing import completions
from hub.search.filters import readable
from hub.search.kinds import GROUP_LABELS, KIND_LABELS
from hub.search.models import SearchDocument
from hub.search.results import Facet, Results, results

PAGE_SIZE = 20

_further_readers: list[Callable[[QueryDict, str], tuple[QueryDict, list[Facet]]]] = []


def read_also(reader: Callable[[QueryDict, str], tuple[QueryDict, list[Facet]]]) -> None:
    """An app above adds facets: `reader` is given the query string and the language, and returns the query string as it is
    to be read (former addresses put right) with its facets."""
    if reader not in _further_readers:
        _further_readers.append(reader)


def site_search(request: HttpRequest) -> HttpResponse:
    """The search over everything that anybody may read in the hub."""
    language = languages.current()
    kinds = Facet("kind", _("Kind"), [(key, label, 0) for key, label in GROUP_LABELS.items()])
    spoken = Facet("lang", _("Language"), [(code, name, 0) for code, name in languages.names().items()])
    data, facets = request.GET, [kinds, spoken]
    for reader in _further_readers:
        data, further = reader(data, language)
        facets += further
    found = results(data, kind="", facets=facets, language=language, size=PAGE_SIZE)
    groups = [(group, [_hit(document, found, language) for document in group.documents]) for group in found.groups]
    hits = [] if groups else [_hit(document, found, language) for document in found.documents]
    return render(request, "search/search.html", {"results": found, "groups": groups, "hits": hits})


def _hit(document: SearchDocument, found: Results, language: str) -> dict:
    """A result as it is shown; title, summary and extract in parts, marked or not, the extract where the summary has no word."""
    parts = found.extracts.get(document.page_id, {})
    text = parts.get("text", [])
    is_summary = "".join(part for part, _is_hit in text) == document.summary
    return {
        "title": parts.get("title") or [(document.title, False)],
        "summary": text if is_summary else [(document.summary, False)] if document.summary else [],
        "extract": [] if is_summary else text,
        "language": document.language,
        "kind": document.kind,
        "kind_label": KIND_LABELS[document.kind],
        "uid": document.uid,
        "type": document.card.get("type", ""),
        "colour": document.card.get("colour", ""),
        "path": languages.page_path(language, document.url_path),
    }


def complete(request: HttpRequest) -> JsonResponse:
    """What is being typed in the search field (`q`) could become: at most seven names with their addresses."""
    found = completions(readable(request.GET.get("q", "")[:60]), languages.current())
    return JsonResponse({"names": found}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})

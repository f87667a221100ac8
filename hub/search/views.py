from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hub.core import languages
from hub.search.results import Facet, results

PAGE_SIZE = 20
KIND_LABELS = {"activity": _("Activity"), "page": _("Page")}


def site_search(request: HttpRequest) -> HttpResponse:
    """The search over everything that anybody may read in the hub."""
    language = languages.current()
    kinds = Facet("kind", _("Kind"), [(key, label, 0) for key, label in KIND_LABELS.items()])
    spoken = Facet("lang", _("Language"), [(code, name, 0) for code, name in languages.names().items()])
    found = results(request.GET, kind="", facets=[kinds, spoken], language=language, size=PAGE_SIZE)
    hits = [
        {
            "title": document.title,
            "summary": document.summary,
            "language": document.language,
            "kind": document.kind,
            "kind_label": KIND_LABELS[document.kind],
            "uid": document.uid,
            "type": document.card.get("type", ""),
            "colour": document.card.get("colour", ""),
            "path": languages.page_path(language, document.url_path),
        }
        for document in found.documents
    ]
    return render(request, "search/search.html", {"results": found, "hits": hits})

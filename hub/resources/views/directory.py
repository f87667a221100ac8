from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from hub.core import languages
from hub.resources import facets, reading
from hub.search.results import results

PAGE_SIZE = 24
SORTS = ("recommended", "newest", "title")


def directory(request: HttpRequest, page) -> HttpResponse:
    """All resources: a plain GET form in, resources and true counts out."""
    language = languages.current()
    found = results(
        request.GET,
        kind=facets.KIND,
        facets=facets.facets(language),
        language=language,
        size=PAGE_SIZE,
        sorts=SORTS,
    )
    rows = zip(
        reading.cards(found.documents, language),
        found.documents,
        found.shown_extracts,
        strict=True,
    )
    context = {**page.get_context(request), "results": found, "rows": list(rows)}
    response = TemplateResponse(request, "resources/resources.html", context)
    response.fresh_until = reading.next_midnight()
    return response

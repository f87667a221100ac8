from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from hub.core import languages
from hub.search.results import results
from hub.stories import facets, presenting, reading

PAGE_SIZE = 24
SORTS = ("newest", "title")


def stories(request: HttpRequest, page) -> HttpResponse:
    """All stories: a plain GET form in, stories and true counts out; the map and the years beside them."""
    language = languages.current()
    found = results(
        request.GET,
        kind=facets.KIND,
        facets=facets.facets(language),
        language=language,
        size=PAGE_SIZE,
        sorts=SORTS,
    )
    cards = zip(
        presenting.cards(found.documents, language),
        found.documents,
        found.shown_extracts,
        strict=True,
    )
    context = {
        **page.get_context(request),
        "results": found,
        "cards": list(cards),
        "world_map": reading.world_map(language),
        "years": reading.timeline(language),
    }
    return TemplateResponse(request, "stories/stories.html", context)

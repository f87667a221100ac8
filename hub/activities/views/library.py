from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from hub.activities import facets, presenting, reading
from hub.core import languages
from hub.search.results import results

PAGE_SIZE = 24
DOWNLOADS = {"txt": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8"}


def library(request: HttpRequest, page) -> HttpResponse:
    """The library: a plain GET form in, activities and true counts out."""
    language = languages.current()
    found = results(request.GET, kind="activity", facets=facets.facets(language), language=language, size=PAGE_SIZE)
    cards = zip(
        presenting.cards(found.documents, language),
        found.documents,
        found.shown_extracts,
        strict=True,
    )
    context = {**page.get_context(request), "results": found, "cards": list(cards)}
    return TemplateResponse(request, "activities/library.html", context)


def download(request: HttpRequest, uid: str, extension: str) -> HttpResponse:
    """One activity as a file, in the language of the address or else in the one it exists in. 404 where nobody may read it."""
    activity = reading.activity_of(uid)
    if activity is None:
        raise Http404
    response = HttpResponse(reading.download(activity, extension), content_type=DOWNLOADS[extension])
    response.headers["Content-Disposition"] = f'attachment; filename="{activity.slug}-{activity.language}.{extension}"'
    return response

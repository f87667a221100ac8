from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.core import languages, vision
from hub.core.holding import open_page
from hub.handbook import agreements as sheet
from hub.handbook import feeds
from hub.handbook.forms import AgreementsForm, DayForm, SentenceForm
from hub.handbook.parts import books
from hub.handbook.reading import chapter_of, first_part, parts_named
from hub.handbook.whole import whole

PLAIN = "text/plain; charset=utf-8"


@require_safe
def whole_book(request: HttpRequest) -> HttpResponse:
    """All chapters on one page."""
    language = languages.current()
    pages = books(language)
    if not pages:
        raise Http404
    found = whole(language, host="", page=pages[0])
    context = {
        "page": pages[0],
        "own_languages": {page.language: f"/{page.language}/handbook/whole/" for page in pages},
        "whole": found,
        "minutes": sum(chapter.minutes for chapter in found.chapters),
    }
    return render(request, "handbook/whole.html", context)


@require_safe
def roadmap_dates(request: HttpRequest, key: str) -> HttpResponse:
    """The first roadmap of a chapter for a calendar."""
    day = DayForm(request.GET).chosen
    parts = parts_named(chapter_of(key), "roadmap", day)
    if not parts or day is None:
        raise Http404
    response = HttpResponse(feeds.calendar(parts[0].shown["stages"], day), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="roadmap.ics"'
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def questions(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The questions of one block (they are counted from 1) as a sheet to print and write on."""
    page = chapter_of(key)
    parts = parts_named(page, "questions")
    if not 1 <= number <= len(parts):
        raise Http404
    chapter = {
        "path": languages.page_path(languages.current(), page.url_path),
        "title": page.title,
        "language": page.language,
    }
    return render(request, "handbook/questions.html", {"page": page, "part": parts[number - 1], "crumbs": [chapter]})


@open_page("GET", "POST")
def sentence(request: HttpRequest) -> HttpResponse:
    """The form of the shared-vision sentence; and, by POST, the sentence of what was written."""
    form = SentenceForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "handbook/sentence.html", {"form": form})
    made = vision.sentence(form.cleaned_data)
    if request.POST.get("do") == "text":
        return _file(made, _("our-sentence"))
    context = {
        "form": form,
        "made": made,
        "pieces": vision.pieces(form.cleaned_data),
        "letter": _letter(_("Our shared vision"), made),
    }
    return render(request, "handbook/sentence.html", context)


@open_page("GET", "POST")
def agreements(request: HttpRequest) -> HttpResponse:
    """A group's own sheet of agreements: to choose, to put in order, to print."""
    if request.method != "POST":
        return _sheet(request, AgreementsForm(), _offered())
    form = AgreementsForm(request.POST)
    is_good = form.is_valid()
    given, do = form.cleaned_data, form.cleaned_data.get("do", "")
    lines = sheet.read(given.get("line", []), given.get("pick", set()), given.get("own", []))
    if not is_good:
        return _sheet(request, form, lines)
    chosen = [line.text for line in lines if line.is_on]
    if do == "text" and chosen:
        return _file(_numbered(chosen), _("our-agreements"))
    if do in ("take", "text", ""):
        return _sheet(request, AgreementsForm(), lines, chosen, is_empty=not chosen)
    return _sheet(request, AgreementsForm(), sheet.moved(lines, do))


def _offered() -> list[sheet.Line]:
    """What the first such block of the book offers."""
    found = first_part("housekeeping")
    return [sheet.Line(str(text), True) for text in found[0].value["lines"]] if found else []


def _sheet(request, form, lines, chosen=(), *, is_empty=False) -> HttpResponse:
    made = _numbered(chosen)
    context = {
        "form": form,
        "lines": lines,
        "chosen": chosen,
        "is_empty": is_empty,
        "made": made,
        "letter": _letter(_("Our agreements"), made),
    }
    return render(request, "handbook/agreements.html", context)


def _numbered(lines) -> str:
    return "\n".join(f"{at}. {text}" for at, text in enumerate(lines, 1))


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(f"{text}\r\n".replace("\r\n", "\n").replace("\n", "\r\n"), content_type=PLAIN)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.txt"
    return response


def _letter(subject: str, text: str) -> str:
    """An address that opens a letter with this text, to nobody yet."""
    return f"mailto:?subject={quote(subject)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"

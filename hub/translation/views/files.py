"""Texts that leave in a file and come back in one. Nothing here is published, and no file is kept."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.models import Locale

from hub.translation import desk, glossary, rights, translating
from hub.translation.enums import WorkState
from hub.translation.exchange import archive, formats, parcels, taking
from hub.translation.exchange.forms import FileForm, FilesForm, KindForm
from hub.translation.exchange.receiving import in_memory
from hub.translation.models import Work


def works_for(user):
    """The translations that somebody may take away; originals are none."""
    works = desk.viewer_of(user).works().exclude(state=WorkState.ORIGINAL)
    return works.select_related("subject__content_type", "locale", "translation")


def _work(user, work_id: int) -> Work | None:
    """A translation by its id; None where somebody may not see it."""
    get_object_or_404(Work.objects.exclude(state=WorkState.ORIGINAL), pk=work_id)
    return works_for(user).filter(pk=work_id).first()


@require_safe
def download(request: HttpRequest, work_id: int, file_format: str) -> HttpResponse:
    """One page in one language."""
    _known(file_format)
    work = _work(request.user, work_id)
    if work is None:
        return permission_denied(request)
    try:
        translating.begin(work=work, user=request.user)
    except translating.NotDoneError as error:
        messages.error(request, str(error))
        return redirect("translation:desk")
    data = formats.write(parcels.pack(work, _terms([work], work.locale)), file_format)
    return _attachment(data, formats.TYPES[file_format], _name_of(work, file_format))


@require_safe
def download_language(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """All that there is to translate into a language, or all of one kind, in one archive."""
    _known(file_format)
    locale = get_object_or_404(Locale, language_code=code)
    if not rights.may_translate(request.user, locale):
        return permission_denied(request)
    works = works_for(request.user).filter(locale=locale).order_by("subject__kind", "subject__pk")
    form = KindForm(request.GET, kinds=list(works.order_by().values_list("subject__kind", flat=True).distinct()))
    form.is_valid()
    kind = form.cleaned_data.get("kind")
    works = list(works.filter(subject__kind=kind) if kind else works)
    data = archive.write(_files(works, locale, file_format, request.user))
    return _attachment(data, "application/zip", f"{code}-{file_format}.zip")


def _known(file_format: str) -> None:
    if file_format not in formats.WRITERS:
        raise Http404


def _files(works: list[Work], locale: Locale, file_format: str, user) -> Iterator[tuple[str, bytes]]:
    terms = _terms(works, locale)
    begun = []
    for work in works:
        with suppress(translating.NotDoneError):  # its original is gone: there is nothing to take away
            translating.begin(work=work, user=user)
            begun.append(work)
    for work, parcel in zip(begun, parcels.pack_all(begun, terms), strict=True):
        yield _name_of(work, file_format), formats.write(parcel, file_format)


def _terms(works: list[Work], locale: Locale) -> list[glossary.Hint]:
    languages = {work.subject.language for work in works}
    return [hint for language in sorted(languages) for hint in glossary.entries(language, locale)]


def _name_of(work: Work, file_format: str) -> str:
    kind, title = work.subject.kind.split(".")[-1], slugify(work.subject.title)[:60]
    words = [each for each in (kind, title, str(work.pk), work.locale.language_code) if each]
    return f"{'-'.join(words)}.{formats.ENDINGS[file_format]}"


def _attachment(data: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, work_id: int) -> HttpResponse:
    """One file of one page. What is not taken is shown in the answer itself: no text of hers is kept for another request."""
    work = _work(request.user, work_id)
    if work is None:
        return permission_denied(request)
    addresses = {each: reverse("translation:download", args=[work.pk, each]) for each in formats.WRITERS}
    context = {"form": FileForm(), "work": work, "locale": work.locale, "downloads": addresses, "outcomes": []}
    if request.method == "POST":
        form = context["form"] = FileForm(request.POST, request.FILES)
        if form.is_valid():
            context["outcomes"] = [_taken("", form.cleaned_data["file"], request.user, lambda _returned: work)]
    return _page(request, context, work.subject.title)


@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
def upload_language(request: HttpRequest, code: str) -> HttpResponse:
    """Archives or files of any pages in one language. Each file is taken or refused by itself."""
    locale = get_object_or_404(Locale, language_code=code)
    if not rights.may_translate(request.user, locale):
        return permission_denied(request)
    addresses = {each: reverse("translation:download_language", args=[code, each]) for each in formats.WRITERS}
    context = {"form": FilesForm(), "locale": locale, "downloads": addresses, "outcomes": []}
    if request.method == "POST":
        form = context["form"] = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            context["outcomes"] = list(_taken_all(form.cleaned_data["files"], locale, request.user))
    return _page(request, context, locale.get_display_name())


def _taken_all(files: list[tuple[str, bytes]], locale: Locale, user) -> Iterator[taking.Outcome]:
    works = works_for(user).filter(locale=locale)
    for name, data in files:
        if not archive.is_archive(data):
            yield _taken(name, data, user, partial(taking.work_for, works=works, locale=locale))
            continue
        try:
            inside = archive.read(data)
        except parcels.UnreadableError as error:
            yield taking.Outcome(name=name, problem=str(error))
            continue
        for own_name, own_data in inside:
            yield _taken(own_name, own_data, user, partial(taking.work_for, works=works, locale=locale))


def _taken(name: str, data: bytes, user, work_for: Callable[[parcels.Returned], Work]) -> taking.Outcome:
    """What became of one file, which `work_for` finds the work of."""
    try:
        returned = formats.read(data)
        outcome = taking.take(work=work_for(returned), returned=returned, user=user)
    except (parcels.UnreadableError, translating.NotDoneError) as error:
        return taking.Outcome(name=name, problem=str(error))
    outcome.name = name
    return outcome


def _page(request: HttpRequest, context: dict, title: str) -> HttpResponse:
    outcomes = context["outcomes"]
    context |= {
        "total": {
            "taken": sum(each.taken for each in outcomes),
            "unchanged": sum(each.unchanged for each in outcomes),
            "refused": sum(len(each.refused) for each in outcomes),
        },
        "told": [each for each in outcomes if each.problem or each.refused],
        "page_title": _("Files"),
        "page_subtitle": title,
        "header_title": title,
        "header_icon": "download",
        "breadcrumbs_items": [
            {"url": reverse("translation:desk"), "label": _("Translation")},
            {"url": "", "label": _("Files"), "sublabel": title},
        ],
    }
    return TemplateResponse(request, "translation/files.html", context)


urlpatterns = [
    path("work/<int:work_id>/download/<str:file_format>/", download, name="download"),
    path("work/<int:work_id>/upload/", upload, name="upload"),
    path("language/<str:code>/download/<str:file_format>/", download_language, name="download_language"),
    path("language/<str:code>/upload/", upload_language, name="upload_language"),
]

"""What leaves the hub: files of applications, tables, and one application on paper. Each is in the log."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.calls import printing, rounds_of
from hub.calls.enums import Opened
from hub.calls.models import Application, ApplicationFile
from hub.calls.review import exporting, openings, rights, seeing, shown
from hub.calls.review_forms import ExportForm
from hub.calls.review_views.screens import application_for, round_at, screen
from hub.core import languages, tables
from hub.core.sealed import files as sealed_files
from hub.core.sealed.box import SealingError

SANDBOX = "default-src 'none'; sandbox"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


def handed_out(data: bytes, name: str) -> HttpResponse:
    """To be saved, never shown by the browser as a page of the hub."""
    response = HttpResponse(data, content_type=KINDS.get(name.rpartition(".")[2], "application/octet-stream"))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store, private"
    response._csp_exempt = True
    return response


@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    if not rights.may_come(request.user):
        raise PermissionDenied
    found = ApplicationFile.objects.select_related("application__round").filter(pk=file_id).first()
    if found is None or not _may_have(request.user, found):
        raise PermissionDenied
    try:
        data = sealed_files.read(found.name, place=found.place)
    except (SealingError, FileNotFoundError):
        raise Http404 from None
    openings.note(what=Opened.FILE, user=request.user, application=found.application)
    page = rounds_of.page_of(found.application.round)
    return handed_out(data, exporting.file_name(page, found.kind))


def _may_have(user, found: ApplicationFile) -> bool:
    if rights.may_handle(user, found.application):
        return True
    if not rights.may_review(user, found.application):
        return False
    page = rounds_of.page_of(found.application.round)
    questions = shown.questions_seen(page, seeing.reviewers_sight(page))
    return any(each.key == found.key and each.is_asked(found.application.answers) for each in questions)


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Staff: all that was sent. Reviewers: what they read, as they see it."""
    if not rights.may_come(request.user):
        raise PermissionDenied
    round_ = round_at(round_id)
    is_staff = rights.may_run(request.user)
    if not is_staff and not rights.reads_in(request.user, round_):
        raise PermissionDenied
    page = rounds_of.page_of(round_)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sight = seeing.STAFF if is_staff else seeing.reviewers_sight(page)
        with_names = is_staff and form.cleaned_data["with_names"]
        return _table(request.user, round_, page, sight, form.cleaned_data["kind"], with_names=with_names)
    return screen(request, "export", _("Export"), round_, page, form=form, is_staff=is_staff)


def _table(user, round_, page, sight, kind, *, with_names) -> HttpResponse:
    found = (
        Application.objects.filter(round=round_).sent().whole() if sight.is_staff else rights.readable_by(user, round_)
    )
    found = found.exclude(pk__in=rights.too_close(user)).with_readings().order_by("sent_at", "pk")
    questions = exporting.questions_of(page, sight, with_names=with_names)
    head = exporting.head(questions, sight, with_names=with_names)
    scores = {} if sight.is_staff else exporting.own_scores(round_, user)
    applications = list(found)
    rows = exporting.rows(applications, questions, sight, with_names=with_names, scores=scores)
    name = exporting.file_name(page, kind)
    if kind == "csv":
        data = tables.csv_bytes(rows, head)
    else:
        data = tables.xlsx(rows, head, title=_("Applications"), direction=languages.direction(languages.current()))
    openings.note(what=Opened.EXPORT, user=user, round_=round_, number=len(applications))
    return handed_out(data, name)


@require_POST
def paper(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application for a jury without a network. Without names, for staff too."""
    held = application_for(request, application_id, _may_print)
    page = rounds_of.page_of(held.round)
    sight = seeing.STAFF if rights.may_handle(request.user, held) else seeing.reviewers_sight(page)
    data = printing.application_pdf(
        title=page.title if page else held.round.title,
        reference=held.reference,
        sections=_sections(shown.shown(held, sight)),
        language=languages.current(),
    )
    openings.note(what=Opened.PRINTED, user=request.user, application=held)
    return handed_out(data, exporting.file_name(page, "pdf"))


def _may_print(user, application) -> bool:
    return rights.may_handle(user, application) or rights.may_review(user, application)


def _sections(found: shown.Shown) -> list[tuple]:
    steps = [*found.steps, (_("Notes of the team"), found.team)]
    told = [(step, [(line.label, _words(line)) for line in lines if not line.is_masked]) for step, lines in steps]
    return [(step, lines) for step, lines in told if lines]


def _words(line) -> str:
    return "\n".join([*line.lines, *(_("A file (%(kind)s)") % {"kind": each.kind} for each in line.files)]) or "–"

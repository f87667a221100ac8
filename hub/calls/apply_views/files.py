"""Files of an application: sent, several at a time, opened and removed by her alone who holds it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from hub.calls.apply_reading import Draft
from hub.calls.apply_views.about import wants_json
from hub.calls.apply_views.holding import PLACE, application_page
from hub.calls.apply_views.steps import CLOSED, OTHER_OPEN, shown
from hub.calls.applying import files as taking
from hub.calls.applying.permitting import ClosedError

TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}
SHOWN = {"jpg", "png"}  # all others are saved, never run or shown


@application_page("POST")
def add(request: HttpRequest, application, number: int) -> HttpResponse:
    """All files at once. A file that is refused never takes the others with it."""
    draft = Draft(application)
    step = draft.step(number)
    if step is None or step.file_question is None:
        return redirect("apply_steps")
    refused = _take(request, draft, step.file_question)
    if wants_json(request):
        return JsonResponse({"refused": refused}, status=422 if refused else 200)
    if refused:
        return shown(request, Draft(application, page=draft.page), step, refused=refused)
    return redirect("apply_step", number)


def _take(request, draft, question) -> list[dict]:
    """Takes in what was sent. Names of files go back to her who sent them, and nowhere else."""
    try:
        uploads = request.FILES.getlist("files")
    except OSError:  # no room for what comes in, or the line was cut
        return [{"name": "", "reason": str(taking.NO_ROOM)}]
    if not PLACE.is_marked(request, draft.application):
        return [{"name": "", "reason": str(OTHER_OPEN)}]
    if draft.is_frozen(question):
        return [{"name": "", "reason": str(CLOSED)}]
    if not uploads:
        return [{"name": "", "reason": _("Please choose a file.")}]
    refused = []
    for upload in uploads:
        try:
            taking.add_file(application=draft.application, page=draft.page, question=question, upload=upload)
        except taking.RefusedError as error:
            refused.append({"name": upload.name, "reason": str(error.reason)})
        except ClosedError:
            refused.append({"name": upload.name, "reason": str(CLOSED)})
    return refused


@application_page("GET")
def show(request: HttpRequest, application, key) -> HttpResponse:
    row = get_object_or_404(application.files, pk=key)
    try:
        data = taking.read_file(row)
    except OSError as error:
        raise Http404 from error
    way = "inline" if row.kind in SHOWN else "attachment"
    return HttpResponse(
        data,
        content_type=TYPES.get(row.kind, "application/octet-stream"),
        headers={
            "Content-Disposition": f'{way}; filename="file.{row.kind}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@application_page("POST")
def remove(request: HttpRequest, application, key) -> HttpResponse:
    draft = Draft(application)
    row = application.files.filter(pk=key).first()
    question = draft.by_key.get(row.key) if row else None
    if question is None or not PLACE.is_marked(request, application) or draft.is_frozen(question):
        return redirect("apply_steps")
    number = next(step.number for step in draft.steps if question in step.questions)
    try:
        taking.remove_file(application=application, page=draft.page, key=key)
    except ClosedError:
        return redirect("apply_steps")
    return redirect("apply_step", number)

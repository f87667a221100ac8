"""Pictures of a story: sent, several at a time, each told of on a page of its own, seen by nobody else."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hub.core.step_forms import TOO_LONG, SentAnswers
from hub.stories.share_forms.opening import UploadForm
from hub.stories.share_forms.steps import PictureForm
from hub.stories.share_reading import Draft
from hub.stories.share_views import holding
from hub.stories.share_views.holding import story_page
from hub.stories.share_views.steps import LABELS, ORDER, about, wants_json
from hub.stories.sharing import asking, keeping
from hub.stories.sharing import pictures as taking

SMALL = "width-480|format-jpeg"


@story_page("GET", "POST", editable=True)
def pictures(request: HttpRequest, submission) -> HttpResponse:
    """The plain way: all files at once. A file that is refused never takes the others with it."""
    refused = []
    if request.method == "POST":
        refused = _take(request, submission)
        if wants_json(request):
            return JsonResponse({"refused": refused}, status=422 if refused else 200)
        if not refused:
            return redirect("share_pictures")
    draft = Draft(submission)
    place = ORDER.index(asking.PICTURES)
    context = {
        **about(submission),
        "step": asking.PICTURES,
        "label": LABELS[asking.PICTURES],
        "number": place + 1,
        "count": len(ORDER),
        "rows": draft.picture_forms,
        "refused": refused,
        "form": UploadForm(),
        "remark": submission.remarks.get("pictures", ""),
        "most": taking.MOST_PICTURES,
        "megabytes": taking.MOST_MEGABYTES,
        "next": ORDER[place + 1],
    }
    return render(request, "stories/share/pictures.html", context)


def _take(request, submission) -> list[dict]:
    """Takes in what was sent. Names of files go back to her who sent them, and nowhere else."""
    try:
        files = request.FILES.getlist("pictures")
    except OSError:  # no room for what comes in, or the line was cut
        return [{"name": "", "reason": str(taking.NO_ROOM)}]
    if not holding.is_marked(request, submission):
        return [{"name": "", "reason": _("Another story is open on this device now. Open this one with its code.")}]
    if not files:
        return [{"name": "", "reason": _("Please choose at least one picture.")}]
    refused = []
    for upload in files:
        try:
            taking.add_picture(submission=submission, upload=upload)
        except taking.RefusedError as error:
            refused.append({"name": upload.name, "reason": str(error.reason)})
        except keeping.ClosedError:
            refused.append({"name": upload.name, "reason": _("This story has been sent already.")})
    return refused


@story_page("GET", "POST", editable=True)
def picture(request: HttpRequest, submission, number: int) -> HttpResponse:
    row = get_object_or_404(submission.pictures.select_related("image", "submission"), pk=number)
    form, wrong = PictureForm(row.answers), ""
    if request.method == "POST":
        sent = SentAnswers(form, request.POST)
        wrong = _not_kept(request, submission, row, sent)
        form = PictureForm({**row.answers, **sent.all} if wrong else row.answers)
        if wants_json(request):
            errors = {field: " ".join(messages) for field, messages in form.errors.items()}
            answer = {"kept": not wrong, "message": str(wrong), "was": form.marks, "errors": errors}
            return JsonResponse(answer, status=409 if wrong else 200)
        if not wrong and not form.errors:
            return redirect("share_pictures")
    if wrong:
        form.add_error(None, wrong)
    return render(request, "stories/share/picture.html", {**about(submission), "form": form, "picture": row})


def _not_kept(request, submission, row, sent) -> str:
    if not holding.is_marked(request, submission):
        return _(
            "Another story is open on this device now. Copy your words from here, and open this story with its code."
        )
    if sent.too_long:
        return TOO_LONG
    try:
        taking.describe(picture=row, answers=sent.changed)
    except keeping.ClosedError:
        return _("This story has been sent already. What you see here is no part of it.")
    return ""


@story_page("POST", editable=True)
def remove(request: HttpRequest, submission, number: int) -> HttpResponse:
    row = submission.pictures.select_related("image", "submission").filter(pk=number).first()
    if row and holding.is_marked(request, submission):
        taking.remove_picture(picture=row)
    return redirect("share_pictures")


@story_page("GET")
def small(request: HttpRequest, submission, number: int) -> HttpResponse:
    """A small copy for her alone who holds the story."""
    row = get_object_or_404(submission.pictures.select_related("image"), pk=number)
    try:
        rendition = row.image.get_rendition(SMALL)
        return FileResponse(rendition.file.open("rb"), content_type="image/jpeg")
    except (OSError, ValueError) as error:
        raise Http404 from error

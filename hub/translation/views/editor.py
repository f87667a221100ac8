"""The editor: a thing in one language, part by part, until it is right and before readers."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from hub.translation import assigning, desk, rights, translating, wording
from hub.translation.forms import FinishForm, LostForm, PartForm, PlaceForm
from hub.translation.models import Work
from hub.translation.presenting import PartState, Row, Sheet, as_it_would_be


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, work_id: int) -> HttpResponse:
    work = _work(work_id)
    if not _may_work_on(request.user, work):
        return permission_denied(request)
    try:
        translating.begin(work=work, user=request.user)
    except translating.NotDoneError as error:
        messages.error(request, str(error))
        return redirect("translation:desk")
    if request.method == "POST":
        return _save(request, work)
    return _page(request, work)


@require_POST
def finish(request: HttpRequest, work_id: int) -> HttpResponse:
    """She says that all is right, publishes it, or tells the editors that it is ready."""
    work = _work(work_id)
    if not _may_work_on(request.user, work):
        return permission_denied(request)
    form = FinishForm(request.POST)
    if not form.is_valid():
        return _page(request, work, finish_form=form)
    if form.cleaned_data["step"] == FinishForm.PUBLISH and not _may_publish(request.user, work):
        return permission_denied(request)
    try:
        said = STEPS[form.cleaned_data["step"]](request, work, form.cleaned_data)
    except translating.NotDoneError as error:
        form.add_error(None, str(error))
        return _page(request, work, finish_form=form)
    messages.success(request, said)
    if form.cleaned_data["step"] == FinishForm.HAND_OVER:
        return redirect("translation:desk")
    return redirect(_address(work) + "#finish")


def _check(request, work, data) -> str:
    translating.check(work=work, user=request.user, credit=data["credit"])
    return _("Thank you! It is checked.")


def _publish(request, work, data) -> str:
    translating.publish(work=work, user=request.user)
    return _("Readers see it now.")


def _hand_over(request, work, data) -> str:
    assigning.give_back(works=Work.objects.filter(pk=work.pk), user=request.user)
    return _("Thank you! The editors go on from here.")


STEPS = {FinishForm.CHECK: _check, FinishForm.PUBLISH: _publish, FinishForm.HAND_OVER: _hand_over}


@require_GET
def preview(request: HttpRequest, work_id: int) -> HttpResponse:
    """The page as readers would see it, with what is written so far."""
    work = _work(work_id)
    if not _may_work_on(request.user, work):
        return permission_denied(request)
    page = as_it_would_be(work)
    if page is None:
        messages.warning(request, _("There is no preview of this."))
        return redirect(_address(work))
    return page.make_preview_request(request, page.default_preview_mode)


def _work(work_id: int) -> Work:
    works = Work.objects.select_related("subject__content_type", "locale", "translation__source__locale")
    return get_object_or_404(works, pk=work_id)


def _may_work_on(user, work: Work) -> bool:
    return desk.viewer_of(user).works().filter(pk=work.pk).exists()


def _may_publish(user, work: Work) -> bool:
    """Nobody but those who run the desk puts before readers what has no public original."""
    if rights.runs_the_desk(user):
        return True
    return work.subject.is_public and rights.may_publish(user, work.locale)


def _save(request, work) -> HttpResponse:
    with transaction.atomic():
        translating.hold(work=work)
        sheet = Sheet(work)
        row = sheet.row(PlaceForm(request.POST).wishes.get("part"))
        if row is None:
            return _page(request, work, sheet=sheet, lost=LostForm(request.POST))
        form = PartForm(request.POST, work=work, part=row.part, field=row.field, terms=sheet.glossary)
        if not form.is_valid():
            return _page(request, work, sheet=sheet, row=row, form=form)
        if form.cleaned_data["text"] == row.part.text and row.state == PartState.DONE:
            return redirect(_after(request, sheet, row))  # a second click
        if form.cleaned_data["made_from"] != wording.version_of(row.part):
            return _page(request, work, sheet=sheet, row=row, form=_renewed(request, form), is_conflict=True)
        try:
            _keep(request, work, row, form.cleaned_data["text"])
        except translating.NotDoneError as error:
            form.add_error("text", str(error))
            return _page(request, work, sheet=sheet, row=row, form=form)
    return redirect(_after(request, sheet, row))


def _keep(request, work, row, text: str) -> None:
    segment = translating.segment_of(work, row.part.segment_id)
    if segment is None:
        raise translating.NotDoneError(_("The original has changed meanwhile. Please load this page again."))
    if row.part.is_outdated and text == row.part.text:
        translating.confirm(work=work, segment=segment, user=request.user)
    else:
        translating.write(work=work, segment=segment, text=text, user=request.user)


def _renewed(request, form: PartForm) -> PartForm:
    """Her text again, on top of what stands there now: to save it is her decision."""
    data = request.POST.copy()
    data["made_from"] = wording.version_of(form.shown_part)
    return PartForm(data, work=form.work, part=form.shown_part, field=form.field, terms=form.terms)


def _address(work: Work, **query) -> str:
    address = reverse("translation:edit", args=[work.pk])
    given = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(given)}" if given else address


def _after(request, sheet: Sheet, row: Row) -> str:
    """Where she goes on after a part: the next open one, or the end."""
    following = sheet.next_open(row)
    query = {"saved": row.part.segment_id, "show": PlaceForm(request.GET).wishes.get("show")}
    if following is None:
        return _address(sheet.work, **query) + "#finish"
    return _address(sheet.work, part=following.part.segment_id, **query)


def _page(request, work, *, sheet=None, row=None, form=None, finish_form=None, is_conflict=False, lost=None):
    sheet = sheet or Sheet(work)
    place = PlaceForm(request.GET).wishes
    if row is None and finish_form is None:
        row = sheet.row(place.get("part")) or sheet.next_open()
    if row and form is None:
        form = PartForm(work=work, part=row.part, field=row.field, terms=sheet.glossary)
    saved = sheet.row(place.get("saved"))
    questions = sheet.questions(saved) if saved else []
    if row and not questions and not lost:
        form.fields["text"].widget.attrs["autofocus"] = True
    context = {
        "work": work,
        "sheet": sheet,
        "row": row,
        "form": form,
        "saved": saved,
        "questions": questions,
        "hints": sheet.hints(row) if row else [],
        "following": sheet.next_open(row) if row else None,
        "is_conflict": is_conflict,
        "lost": lost,
        "finish_form": finish_form or FinishForm(),
        **_list(sheet, row, place),
        **_doors(request, work),
    }
    return TemplateResponse(request, "translation/editor.html", context)


def _list(sheet: Sheet, row: Row | None, place: dict) -> dict:
    """The list below: only what is open where an original has changed, and always the part in hand."""
    has_changed = any(each.state == PartState.CHANGED for each in sheet.rows)
    show = place.get("show") or ("open" if has_changed else "all")
    waiting = [each.number for each in sheet.open_rows]
    rows = [each for each in sheet.rows if show == "all" or each.number in waiting or each is row]
    return {"show": show, "listed": rows}


def _doors(request, work: Work) -> dict:
    from hub.translation import machines

    return {
        "breadcrumbs_items": [
            {"url": reverse("translation:desk"), "label": _("Translation")},
            {"url": "", "label": work.subject.title},
        ],
        "header_title": f"{work.subject.title} – {work.locale.get_display_name()}",
        "may_publish": _may_publish(request.user, work),
        "has_news": bool(work.unpublished or not work.is_live),
        "has_preview": hasattr(work.subject.content_type.model_class(), "url_path"),
        "may_ask_machine": work.subject.is_public and bool(work.missing) and machines.available(),
    }


urlpatterns = [
    path("work/<int:work_id>/", edit, name="edit"),
    path("work/<int:work_id>/finish/", finish, name="finish"),
    path("work/<int:work_id>/preview/", preview, name="preview"),
]

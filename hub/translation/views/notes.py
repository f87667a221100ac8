"""What readers say is wrong, before those who can put it right."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from hub.core import languages
from hub.translation import noting, rights
from hub.translation.enums import NoteState, WorkState
from hub.translation.models import ReaderNote
from hub.translation.note_forms import HandleForm, NotesFilterForm

PAGE_SIZE = 20
NEXT_STATES = {
    NoteState.NEW: [NoteState.DONE, NoteState.SET_ASIDE],
    NoteState.DONE: [NoteState.NEW],
    NoteState.SET_ASIDE: [NoteState.NEW],
}


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """The notes in the user's languages, the oldest first."""
    locales = rights.locales_of(request.user)
    if not locales:
        return permission_denied(request)
    form = NotesFilterForm(request.GET, locales=locales)
    language, state, number = form.chosen()
    found = noting.notes_for(request.user).filter(state=state).select_related("page__locale", "handled_by")
    if language:
        found = found.filter(language=language)
    shown = Paginator(found, PAGE_SIZE).get_page(number)
    title = capfirst(ReaderNote._meta.verbose_name_plural)
    context = {
        "form": NotesFilterForm({"language": language, "state": state}, locales=locales),
        "notes": shown,
        "entries": _entries(list(shown), request.user),
        "elided_page_range": shown.paginator.get_elided_page_range(shown.number),
        "page_title": title,
        "header_title": title,
        "header_icon": "comment",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translation:desk"), "label": _("Translation")},
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, "translation/notes.html", context)


@require_POST
def note_state(request: HttpRequest, note_id: int) -> HttpResponse:
    """Says what became of a note, and goes back to the list as it was filtered."""
    if not rights.may_see_the_desk(request.user):
        return permission_denied(request)
    note = get_object_or_404(noting.notes_for(request.user), pk=note_id)
    form = HandleForm(request.POST)
    if form.is_valid():
        noting.handle(note=note, state=form.cleaned_data["state"], user=request.user)
        messages.success(request, note.get_state_display())
    else:
        messages.error(request, " ".join(form.errors["state"]))
    query = request.GET.urlencode()
    return redirect(reverse("translation:notes") + (f"?{query}" if query else ""))


def _entries(shown: list[ReaderNote], user) -> list[dict]:
    """Each note with where to read and to mend what it is about."""
    works = noting.works_of(shown)
    return [
        {
            "note": note,
            "page_path": languages.page_path(note.language, note.page.url_path) if note.page.live else "",
            "edit_path": _edit_path(note, works.get(note.pk), user),
            "next_states": [(state.value, _button(note, state)) for state in NEXT_STATES[note.state]],
        }
        for note in shown
    ]


def _button(note: ReaderNote, state: NoteState) -> str:
    return _("Undo") if state == NoteState.NEW else state.label


def _edit_path(note: ReaderNote, work, user) -> str:
    if work and work.state != WorkState.ORIGINAL:
        return reverse("translation:edit", args=[work.pk])
    if note.page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[note.page_id])
    return ""


urlpatterns = [
    path("notes/", notes, name="notes"),
    path("notes/<int:note_id>/", note_state, name="note_state"),
]

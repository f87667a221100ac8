"""Where a reader says that something is wrong with a page. No account, no cookie, nothing of who she is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from hub.core.public_forms import kept_nowhere
from hub.translation import noting
from hub.translation.note_forms import NoteForm

TOO_MANY = _("Many notes are waiting already. Please come back in a few days.")


@csrf_exempt  # its cookie would be one; the form carries a signed token instead, and acts for nobody
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form, empty or as it was sent with what is wrong with it."""
    page = _page(page_id)
    form = NoteForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_valid() and _is_taken(form, page):
        return redirect("note_thanks", page.pk)
    context = {"noted": page, "form": form, "too_many": TOO_MANY}
    if not form.is_bound:
        context["is_full"] = noting.is_full(page)
    response = render(request, "translation/note.html", context)
    return kept_nowhere(response, form)


@require_safe
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    return render(request, "translation/note_thanks.html", {"noted": _page(page_id)})


def _page(page_id: int) -> Page:
    page = noting.page_to_note(page_id)
    if page is None:
        raise Http404
    return page


def _is_taken(form: NoteForm, page: Page) -> bool:
    try:
        noting.leave(page=page, text=form.cleaned_data["text"], words=form.cleaned_data["words"])
    except noting.TooManyNotesError:
        form.add_error(None, TOO_MANY)
        return False
    return True

"""Asking for machine drafts: of one thing, or of several from the desk."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.utils import get_valid_next_url_from_request

from hub.translation import desk, drafting, machines, rights
from hub.translation.models import Work

MOST = 20
LONGEST_KEY = 18
AT_WORK = _("The machine is at work. Look again in a minute.")


class DraftForm(forms.Form):
    including_outdated = forms.BooleanField(
        label=_("Also the parts whose original has changed"),
        required=False,
        help_text=_("The machine's words take the place of the old translation."),
    )


class WorksField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        keys = list(value or [])
        if len(keys) > MOST:
            raise forms.ValidationError(_("Choose at most %(most)s."), params={"most": MOST})
        if not all(key.isdecimal() and len(key) <= LONGEST_KEY for key in keys):  # SQLite breaks on longer numbers
            raise forms.ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(keys)


class SeveralForm(forms.Form):
    work = WorksField(Work.objects.none())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["work"].queryset = desk.viewer_of(user).works()


def machine_draft(request: HttpRequest, work_id: int) -> HttpResponse:
    """What a machine has done for one thing, and the button that sends it there."""
    work = get_object_or_404(Work.objects.select_related("subject", "locale", "translation"), pk=work_id)
    if not desk.viewer_of(request.user).works().filter(pk=work.pk).exists():
        return permission_denied(request)
    then = get_valid_next_url_from_request(request)
    form = DraftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        drafting.ask(work=work, user=request.user, **form.cleaned_data)
        _say(request, drafting.last_told(work))
        return redirect(then or reverse("translation:machine_draft", args=[work.pk]))
    told = drafting.last_told(work)
    context = {
        "work": work,
        "form": form,
        "told": told,
        "at_work": AT_WORK if drafting.is_at_work(work) else "",
        "next": then,
        "is_available": machines.available(),
        "page_title": _("Machine draft"),
        "page_subtitle": work.subject.title,
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("translation:desk"), "label": _("Translation")},
            {"url": reverse("translation:edit", args=[work.pk]), "label": work.subject.title},
            {"url": "", "label": _("Machine draft")},
        ],
    }
    return render(request, "translation/machine_draft.html", context)


@require_POST
def machine_drafts(request: HttpRequest) -> HttpResponse:
    """Sends each `work` of the form to the machine; those that it must not have are refused one by one."""
    if not rights.may_see_the_desk(request.user):
        return permission_denied(request)
    form = SeveralForm(request.POST, user=request.user)
    if form.is_valid():
        for work in form.cleaned_data["work"]:
            drafting.ask(work=work, user=request.user)
            _say(request, drafting.last_told(work), thing=str(work.subject))
    else:
        messages.error(request, " ".join(form.errors["work"]))
    return redirect(get_valid_next_url_from_request(request) or reverse("translation:desk"))


def _say(request, told: dict | None, thing: str = "") -> None:
    """What came of it; where a worker of its own does it, that it is asked for."""
    before = f"{thing}: " if thing else ""
    if told is None:
        messages.success(request, f"{before}{AT_WORK}")
    elif "problem" in told:
        messages.warning(request, f"{before}{told['problem']}")
    else:
        messages.success(request, f"{before}{_written(told['written'])}")
        if told["left"]:
            messages.warning(request, f"{before}{_left(len(told['left']))}")


def _written(count: int) -> str:
    return ngettext("%(n)s part translated by machine.", "%(n)s parts translated by machine.", count) % {"n": count}


def _left(count: int) -> str:
    return ngettext("%(n)s part is left to people.", "%(n)s parts are left to people.", count) % {"n": count}


urlpatterns = [
    path("work/<int:work_id>/machine/", machine_draft, name="machine_draft"),
    path("machine/", machine_drafts, name="machine_drafts"),
]

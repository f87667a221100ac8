"""One screen for one story: what readers would see, what could harm, and the decision."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from hub.core.enums import Format
from hub.moderation import deciding, forms
from hub.moderation.enums import ReplyKind
from hub.moderation.models import Reply, SafetyCheck, last_editor
from hub.moderation.waiting import waiting_for
from hub.stories import presenting, rules
from hub.stories.models import StoryPage


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    _only_moderators(request)
    context = {
        "page_title": _("Stories to look at"),
        "header_icon": "check",
        "breadcrumbs_items": [{"url": "", "label": _("Stories to look at")}],
        "waiting": waiting_for(),
    }
    return TemplateResponse(request, "moderation/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, pk: int) -> HttpResponse:
    _only_moderators(request)
    story = get_object_or_404(StoryPage.objects.select_related("locale"), pk=pk)
    screen = Screen(request, story)
    if request.method == "POST":
        step = STEPS.get(request.POST.get("do", ""))
        try:
            done = step(screen) if step else None
        except deciding.DecidedError:
            messages.warning(request, _("Somebody decided or changed this story meanwhile. This is how it stands now."))
            done = redirect("moderation:moderate", pk)
        if done:
            return done
    return TemplateResponse(request, "moderation/moderate.html", screen.context())


def _only_moderators(request) -> None:
    if not deciding.may_moderate(request.user):
        raise PermissionDenied


class Screen:
    """A story as one moderator has it before her, and the forms beside it. A form that was sent keeps what was typed."""

    def __init__(self, request, story):
        self.request, self.story, self.user = request, story, request.user
        self.latest = story.get_latest_revision_as_object()
        self.revision = story.get_latest_revision()
        self.submission = story.submissions.order_by("-pk").first()
        self.problems: dict = {}
        language = self.submission.language if self.submission else story.language
        check = SafetyCheck.objects.filter(story=story).first()
        seen = {"seen": self.revision.pk}
        self.check = forms.CheckForm(initial={**seen, **_flat(check)}, prefix="check")
        self.ask = forms.AskForm(initial=seen, replies=_replies(ReplyKind.ASK, language), prefix="ask")
        self.decline = forms.ReplyForm(initial=seen, replies=_replies(ReplyKind.DECLINE, language), prefix="decline")
        facts = {"place": self.latest.place_precision, "date": self.latest.date_precision}
        self.narrow = forms.NarrowForm(initial={**seen, **facts}, prefix="narrow")

    def sent(self, name, form_class, **kwargs):
        """The form as it was sent; whether it is good."""
        held = getattr(self, name)
        if hasattr(held, "fields") and "reply" in held.fields:
            kwargs["replies"] = held.fields["reply"].queryset
        form = form_class(self.request.POST, prefix=name, **kwargs)
        setattr(self, name, form)
        return form if form.is_valid() else None

    def done(self, sentence, *, leaves=True):
        messages.success(self.request, sentence)
        return redirect("moderation:overview") if leaves else redirect("moderation:moderate", self.story.pk)

    def context(self) -> dict:
        today = timezone.localdate()
        story = self.latest
        return {
            "page_title": story.title,
            "header_icon": "check",
            "breadcrumbs_items": [
                {"url": reverse("moderation:overview"), "label": _("Stories to look at")},
                {"url": "", "label": story.title},
            ],
            "screen": self,
            "story": story,
            "state": deciding.state_of(self.story),
            "is_own": last_editor(self.story) == self.user,
            "may_reopen": deciding.may_reopen(self.story),
            "decisions": self.story.decisions.select_related("by"),
            "items": [(item, rules.may_be_shown(item.row, today)) for item in rules.items_of(story)],
            "place": presenting.where(story.place_told),
            "when": presenting.when(story.session_date, story.date_precision),
            "formats": [label for key, label in Format.choices if key in story.formats],
            "spoken": presenting.spoken_names(story.languages_used),
            "texts": [
                (story._meta.get_field(name).verbose_name, getattr(story, name))
                for name in TEXTS
                if getattr(story, name)
            ],
            "edit": f"{reverse('wagtailadmin_pages:edit', args=[story.pk])}?next={self.request.path}",
        }


TEXTS = ("why_now", "what_happened", "what_changed", "what_was_hard", "what_we_would_change", "advice")


def _flat(check) -> dict:
    held = {}
    for key, value in (check.answers if check else {}).items():
        held[key], held[f"{key}_note"] = value["answer"], value["note"]
    return held


def _replies(kind, language):
    """In the host's language; where there are none, in all."""
    replies = Reply.objects.filter(kind=kind)
    own = replies.filter(locale__language_code=language)
    return own if own.exists() else replies


def _check(screen):
    form = screen.sent("check", forms.CheckForm)
    if form:
        deciding.keep_check(story=screen.story, answers=form.answers, user=screen.user)
        return screen.done(_("The answers are kept."), leaves=False)
    return None


def _approve(screen):
    form = screen.sent("check", forms.CheckForm, must_be_whole=True)
    if form is None:
        return None
    deciding.keep_check(story=screen.story, answers=form.answers, user=screen.user)
    try:
        deciding.approve(story=screen.story, seen=form.cleaned_data["seen"], user=screen.user)
    except deciding.OwnWorkError:
        screen.problems = {"": [_("You wrote the latest version yourself. Somebody else approves it.")]}
    except deciding.NotReadyError as error:
        screen.problems = error.args[0]
    except ValidationError as error:
        screen.problems = {"": error.messages}
    else:
        return screen.done(_("Approved."))
    return None


def _ask(screen):
    form = screen.sent("ask", forms.AskForm)
    if form is None:
        return None
    said = {"remarks": form.remarks, "reply": form.text}
    deciding.ask(story=screen.story, seen=form.cleaned_data["seen"], user=screen.user, **said)
    return screen.done(_("The host is asked for changes."))


def _decline(screen):
    form = screen.sent("decline", forms.ReplyForm)
    if form is None:
        return None
    deciding.decline(story=screen.story, seen=form.cleaned_data["seen"], user=screen.user, reply=form.text)
    return screen.done(_("Declined. You can take this back for seven days."), leaves=False)


def _reopen(screen):
    deciding.reopen(story=screen.story, user=screen.user)
    return screen.done(_("The story waits again."), leaves=False)


def _narrow(screen):
    form = screen.sent("narrow", forms.NarrowForm)
    if form is None:
        return None
    asked = form.cleaned_data
    try:
        deciding.narrow(
            story=screen.story, seen=asked["seen"], user=screen.user, place=asked["place"], date=asked["date"]
        )
    except PermissionDenied:
        form.add_error(None, _("Here you can only tell less. To tell more, edit the story."))
        return None
    return screen.done(_("Readers are told less now."), leaves=False)


def _drop(screen):
    form = forms.DropForm(screen.request.POST)
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    deciding.drop_picture(story=screen.story, seen=asked["seen"], user=screen.user, row=str(asked["row"]))
    return screen.done(_("The picture is taken off the story."), leaves=False)


STEPS = {
    "check": _check,
    "approve": _approve,
    "ask": _ask,
    "decline": _decline,
    "reopen": _reopen,
    "narrow": _narrow,
    "drop": _drop,
}

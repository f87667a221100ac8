"""One application as staff have it before them: what it says, who reads it, what is said, and the decision."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.calls import letters, moving, review_forms, rounds_of
from hub.calls.enums import Opened, State
from hub.calls.models import Message
from hub.calls.review import assigning, deciding, openings, rights, seeing, shown, talking
from hub.calls.review.charts import range_of
from hub.calls.review_views.screens import application_for, changed_meanwhile, screen
from hub.core.models import User

Circle = Message.Circle


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    desk = Desk(request, application_for(request, application_id, rights.may_handle))
    if request.method == "POST":
        step = STEPS.get(request.POST.get("do", ""))
        try:
            done = step(desk) if step else None
        except moving.NoWayError:
            messages.warning(request, changed_meanwhile())
            done = desk.again()
        if done:
            return done
    return desk.screen()


class Desk:
    """An application, and the forms beside it. A form that was sent keeps what was typed."""

    def __init__(self, request, application):
        self.request, self.user, self.application = request, request.user, application
        self.page = rounds_of.page_of(application.round)
        self.is_opened = False
        questions = shown.questions_seen(self.page, seeing.STAFF)
        self.team_questions = [each for each in questions if not shown.is_of_applicant(each)]
        seen = {"seen": deciding.mark_of(application)}
        decided = {"decision": application.decision, "note": application.decision_note}
        self.decision = review_forms.DecisionForm(initial={**seen, **decided})
        self.talk = {circle: review_forms.WordsForm(circle=circle) for circle in Circle.values}
        self.notes = review_forms.notes_form(self.team_questions, notes=application.notes)

    def again(self, sentence: str = "") -> HttpResponse:
        if sentence:
            messages.success(self.request, sentence)
        return redirect("calls:application", self.application.pk)

    def screen(self) -> HttpResponse:
        held = self.application
        talking.mark_read(held)
        reviews = list(held.reviews.select_related("reviewer"))
        taken = {each.reviewer_id for each in reviews if each.state != each.State.ABSTAINED}
        scores = [each.score for each in reviews if each.state == each.State.DONE and each.score is not None]
        mean = sum(scores) / len(scores) if scores else None
        context = {
            "desk": self,
            "application": held,
            "shown": shown.shown(held, seeing.STAFF, is_opened=self.is_opened),
            "reviews": reviews,
            "mean": mean,
            "range": range_of(min(scores, default=None), max(scores, default=None), mean),
            "free": [each for each in held.round.reviewers.filter(is_active=True) if each.pk not in taken],
            "thread": thread(held),
            "ways": [state for state in deciding.LOOKED_AT if deciding.may_move_on(held, state)],
            "may_be_decided": deciding.may_be_decided(held),
            "may_be_asked": held.state == State.MORE_INFO or deciding.may_go(held, State.MORE_INFO),
        }
        return screen(self.request, "application", held.reference, held.round, self.page, **context)


def thread(application) -> dict[str, list[Message]]:
    found = {circle: [] for circle in Circle.values}
    for message in application.messages.select_related("author"):
        found[message.circle].append(message)
    return found


def _open(desk):
    """Shown in the answer to this very POST, and nowhere kept."""
    openings.note(what=Opened.CONTACT, user=desk.user, application=desk.application)
    desk.is_opened = True


def _say(desk):
    for circle in Circle.values:
        if f"{circle}-text" in desk.request.POST:
            return _said(desk, circle)
    return None


def _said(desk, circle):
    form = desk.talk[circle] = review_forms.WordsForm(desk.request.POST, circle=circle)
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    words = {"application": desk.application, "author": desk.user, "text": asked["text"]}
    words["opening"] = f"{asked['opening']}"
    if circle == Circle.TEAM:
        talking.say(circle=circle, **words)
        return desk.again(_("Your words are there for the team."))
    message = talking.ask(**words) if asked["asks"] else talking.say(circle=circle, **words)
    letters.tell(desk.application, key=f"message:{message.pk}")
    return desk.again(_("Your message is there for the person who applied."))


def _keep_notes(desk):
    form = review_forms.notes_form(desk.team_questions, desk.request.POST, notes={})
    if form is None or not form.is_valid():
        desk.notes = form or desk.notes
        return None
    talking.keep_notes(application=desk.application, answers=review_forms.kept(form))
    return desk.again(_("The notes are kept."))


def _move(desk):
    form = review_forms.MoveForm(desk.request.POST)
    if not form.is_valid():
        return None
    deciding.move_on(application=desk.application, to=State(form.cleaned_data["to"]))
    return desk.again(_("Moved on."))


def _prepare(desk):
    _only_deciders(desk)
    form = desk.decision = review_forms.DecisionForm(desk.request.POST)
    if not form.is_valid():
        return None
    deciding.prepare(application=desk.application, user=desk.user, **form.cleaned_data)
    return desk.again(_("The decision is prepared. Nobody is told yet."))


def _take_back(desk):
    _only_deciders(desk)
    form = review_forms.SeenForm(desk.request.POST)
    if not form.is_valid():
        return None
    deciding.take_back(application=desk.application, seen=form.cleaned_data["seen"])
    return desk.again(_("It is in discussion again."))


def _only_deciders(desk) -> None:
    if not rights.may_decide(desk.user):
        raise PermissionDenied


def _give(desk):
    form = _person(desk)
    if not form.is_valid():
        return None
    try:
        assigning.give(application=desk.application, user=form.cleaned_data["user"])
    except assigning.TooCloseError:
        messages.warning(desk.request, _("She said that she is too close to this application, or left the round."))
        return desk.again()
    return desk.again(_("Given to be read."))


def _ungive(desk):
    form = _person(desk)
    if not form.is_valid():
        return None
    assigning.take_back(application=desk.application, user=form.cleaned_data["user"])
    return desk.again(_("Taken back."))


def _person(desk):
    held = desk.application
    hers = Q(pk__in=held.reviews.values("reviewer")) | Q(pk__in=held.round.reviewers.values("pk"))
    return review_forms.PersonForm(desk.request.POST, people=User.objects.filter(hers))


STEPS = {
    "open": _open,
    "say": _say,
    "notes": _keep_notes,
    "move": _move,
    "prepare": _prepare,
    "take_back": _take_back,
    "give": _give,
    "ungive": _ungive,
}

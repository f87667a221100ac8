"""The controlled vocabularies of calls and applications. Keys are stable."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a question asks for. An answer is kept as: text; a key; a list of keys; an ISO date; "yes" or "no"."""

    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    NUMBER = "number", pgettext_lazy("question", "Number")
    CHOICE = "choice", _("One of several")
    MANY = "many", _("Several of several")
    DATE = "date", pgettext_lazy("question", "Date")
    FILE = "file", pgettext_lazy("question", "File")
    YES_NO = "yesno", _("Yes or no")
    CONSENT = "consent", pgettext_lazy("question", "Consent")


WITH_CHOICES = (Kind.CHOICE, Kind.MANY)


class Sees(models.TextChoices):
    """Who may see an answer. Staff who run the call always may."""

    APPLICANT = "applicant", _("The person who applies")
    REVIEWERS = "reviewers", _("Reviewers")
    STAFF = "staff", _("Staff")


class CallKind(models.TextChoices):
    HOST = "host", _("Hosts")
    CO_HOST = "co-host", _("Co-hosts")
    STORY = "story", _("Stories")
    TRANSLATOR = "translator", _("Translators")
    ARTIST = "artist", _("Artists")


class Support(models.TextChoices):
    STIPEND = "stipend", _("A stipend")
    TRAVEL = "travel", _("Travel")
    CHILDCARE = "childcare", _("Childcare")
    INTERPRETATION = "interpretation", _("Interpretation")
    ACCESS = "access", _("What you need to take part")
    GUIDANCE = "guidance", _("Somebody who guides you")


class Stage(models.TextChoices):
    """Where a call stands. It follows from its dates, never from a click."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Opens soon")
    OPEN = "open", pgettext_lazy("call", "Open")
    CLOSED = "closed", pgettext_lazy("call", "Closed")
    DECIDING = "deciding", _("Being decided")
    DONE = "done", pgettext_lazy("call", "Decided")


class Afterwards(models.TextChoices):
    """What becomes of applications on the day that the call promised."""

    ANONYMISE = "anonymise", _("Keep only call, state, dates and language")
    DELETE = "delete", _("Delete everything")


class State(models.TextChoices):
    """Where an application stands, as the team calls it."""

    DRAFT = "draft", _("Draft")
    RECEIVED = "received", _("Received")
    SCREENING = "screening", _("Being looked through")
    MORE_INFO = "more_info", _("Asked for more")
    IN_REVIEW = "in_review", _("In review")
    DISCUSSION = "discussion", _("In discussion")
    DECIDED_PENDING = "decided_pending", _("Decided, not yet told")
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted by the person")
    CONFIRMED = "confirmed", _("Confirmed")
    WAITLIST = "waitlist", _("On the waiting list")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")
    EXPIRED = "expired", _("Not sent in time")


TOLD = {
    State.DRAFT: pgettext_lazy("application", "Not sent yet"),
    State.RECEIVED: _("We have received it"),
    State.SCREENING: _("We have received it"),
    State.MORE_INFO: _("We asked you something"),
    State.IN_REVIEW: _("It is being read"),
    State.DISCUSSION: _("It is being read"),
    State.DECIDED_PENDING: _("It is being read"),
    State.OFFERED: _("Yes: please confirm"),
    State.ACCEPTED: _("Yes: confirmed"),
    State.CONFIRMED: _("Yes: confirmed"),
    State.WAITLIST: _("You are on the waiting list"),
    State.DECLINED: _("Not this time"),
    State.WITHDRAWN: pgettext_lazy("application", "Withdrawn"),
    State.EXPIRED: _("Closed"),
}
WITH_TEAM = (State.RECEIVED, State.SCREENING, State.MORE_INFO, State.IN_REVIEW, State.DISCUSSION, State.DECIDED_PENDING)
CHOSEN = (State.OFFERED, State.ACCEPTED, State.CONFIRMED)
OVER = (State.DECLINED, State.WITHDRAWN, State.EXPIRED)


class Decision(models.TextChoices):
    """Prepared by the team, told to all together."""

    OFFER = "offer", _("Yes")
    WAITLIST = "waitlist", _("Waiting list")
    DECLINE = "decline", _("No")


DECIDED_AS = {
    Decision.OFFER: State.OFFERED,
    Decision.WAITLIST: State.WAITLIST,
    Decision.DECLINE: State.DECLINED,
}


class Way(models.TextChoices):
    """How somebody wishes to be reached."""

    EMAIL = "email", _("E-mail")
    SIGNAL = "signal", _("Signal")
    PHONE = "phone", _("Phone")
    OTHER = "other", _("Another way")
    NONE = "none", _("Not at all: I come back with my code")


class Opened(models.TextChoices):
    """What the log says was done with what is personal. Never with what it says."""

    CONTACT = "contact", _("Name and contact opened")
    FILE = "file", _("File opened")
    EXPORT = "export", _("Exported")
    PRINTED = "printed", _("Printed")
    DECIDED = "decided", pgettext_lazy("what was done", "Decided")
    MESSAGE = "message", _("Message written")
    DELETED = "deleted", _("Deleted")
    REPORT = "report", _("Report of a session opened")


class ReportState(models.TextChoices):
    DUE = "due", _("Due")
    DRAFT = "draft", pgettext_lazy("report", "Begun")
    SENT = "sent", pgettext_lazy("report", "Sent")
    MORE_INFO = "more_info", _("Asked for more")
    ACCEPTED = "accepted", _("Accepted")
    SKIPPED = "skipped", _("Not needed")


class MayBecomeStory(models.TextChoices):
    NO = "no", _("No")
    ASK = "ask", _("Ask me first")
    YES = "yes", _("Yes")
    NAMELESS = "nameless", _("Yes, without names")


TO_WRITE = (ReportState.DUE, ReportState.DRAFT, ReportState.MORE_INFO)
MAY_BE_TOLD = (MayBecomeStory.YES, MayBecomeStory.NAMELESS)
HOSTING = (State.ACCEPTED, State.CONFIRMED)

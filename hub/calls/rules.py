"""What must be right before a call is published, and what a question must be to be asked. Messages are for staff."""

import datetime as dt
from collections import defaultdict

from django.utils.translation import gettext as _
from wagtail.contrib.forms.utils import get_field_clean_name

from hub.calls.enums import WITH_CHOICES, Kind
from hub.core import zones

NEEDED = ("opens_at", "closes_at", "data_kept_until")
MOST_CHOICES = 60
MOST_MEGABYTES = 20


def problems(call) -> dict[str, list[str]]:
    """Field → what is wrong with it, for any object with the fields of a call; empty where it can be published."""
    wrong = defaultdict(list)
    for name in NEEDED:
        if not getattr(call, name):
            wrong[name].append(_("A call needs this before it is published."))
    for name, messages in disorder(call).items():
        wrong[name] += messages
    return dict(wrong)


def disorder(call) -> dict[str, list[str]]:
    """As `problems`, of what is wrong in a draft too: dates out of their order, amounts that contradict each other."""
    wrong = defaultdict(list)
    closing = call.closes_at and zones.wall(call.closes_at, call.zone).date()
    if call.opens_at and call.closes_at and call.closes_at <= call.opens_at:
        wrong["closes_at"].append(_("It must close after it has opened."))
    if closing and call.reading_from and call.reading_from < closing:
        wrong["reading_from"].append(_("Reading begins when the call has closed, not before."))
    if closing and call.decision_by and call.decision_by < closing:
        wrong["decision_by"].append(_("The decision comes after the call has closed."))
    if closing and call.data_kept_until and call.data_kept_until <= closing + dt.timedelta(days=1):
        wrong["data_kept_until"].append(_("Answers are needed at least until the call has closed."))
    if call.decision_by and call.data_kept_until and call.data_kept_until < call.decision_by:
        wrong["data_kept_until"].append(_("Answers are needed until the decision."))
    if call.stipend_least and call.stipend_most and call.stipend_most < call.stipend_least:
        wrong["stipend_most"].append(_("This is less than the least."))
    if (call.stipend_least or call.stipend_most) and not call.currency:
        wrong["currency"].append(_("Say in which currency."))
    return dict(wrong)


def key_of(question) -> str:
    return question.clean_name or get_field_clean_name(question.label or "")


def problems_of(question, *, above: list, is_draft: bool) -> dict[str, list[str]]:
    """Field → what is wrong with a question, given those `above` it. Drafts may still lack their choices."""
    wrong = defaultdict(list)
    for name, message in (*_limits(question, is_draft=is_draft), *_condition(question, above)):
        wrong[name].append(message)
    if question.required_from and question.freeze_at and question.freeze_at <= question.required_from:
        wrong["freeze_at"].append(_("It could no longer be answered when it is needed."))
    return dict(wrong)


def _limits(question, *, is_draft):
    count = len([line for line in question.choices.splitlines() if line.strip()])
    least, most = question.least, question.most
    if least is not None and most is not None and most < least:
        yield "most", _("This is less than the least.")
    if question.field_type in WITH_CHOICES:
        if count < 2 and not is_draft:
            yield "choices", _("Write at least two choices, one on each line.")
        if count > MOST_CHOICES:
            yield "choices", _("At most %(most)d choices; people read all of them.") % {"most": MOST_CHOICES}
        twice = _twice(question.choices)
        if twice:
            yield "choices", _("“%(key)s” stands before two choices. Each needs a key of its own.") % {"key": twice}
        if question.field_type == Kind.MANY and count and max(least or 0, most or 0) > count:
            yield "most", _("There are only %(count)d choices.") % {"count": count}
    elif count:
        yield "choices", _("Only the kinds with several answers have choices. Take these out, or choose another kind.")
    if question.field_type == Kind.FILE and most and most > MOST_MEGABYTES:
        yield "most", _("At most %(most)d megabytes.") % {"most": MOST_MEGABYTES}


def _twice(lines: str) -> str:
    """A key that stands before more than one label, or nothing."""
    keys = [line.partition("|")[0].strip() for line in lines.splitlines() if "|" in line]
    return next((key for number, key in enumerate(keys) if key in keys[:number]), "")


def _condition(question, above):
    key, value = question.show_if_key, question.show_if_value
    names = {key_of(each): each for each in above}
    if value and not key:
        yield "show_if_key", _("Say which question is meant.")
    elif key and key not in names:
        if names:
            yield (
                "show_if_key",
                _("No question above is called “%(key)s”. There are: %(names)s.")
                % {"key": key, "names": ", ".join(names)},
            )
        else:
            yield "show_if_key", _("There is no question above this one that it could depend on.")
    elif key and not value:
        yield "show_if_value", _("Say which answer is meant.")
    elif key:
        allowed = _answers(names[key])
        if allowed and value not in allowed:
            message = _("“%(key)s” has no answer “%(value)s”. There are: %(names)s.")
            yield "show_if_value", message % {"key": key, "value": value, "names": ", ".join(allowed)}


def _answers(question) -> list[str]:
    """The keys that can be answered; empty where anything can."""
    if question.field_type in WITH_CHOICES:
        return [line.partition("|")[0].strip() for line in question.choices.splitlines() if "|" in line]
    return {Kind.YES_NO: ["yes", "no"], Kind.CONSENT: ["yes"]}.get(question.field_type, [])


def with_keys(lines: str) -> str:
    """Choices with a key before each label, `key|Label`: what is typed without one gets its own and then keeps it."""
    typed = [[part.strip() for part in line.partition("|")] for line in lines.splitlines() if line.strip(" |")]
    taken = {key for key, bar, _label in typed if bar}
    found = []
    for key, bar, label in typed:
        if not (bar and key):
            label = label or key
            key = _free(get_field_clean_name(label)[:50] or "choice", taken)
            taken.add(key)
        found.append(f"{key}|{label or key}")
    return "\n".join(found)


def _free(wished: str, taken) -> str:
    return next(name for name in (wished, *(f"{wished}_{n}" for n in range(2, 999))) if name not in taken)

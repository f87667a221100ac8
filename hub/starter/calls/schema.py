"""What the content files of calls may say."""

from django.conf import settings

from hub.activities import kinds
from hub.calls import enums
from hub.core import countries
from hub.core.spoken import CODES

MOST_DAYS = 3650
_days = kinds.number(-MOST_DAYS, MOST_DAYS)
_needed_days = kinds.number(-MOST_DAYS, MOST_DAYS, required=True)
_clock = kinds.pattern(r"([01]\d|2[0-3]):[0-5]\d", "A time of the day, such as 09:00.", required=True)
_key = kinds.text(60, required=True)


def _check_answers(value, report) -> dict:
    """Each is text, or a list of keys."""
    if not isinstance(value, dict):
        raise kinds.BadValueError("Answers must be a table of named values.")
    text, keys = kinds.paragraphs(), kinds.several(None, each=kinds.text(60))
    each = {key: keys if isinstance(answer, list) else text for key, answer in value.items()}
    return kinds.checked(value, each, lambda path, message: report(f".{path}", message))


CALL_FACTS = {
    "kind": kinds.one_of(enums.CallKind.values, required=True),
    "opens_again": kinds.truth(),
    "places": kinds.number(1, required=True),
    "support": kinds.several(enums.Support.values),
    "stipend_least": kinds.number(0),
    "stipend_most": kinds.number(0),
    "currency": kinds.pattern("[A-Z]{3}", "Three letters, such as EUR."),
    "zone": kinds.text(60, required=True),
    "opens_in": _needed_days,
    "opens_at": _clock,
    "closes_in": _needed_days,
    "closes_at": _clock,
    "reading_in": _days,
    "decision_in": _days,
    "told_in": _days,
    "kept_in": _needed_days,
    "afterwards": kinds.one_of(enums.Afterwards.values),
    "reviews_wanted": kinds.number(1, 20),
    "languages_accepted": kinds.several(CODES),
    "report_days": kinds.number(0, 366),
    "next": kinds.text(100),
    "hosts": kinds.table(
        {
            "chosen_name": kinds.text(80),
            "country": kinds.one_of(countries.CODES),
            "is_shown": kinds.truth(),
        }
    ),
}
_WORDS = {
    "translation": kinds.one_of(["machine"]),
    "title": kinds.text(120, required=True),
    "summary": kinds.text(200, required=True),
}
CALL_WORDS = {
    **_WORDS,
    "time_asked": kinds.text(200),
    **{
        name: kinds.rich()
        for name in ("intro", "for_whom", "not_for_whom", "support_note", "who_decides", "results_note")
    },
}
COHORT_FACTS = {"call": kinds.text(100, required=True)}
COHORT_WORDS = {**_WORDS, "body": kinds.rich()}
FORM_FACTS = {
    "questions": kinds.table(
        {
            "key": _key,
            "kind": kinds.one_of(enums.Kind.values, required=True),
            "step": kinds.number(1, 20),
            "required": kinds.truth(),
            "least": kinds.number(0),
            "most": kinds.number(1),
            "choices": kinds.several(None, each=kinds.text(60)),
            "show_if": kinds.several(None, 2, each=kinds.text(120)),
            "visible_to": kinds.several(enums.Sees.values),
            "identifying": kinds.truth(),
        }
    ),
    "criteria": kinds.table({"key": _key, "weight": kinds.number(1, 5, required=True)}),
}
QUESTION_WORDS = {
    "label": kinds.text(255, required=True),
    "help": kinds.text(255),
    "choices": kinds.several(None, each=kinds.text(120)),
}
CRITERION_WORDS = {"title": kinds.text(120, required=True), "explanation": kinds.text(300)}
APPLICATIONS = {
    "applications": kinds.table(
        {
            "reference": kinds.text(40, required=True),
            "language": kinds.one_of([code for code, _name in settings.LANGUAGES], required=True),
            "state": kinds.one_of(enums.State.values, required=True),
            "decision": kinds.one_of(enums.Decision.values),
            "decision_note": kinds.paragraphs(),
            "place_on_list": kinds.number(1),
            "sent_in": _needed_days,
            "name": kinds.text(120, required=True),
            "fits": kinds.one_of(["yes", "no"]),
            "day_in": _days,
            "answers": kinds.Kind("table", _check_answers, required=True),
        }
    )
}

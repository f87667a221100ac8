"""Small calls and applications for tests: written straight, without revisions."""

import datetime as dt
import itertools

from django.utils import timezone
from wagtail.models import Locale

from hub.calls import codes
from hub.calls.enums import Kind, State
from hub.calls.models import (
    Application,
    CallIndexPage,
    CallPage,
    CallQuestion,
    Criterion,
    LateCode,
    ReportQuestion,
    Round,
)
from hub.calls.rounds_of import round_of
from hub.core import version
from hub.core.codes import code_for
from hub.core.models import HomePage

DAY = dt.timedelta(days=1)
_numbers = itertools.count(1)


def calls_page(code: str = "en") -> CallIndexPage:
    """The calls page of a language: the one that is there, or else a new one."""
    found = CallIndexPage.objects.filter(locale__language_code=code).first()
    if found is None:
        home = HomePage.objects.get(locale__language_code=code)
        found = home.add_child(
            instance=CallIndexPage(title="Calls", slug="calls", locale=home.locale, show_in_menus=True)
        )
        version.bump()
    return found


def question(
    key: str, kind: Kind | str = Kind.SHORT, *, report: bool = False, **fields
) -> CallQuestion | ReportQuestion:
    """A row that is not saved yet. `choices`: lines `key|Label`."""
    model = ReportQuestion if report else CallQuestion
    given = {"label": key.replace("_", " ").capitalize(), "required": False, **fields}
    return model(clean_name=key, field_type=kind, **given)


def all_kinds() -> list[CallQuestion]:
    """One question of each kind, on two steps; `tool` only where `plays` is answered with yes."""
    colours = "red|Red\nblue|Blue\ngreen|Green"
    return [
        question("place", label="Where do you live?", required=True, identifying=True, begins_step="About you"),
        question("idea", Kind.LONG, label="What would you do?", required=True, most=2000),
        question("people", Kind.NUMBER, label="How many people?", least=3, most=40),
        question("colour", Kind.CHOICE, label="Which colour?", choices=colours, begins_step="Your session"),
        question("colours", Kind.MANY, label="Which colours?", choices=colours, most=2),
        question("day", Kind.DATE, label="Which day?"),
        question("plays", Kind.YES_NO, label="Do you play?"),
        question("tool", label="Which instrument?", show_if_key="plays", show_if_value="yes", required=True),
        question("sketch", Kind.FILE, label="A sketch", begins_step="The rest"),
        question("agreed", Kind.CONSENT, label="I agree to the rules.", required=True),
        question("note", label="Note of the team", visible_to=["staff"]),
    ]


def call(
    *,
    code: str = "en",
    title: str = "Demo call",
    questions: list[CallQuestion] | None = None,
    report: list[ReportQuestion] = (),
    criteria: list[tuple[str, int]] = (("Care", 2), ("Courage", 1)),
    publish: bool = True,
    **fields,
) -> CallPage:
    """An open call with one question of each kind, unless the fields say otherwise. `criteria`: title, weight."""
    parent, now = calls_page(code), timezone.now()
    page = CallPage(
        title=title,
        slug=fields.pop("slug", f"demo-call-{next(_numbers)}"),
        locale=parent.locale,
        live=publish,
        **{
            "summary": "We look for people who host a session.",
            "opens_at": now - DAY,
            "closes_at": now + 7 * DAY,
            "decision_by": (now + 30 * DAY).date(),
            "data_kept_until": (now + 200 * DAY).date(),
            "languages_accepted": ["en", "ar", "es"],
            "places": 2,
            **fields,
        },
    )
    page.form_fields = _rows(all_kinds() if questions is None else questions, parent.locale)
    page.report_fields = _rows(report, parent.locale)
    page.criteria = _rows([Criterion(title=title, weight=weight) for title, weight in criteria], parent.locale)
    parent.add_child(instance=page)
    version.bump()
    return page


def call_in(code: str, source: CallPage, *, title: str, labels: dict[str, dict[str, str]] | None = None) -> CallPage:
    """The same call in another language. `labels`: question's key → fields that are told otherwise (label, choices …)."""
    parent = calls_page(code)
    page = CallPage(
        title=title,
        slug=source.slug,
        locale=parent.locale,
        translation_key=source.translation_key,
        translation_state="checked",
        summary=source.summary,
        **{name: getattr(source, name) for name in CallPage.SHARED_FIELDS},
    )
    for relation in ("form_fields", "report_fields", "criteria"):
        rows = [
            _copied(row, (labels or {}).get(getattr(row, "clean_name", ""), {}))
            for row in getattr(source, relation).all()
        ]
        setattr(page, relation, _rows(rows, parent.locale))
    parent.add_child(instance=page)
    version.bump()
    return page


def application(page: CallPage, *, state: State | str = State.RECEIVED, **fields) -> Application:
    """One that was sent, unless the fields say otherwise. Its code: `code_of(reference)`."""
    reference, now = f"demo-{next(_numbers)}", timezone.now()
    return Application.objects.create(
        **{
            "round": round_of(page),
            "reference": reference,
            "code_hash": codes.hashes(code_of(reference))[0],
            "language": page.locale.language_code,
            "state": state,
            "answers": {"place": "Demo town", "idea": "We sing.", "agreed": "yes"},
            "contact": {"name": "Demo person", "way": "none", "value": "", "safe": ""},
            "sent_at": None if state == State.DRAFT else now,
            "delete_on": page.data_kept_until,
            "afterwards": page.afterwards,
            **fields,
        }
    )


def code_of(reference: str) -> str:
    return code_for(reference, salt=codes.SALT)


def late_code(page: CallPage, *, until: dt.datetime | None = None, uses: int = 1) -> str:
    """Good for a day, unless said otherwise."""
    code = code_for(f"late {next(_numbers)}", salt=codes.LATE_SALT)
    LateCode.objects.create(
        round=round_of(page),
        code_hash=codes.late_hashes(code)[0],
        until=until or timezone.now() + DAY,
        uses_left=uses,
    )
    return code


def released(page: CallPage) -> Round:
    """The round of a call whose applicants have been told."""
    found = round_of(page)
    found.released_at = timezone.now()
    found.save(update_fields=["released_at"])
    return found


def _rows(rows, locale: Locale) -> list:
    for place, row in enumerate(rows):
        row.locale, row.sort_order = locale, place
    return list(rows)


def _copied(row, words: dict):
    names = [each.name for each in row._meta.concrete_fields if each.name not in {"id", "page", "locale"}]
    return type(row)(**{**{name: getattr(row, name) for name in names}, **words})

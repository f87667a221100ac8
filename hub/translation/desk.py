"""What the desk shows: subjects in rows, languages in columns, and how many works stand where. Reads only."""

import operator
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import reduce
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.timesince import TIME_STRINGS
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from hub.translation import rights, services
from hub.translation.enums import WorkState
from hub.translation.models import Subject, Work

TO_DO, UNPUBLISHED = "to-do", "unpublished"
ME, NOBODY = "me", "nobody"
STATES = {state.value: state for state in WorkState}
DONE = {WorkState.ORIGINAL, WorkState.CHECKED}
TITLES = ["title", "term"]  # the places of the parts that name a thing


@dataclass
class Viewer:
    """Somebody at the desk: her languages, and whether she runs it."""

    user: object
    locales: list[Locale]
    runs: bool

    def works(self) -> QuerySet[Work]:
        """What she may see. Of an original that is not public she sees only the work that is assigned to her."""
        works = Work.objects.filter(locale__in=self.locales)
        if not self.runs:
            works = works.filter(Q(subject__is_public=True) | Q(assigned_to=self.user))
        return works

    def name_of(self, person) -> str:
        """The name that a person chose, never the one she signs in with."""
        return person.chosen_name or _("Somebody")


def viewer_of(user) -> Viewer:
    return Viewer(user=user, locales=rights.locales_of(user), runs=rights.runs_the_desk(user))


@dataclass
class Asked:
    """What the desk is asked to show. All values are checked (hub.translation.filters); an empty one asks nothing."""

    q: str = ""
    language: str = ""
    state: str = ""
    kind: str = ""
    theme: str = ""
    assignee: str = ""

    def address(self, **changes) -> str:
        """The address of the desk with these filters, some of them changed."""
        given = {name: value for name, value in asdict(replace(self, **changes)).items() if value}
        return "?".join(filter(None, [reverse("translation:desk"), urlencode(given)]))

    def columns(self, viewer: Viewer) -> list[Locale]:
        return [each for each in viewer.locales if self.language in {"", each.language_code}]


def subjects(viewer: Viewer, asked: Asked) -> QuerySet[Subject]:
    """The rows: subjects of which some work in the columns is as asked."""
    found = Subject.objects.filter(_about(asked, viewer))
    if viewer.runs and not asked.state and not asked.assignee:
        return found
    return found.filter(Exists(_asked_works(viewer, asked).filter(subject=OuterRef("pk")).order_by()))


def works(viewer: Viewer, asked: Asked) -> QuerySet[Work]:
    """The cells that are as asked, in the order of the rows."""
    found = _asked_works(viewer, asked).filter(_about(asked, viewer, "subject__"))
    found = found.select_related("subject", "locale", "assigned_to")
    return found.order_by("-subject__changed_at", "subject__pk", "locale__language_code")


def _asked_works(viewer, asked) -> QuerySet[Work]:
    found = viewer.works().filter(_held_by(asked.assignee, viewer.user))
    if asked.language:
        found = found.filter(locale__in=asked.columns(viewer))
    if asked.state == TO_DO:
        return found.waiting()
    if asked.state == UNPUBLISHED:
        return found.filter(unpublished__gt=0)
    return found.filter(state=asked.state) if asked.state else found


def _held_by(assignee: str, user) -> Q:
    if not assignee:
        return Q()
    if assignee == NOBODY:
        return Q(assigned_to=None) & ~Q(state=WorkState.ORIGINAL)
    return Q(assigned_to=user.pk if assignee == ME else int(assignee))


def _about(asked: Asked, viewer: Viewer, prefix: str = "") -> Q:
    wanted = []
    if asked.kind:
        wanted.append(Q(**{f"{prefix}kind": asked.kind}))
    if asked.theme:
        wanted.append(Q(**{f"{prefix}topics__contains": f" {asked.theme} "}))
    if asked.q:
        titles = StringTranslation.objects.filter(
            context__path__in=TITLES, locale__in=viewer.locales, data__icontains=asked.q
        )
        keys = titles.values("context__object_id")
        wanted.append(Q(**{f"{prefix}title__icontains": asked.q}) | Q(**{f"{prefix}translation_key__in": keys}))
    return reduce(operator.and_, wanted, Q())


@dataclass
class Cell:
    """A work as its cell shows it, in words. `address`: of the editor, none for originals."""

    work: Work
    state: str
    progress: str = ""
    changed: int = 0
    name: str = ""
    waiting: str = ""
    address: str = ""


@dataclass
class Row:
    subject: Subject
    kind: str
    cells: list[Cell | None]


def kinds() -> dict[str, str]:
    """What there is to translate: model label → its name."""
    return {model._meta.label_lower: capfirst(model._meta.verbose_name) for model in services.covered_models()}


def rows(viewer: Viewer, asked: Asked, on_page: list[Subject]) -> list[Row]:
    """The rows of one page with their cells in the order of the columns. One query."""
    columns, names = asked.columns(viewer), kinds()
    held = viewer.works().filter(subject__in=on_page, locale__in=columns).select_related("assigned_to")
    cells = {(work.subject_id, work.locale_id): _cell(viewer, work) for work in held}
    return [
        Row(
            subject=subject,
            kind=names.get(subject.kind, subject.kind),
            cells=[cells.get((subject.pk, locale.pk)) for locale in columns],
        )
        for subject in on_page
    ]


def _cell(viewer, work) -> Cell:
    cell = Cell(work=work, state=STATES[work.state].label)
    if work.state == WorkState.ORIGINAL:
        return cell
    is_older = work.state == WorkState.OUTDATED
    cell.changed = work.changed if is_older else work.outdated
    if work.missing and not is_older:
        cell.progress = f"{work.done}/{work.total}"
    if work.assigned_to_id:
        cell.name = viewer.name_of(work.assigned_to)
    cell.address = reverse("translation:edit", args=[work.pk])
    days = (timezone.now() - work.waiting_since).days if work.waiting_since else 0
    if days:
        cell.waiting = TIME_STRINGS["day"] % {"num": days}
    return cell


@dataclass
class Count:
    """How many works stand so, and where they are shown."""

    label: str
    number: int
    address: str


@dataclass
class Standing:
    """How far one language is. `checked` of `total` translations are right and current."""

    locale: Locale
    address: str
    counts: list[Count]
    checked: int
    total: int


def shown_states() -> dict[str, str]:
    """The states that can be asked for, with their labels."""
    states = {state.value: state.label for state in WorkState if state != WorkState.ORIGINAL}
    return {TO_DO: _("To do"), **states, UNPUBLISHED: _("Not published"), WorkState.ORIGINAL.value: _("Original")}


def standings(viewer: Viewer, asked: Asked) -> list[Standing]:
    """Each language under every filter but those of language and state, which the numbers lead to. One query."""
    anyhow = replace(asked, language="", state="")
    found = works(viewer, anyhow)
    tallied = found.order_by().values_list("locale_id", "state")
    tallied = tallied.annotate(number=models.Count("pk"), unpublished=models.Count("pk", filter=Q(unpublished__gt=0)))
    numbers: dict[tuple[int, str], int] = Counter()
    for locale_id, state, number, unpublished in tallied:
        numbers[locale_id, state] += number
        numbers[locale_id, UNPUBLISHED] += unpublished
        numbers[locale_id, TO_DO] += number if state not in DONE else 0
    return [_standing(locale, numbers, anyhow) for locale in viewer.locales]


def _standing(locale, numbers, asked) -> Standing:
    code = locale.language_code
    counts = [
        Count(label, numbers[locale.pk, state], asked.address(language=code, state=state))
        for state, label in shown_states().items()
    ]
    checked = numbers[locale.pk, WorkState.CHECKED]
    return Standing(
        locale, asked.address(language=code), counts, checked=checked, total=checked + numbers[locale.pk, TO_DO]
    )

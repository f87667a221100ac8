"""“Waiting for you” on the admin's home: what a translator can do now, and where she starts."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from hub.translation import noting
from hub.translation.desk import ME, NOBODY, TO_DO, Asked, Viewer, viewer_of
from hub.translation.enums import NoteState, WorkState
from hub.translation.models import ReaderNote, Work


@dataclass
class Waiting:
    """One reason to open a language: how much there is, and where."""

    label: str
    number: int
    address: str


def first_of(viewer: Viewer) -> Work | None:
    """Where she starts: in her own work, else in what nobody has; in each first what has open parts, the oldest first."""
    is_open = Q(done__lt=F("total")) | Q(outdated__gt=0)
    found = viewer.works().waiting().filter(Q(assigned_to=viewer.user) | Q(assigned_to=None))
    found = found.annotate(
        is_not_hers=Case(When(assigned_to=viewer.user, then=Value(0)), default=Value(1)),
        rank=Case(When(is_open, then=Value(0)), When(translation=None, then=Value(1)), default=Value(2)),
    )
    return found.select_related("subject", "locale").order_by("is_not_hers", "rank", "waiting_since", "pk").first()


def by_language(viewer: Viewer) -> list[tuple]:
    """(locale, what waits there) for each language where something does. Three queries."""
    tallied = viewer.works().order_by().values_list("locale_id")
    tallied = tallied.annotate(
        mine=Count("pk", filter=Q(assigned_to=viewer.user) & ~Q(state__in=[WorkState.ORIGINAL, WorkState.CHECKED])),
        outdated=Count("pk", filter=Q(state=WorkState.OUTDATED)),
        machine=Count("pk", filter=Q(state=WorkState.MACHINE)),
    )
    numbers = {locale_id: rest for locale_id, *rest in tallied}
    notes = noting.notes_for(viewer.user).filter(state=NoteState.NEW).order_by()
    noted = dict(notes.values_list("language").annotate(Count("pk")))
    found = []
    for locale in viewer.locales:
        lines = _lines(locale.language_code, *numbers.get(locale.pk, (0, 0, 0)), noted.get(locale.language_code, 0))
        if lines:
            found.append((locale, lines))
    return found


def _lines(code, mine, outdated, machine, notes) -> list[Waiting]:
    lines = [
        Waiting(_("Assigned to you"), mine, Asked(language=code, assignee=ME, state=TO_DO).address()),
        Waiting(WorkState.OUTDATED.label, outdated, Asked(language=code, state=WorkState.OUTDATED.value).address()),
        Waiting(WorkState.MACHINE.label, machine, Asked(language=code, state=WorkState.MACHINE.value).address()),
    ]
    if notes:
        address = f"{reverse('translation:notes')}?language={code}"
        lines.append(Waiting(ReaderNote._meta.verbose_name_plural.capitalize(), notes, address))
    return [line for line in lines if line.number]


class WaitingPanel(Component):
    """A panel of the admin's home for those who translate. Six queries; for others nothing."""

    name = "waiting"
    template_name = "translation/waiting.html"
    order = 50

    class Media:
        css = {"all": ["css/admin/translation.css"]}

    def get_context_data(self, parent_context):
        viewer = parent_context["viewer"]
        first = first_of(viewer)
        return {
            "first": first,
            "start": reverse("translation:edit", args=[first.pk]) if first else "",
            "languages": by_language(viewer),
            "free": Asked(assignee=NOBODY, state=TO_DO).address(),
        }

    def render_html(self, parent_context=None):
        viewer = viewer_of(parent_context["request"].user)
        return super().render_html({"viewer": viewer}) if viewer.locales else ""

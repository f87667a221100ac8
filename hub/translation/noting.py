"""What readers say is wrong: taken in with nothing of who they are, handled by those who know the language, forgotten."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from hub.core.models.translated import Translated
from hub.core.querysets import HubPageQuerySet
from hub.translation import rights
from hub.translation.enums import NoteState
from hub.translation.models import ReaderNote, Work

MOST_WAITING_ON_A_PAGE = 20
MOST_IN_A_DAY = 200
KEPT_DAYS = 90


class TooManyNotesError(Exception):
    """So many notes are waiting that no more are taken for now."""


def page_to_note(page_id: int) -> Page | None:
    """The page, where anybody may read it and so say what is wrong with it."""
    page = HubPageQuerySet(Page).visible().select_related("locale").filter(pk=page_id).first()
    return page if page and issubclass(page.specific_class or Page, Translated) else None


def is_full(page: Page) -> bool:
    """Whether the page, or the whole hub today, has as many notes as people can read."""
    waiting = ReaderNote.objects.filter(page=page, state=NoteState.NEW).count()
    return waiting >= MOST_WAITING_ON_A_PAGE or ReaderNote.objects.filter(day=_today()).count() >= MOST_IN_A_DAY


@transaction.atomic
def leave(*, page: Page, text: str, words: str = "") -> None:
    """Keeps a note, the same one of the same day once. `words`: the words of the page that it is about.

    Raises TooManyNotesError.
    """
    Page.objects.select_for_update(no_key=True).values_list("pk").get(pk=page.pk)  # two clicks come one after the other
    said = f"“{words}”\n{text}" if words else text
    if ReaderNote.objects.filter(page=page, day=_today(), text=said).exists():
        return
    if is_full(page):
        raise TooManyNotesError
    ReaderNote.objects.create(page=page, language=page.locale.language_code, text=said)


def notes_for(user) -> QuerySet[ReaderNote]:
    """The notes on pages in the languages that somebody may translate, the oldest first.

    Those on pages that not everybody may read any more are for who runs the desk.
    """
    codes = [locale.language_code for locale in rights.locales_of(user)]
    notes = ReaderNote.objects.filter(language__in=codes).order_by("pk")
    return notes if rights.runs_the_desk(user) else notes.filter(page__in=HubPageQuerySet(Page).visible())


def works_of(notes: list[ReaderNote]) -> dict[int, Work]:
    """Note id → the translation work that its page is. One query; pages must have been selected with their locales."""
    keys = {note.page.translation_key for note in notes}
    found = Work.objects.filter(subject__translation_key__in=keys).select_related("subject")
    works = {(work.subject.translation_key, work.locale_id): work for work in found}
    places = {note.pk: (note.page.translation_key, note.page.locale_id) for note in notes}
    return {note_id: works[place] for note_id, place in places.items() if place in works}


def handle(*, note: ReaderNote, state: str, user) -> None:
    """Says what became of a note; back to NoteState.NEW, nobody has handled it."""
    note.state, note.handled_by = state, None if state == NoteState.NEW else user
    note.save(update_fields=["state", "handled_by"])


def forget_handled() -> int:
    """Removes handled notes that were written more than KEPT_DAYS ago; returns how many. What waits stays."""
    old = ReaderNote.objects.exclude(state=NoteState.NEW).filter(day__lt=_today() - dt.timedelta(days=KEPT_DAYS))
    return old.delete()[0]


def _today() -> dt.date:
    return timezone.now().date()

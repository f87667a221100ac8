"""Letters of the desk: work that was given to somebody, and originals that have changed. Who switched them off gets none."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from hub.core import languages
from hub.mail import services as mail
from hub.translation import rights
from hub.translation.enums import WorkState
from hub.translation.models import TranslatorLanguage, Work

SHOWN = 50  # titles in a letter
GRACE = dt.timedelta(minutes=10)  # a change written down at midnight still finds the letter of its day open


def assigned(*, works: Iterable[Work], by) -> None:
    """Tells each person whom the works (just written) are assigned to, in one letter. Not of what somebody took herself.

    The same works are told of once a day.
    """
    rows = Work.objects.filter(pk__in=[work.pk for work in works], assigned_to__is_active=True)
    rows = rows.exclude(assigned_to=by).select_related("subject", "locale", "assigned_to")
    quiet = _quiet()
    hers: dict = defaultdict(list)
    for work in rows.order_by("locale__language_code", "subject__title", "pk"):
        if (work.assigned_to_id, work.locale_id) not in quiet:
            hers[work.assigned_to].append(work)
    for user, given in hers.items():
        which = sha256(" ".join(str(work.pk) for work in given).encode()).hexdigest()[:16]
        key = f"assigned {user.pk} {timezone.localdate()} {which}"
        mail.post(to_user=user, subject=_subject, text=partial(_assigned_text, given), key=key)


def original_changed(*, subject_ids: Iterable[int]) -> None:
    """Notes that the originals have changed, once their works are counted: a letter a day to each translator and language.

    It goes to whom the work is assigned, otherwise to everybody of the language; never to whoever made the change.
    """
    works = Work.objects.filter(subject__in=list(subject_ids), translation__enabled=True)
    works = works.exclude(state__in=[WorkState.ORIGINAL, WorkState.NONE])
    works = works.filter(Q(done__lt=F("total")) | Q(outdated__gt=0))
    works = list(works.select_related("subject", "locale", "assigned_to"))
    if not works:
        return
    told: dict = defaultdict(dict)
    for work, user in _readers(works):
        told[user, work.locale][str(work.subject_id)] = [work.subject.title, work.changed]
    day = timezone.localdate()
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_current_timezone())
    news = [
        mail.News(
            to_user=user,
            key=f"changed {user.pk} {locale.language_code} {day}",
            items=items,
            write=partial(_changed, locale.language_code),
        )
        for (user, locale), items in told.items()
    ]
    mail.gather(news=news, due_at=midnight + GRACE)


def _readers(works: list[Work]) -> Iterable[tuple]:
    """(work, user) for everybody who should hear of it."""
    team: dict[int, list] = defaultdict(list)
    rows = TranslatorLanguage.objects.filter(user__is_active=True, locale__in={work.locale_id for work in works})
    for row in rows.select_related("user"):
        team[row.locale_id].append(row.user)
    quiet, changed_by, may = _quiet(), _changed_by(works), {}
    for work in works:
        pair = work.assigned_to, work.locale
        if work.assigned_to_id and pair not in may:
            may[pair] = rights.may_translate(*pair)
        for user in [work.assigned_to] if may.get(pair) else team[work.locale_id]:
            if user.pk != changed_by.get(work.subject_id) and (user.pk, work.locale_id) not in quiet:
                yield work, user


def _quiet() -> set[tuple[int, int]]:
    """(user, locale) of those who want no letters."""
    return set(TranslatorLanguage.objects.filter(wants_letters=False).values_list("user_id", "locale_id"))


def _changed_by(works: list[Work]) -> dict[int, int | None]:
    """Subject → who is at work just now in the admin or, outside of it, who wrote what was published of the page."""
    now = get_active_log_context().user
    if now:
        return {work.subject_id: now.pk for work in works}
    keys = {work.subject.translation_key: work.subject_id for work in works}
    ids = [int(work.subject.source_id) for work in works if work.subject.source_id.isdigit()]
    pages = Page.objects.filter(pk__in=ids, translation_key__in=keys)
    return {keys[key]: user for key, user in pages.values_list("translation_key", "live_revision__user_id")}


def _subject() -> str:
    return _("Work is waiting for you")


def _assigned_text(works: list[Work]) -> str:
    by_language: dict = defaultdict(list)
    for work in works[:SHOWN]:
        by_language[_language(work.locale.language_code)].append(work.subject.title)
    return _text("mail/assigned.txt", languages=list(by_language.items()), left_out=max(0, len(works) - SHOWN))


def _changed(code: str, items: dict) -> tuple[str, str]:
    rows = sorted(items.values())
    left_out = max(0, len(rows) - SHOWN)
    return _subject(), _text("mail/changed.txt", language=_language(code), rows=rows[:SHOWN], left_out=left_out)


def _text(template: str, **words) -> str:
    desk = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("translation:desk")
    return render_to_string(template, {**words, "desk": desk}).strip() + "\n"


def _language(code: str) -> str:
    return languages.names().get(code, code)

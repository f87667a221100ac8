"""Words that nothing was found for, counted by week. A word, never a whole query, and nothing of who asked."""

import datetime as dt
import logging
import re

from django.db import DatabaseError, transaction
from django.db.models import F

from hub.search import spelling
from hub.search.analysis import words
from hub.search.models import MissedWord
from hub.search.query import Term

MOST_IN_A_WEEK = 2000  # different words; more would be somebody's game
KEPT_DAYS = 366
LENGTH = range(2, 31)
_PERSONAL = re.compile(r"[@:/\\\d]|\w[._]\w")  # addresses, numbers, names of accounts: nothing of them is kept
logger = logging.getLogger("hub.search")


def record(asked: list[Term], language: str) -> None:
    """Counts the words of a query that no document of the language holds. A database that cannot write now counts nothing."""
    plain = [term.text for term in asked if not term.is_excluded and not _PERSONAL.search(term.text)]
    forms = {form for text in plain for word in words(text, language) for form in word.forms if len(form) in LENGTH}
    try:
        with transaction.atomic():
            for form in sorted(forms - spelling.known(forms, language)):
                _count(form, language, week_of(dt.datetime.now(tz=dt.UTC).date()))
    except DatabaseError as error:
        logger.warning("A word that was not found could not be counted (%s).", type(error).__name__)


def week_of(day: dt.date) -> dt.date:
    """The Monday before."""
    return day - dt.timedelta(days=day.weekday())


def _count(word: str, language: str, week: dt.date) -> None:
    place = {"week": week, "language": language, "word": word}
    if MissedWord.objects.filter(**place).update(times=F("times") + 1):
        return
    this_week = MissedWord.objects.filter(week=week).count()
    if this_week < MOST_IN_A_WEEK:
        MissedWord.objects.bulk_create([MissedWord(**place, times=1)], ignore_conflicts=True)
    if not this_week:
        MissedWord.objects.filter(week__lt=week - dt.timedelta(days=KEPT_DAYS)).delete()

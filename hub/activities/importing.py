"""The import of many activities: all of a file or nothing of it, or, on request, whatever is right in it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale

from hub.activities import records, services
from hub.activities.models import ActivityPage
from hub.activities.record_files import Item
from hub.core import later
from hub.core.models import Theme


class UndoneError(Exception):
    """Ends a transaction whose work is not to stay."""


@dataclass
class Summary:
    """What an import did, page by page, and what it could not do."""

    outcomes: Counter = field(default_factory=Counter)
    drafts: int = 0
    without_locale: Counter = field(default_factory=Counter)
    without_library: Counter = field(default_factory=Counter)
    problems: list[records.Problem] = field(default_factory=list)


def run(
    *,
    items: list[Item],
    problems: list[records.Problem],
    publish: bool = False,
    keep_going: bool = False,
    dry_run: bool = False,
    step: Callable[[], object] = lambda: None,
) -> Summary:
    """Writes the activities of a file (see record_files.read); `step()` is called after each of them.

    With any problem nothing is written, unless `keep_going`; with `dry_run` nothing is written in any case.
    """
    summary = Summary(problems=list(problems))
    parsed = _parsed(items, summary)
    if summary.problems and not keep_going:
        return summary
    try:
        with transaction.atomic(), later.together():
            saved = _save(parsed, publish, keep_going, summary, step)
            _link(saved, summary)
            summary.drafts = ActivityPage.objects.filter(uid__in=[record.uid for record in saved], live=False).count()
            if dry_run or (summary.problems and not keep_going):
                raise UndoneError
    except UndoneError:
        pass
    return summary


def _parsed(items, summary) -> list[records.Record]:
    themes = list(Theme.objects.order_by("key").values_list("key", flat=True).distinct())
    spoilt = {problem.place for problem in summary.problems}
    found = []
    for item in items:
        record, problems = records.parse(item.data, place=item.place, themes=themes, places=item.places)
        summary.problems += problems
        if record and spoilt.isdisjoint({item.place, *item.places.values()}):
            found.append(record)
    return found


def _save(parsed, publish, keep_going, summary, step) -> list[records.Record]:
    libraries = services.libraries()
    locales = set(Locale.objects.values_list("language_code", flat=True))
    saved = []
    for record in parsed:
        for language in record.words:
            if language not in locales:
                summary.without_locale[language] += 1
            elif language not in libraries:
                summary.without_library[language] += 1
        try:
            with transaction.atomic():
                outcomes = _save_one(record, libraries, publish)
        except (services.NotSavedError, ValidationError) as error:
            summary.problems += _reasons(record, error)
            libraries = services.libraries()  # the rollback has undone what the held ones know of their children
            if not keep_going:
                break
        else:
            summary.outcomes.update(outcomes)
            saved.append(record)
        step()
    return saved


def _reasons(record, error) -> list[records.Problem]:
    if isinstance(error, services.NotSavedError):
        return [records.Problem(record.place, error.field, str(error))]
    return [
        records.Problem(record.place, name, message)
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _save_one(record, libraries, publish) -> list[str]:
    outcomes = [
        services.save_activity(record=record, language=language, parent=libraries[language], publish=publish)
        for language in services.languages_of(record=record, available=libraries)
    ]
    return outcomes + [services.UPDATED for _language in services.share_facts(record=record, publish=publish)]


def _link(saved, summary):
    uids = {record.facts["slug"]: record.uid for record in saved if "slug" in record.facts}
    for record in saved:
        for kind, name in services.save_links(record=record, uids=uids):
            summary.problems.append(records.Problem(record.place, kind, f"There is no activity {name}."))

"""The pages of the example calls. Their dates are counted from a day that the ledger keeps."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from hub.calls.models import CallIndexPage, CallPage
from hub.calls.rounds_of import round_of
from hub.core import later, zones
from hub.core.enums import TranslationState
from hub.starter import files, written
from hub.starter.calls import schema
from hub.starter.calls.asking import Form
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked
from hub.stories.models import Cohort, CohortHost
from hub.translation.services import Said, key_of, refresh

PLAIN_FACTS = (
    *("kind", "places", "support", "stipend_least", "stipend_most", "currency", "zone", "afterwards"),
    *("reviews_wanted", "languages_accepted", "report_days"),
)
WORDS = ("title", "summary", "time_asked", "intro", "for_whom", "not_for_whom", "support_note", "who_decides")


def load(folder: Path, form: Form, ledger: Ledger) -> CallPage | None:
    """The original, where this run has written any language of it."""
    facts = checked(files.read(folder / "call.toml"), schema.CALL_FACTS, f"calls/{folder.name}/call.toml")
    day, has_written = day_of(folder, facts, ledger), False
    for language in files.languages_in(folder):
        path = path_of(folder, language)
        digest = files.digest_of(
            [files.digest(folder / "call.toml", folder / f"{language}.toml"), form.digest(language), day]
        )
        if not ledger.is_current(path, digest):
            _load_one(folder, form, language, facts, digest, day, ledger)
            has_written = True
    return written.held(CallPage, folder.name, "en") if has_written else None


def path_of(folder: Path, language: str) -> str:
    return f"calls/{folder.name}/{language}.toml"


def day_of(folder: Path, facts: dict, ledger: Ledger) -> dt.date:
    """The day of the first loading; today where the call has closed since, should open again, and is still as it was."""
    path, today = f"calls/{folder.name}/day", timezone.now().date()
    entry = ledger.entries.get(path)
    if entry:
        day = dt.date.fromisoformat(entry.digest)
        has_closed = day + dt.timedelta(days=facts["closes_in"]) < today
        if not (facts.get("opens_again") and has_closed and _is_ours(folder, ledger)):
            return day
    ledger.record(path, "", today.isoformat(), None, "")
    return today


def _is_ours(folder, ledger) -> bool:
    return ledger.may_write(path_of(folder, "en"), written.held(CallPage, folder.name, "en"), revision_of)


def _load_one(folder, form, language, facts, digest, day, ledger):
    path, place, held = (
        path_of(folder, language),
        written.first(CallIndexPage, language),
        written.held(CallPage, folder.name, language),
    )
    source = None if language == "en" else written.held(CallPage, folder.name, "en")
    if path not in ledger.entries and (place is None or (source is None and language != "en")):
        ledger.left_out.append(path)
        return
    words = checked(files.read(folder / f"{language}.toml"), schema.CALL_WORDS, path)

    def write():
        page = (
            held.get_latest_revision_as_object()
            if held
            else written.unsaved(CallPage, place.locale, source, slug=folder.name)
        )
        if source:
            _share(page, source)
        else:
            _fill_facts(page, folder, facts, day, ledger)
        for name in (*WORDS, "results_note"):
            setattr(page, name, words.get(name, ""))
        add(page, place)
        form.fill(page, language)  # once the page is there: its rows are written once
        publish(page, is_live=held is None or held.live)
        if source is None:
            _note_round(page, facts, day)
        return page

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def add(page, place) -> None:
    """Where the site does not have it yet."""
    language = page.locale.language_code
    page.translation_state = TranslationState.ORIGINAL if language == "en" else TranslationState.MACHINE
    if page.pk is None:
        place.add_child(instance=page)


def publish(page, *, is_live: bool) -> None:
    """What staff took offline stays so."""
    revision = page.save_revision(clean=False)  # publishing, or the editor, cleans it
    if is_live:
        revision.publish()
    later.do(refresh, Said(key_of(page), page.locale.language_code, page.translation_state))


def _share(page, source):
    for name in CallPage.SHARED_FIELDS:
        setattr(page, name, getattr(source, name))


def _fill_facts(page, folder, facts, day, ledger):
    written.set_fields(page, PLAIN_FACTS, facts)
    page.opens_at = _moment(day, facts["opens_in"], facts["opens_at"], page.zone)
    page.closes_at = _moment(day, facts["closes_in"], facts["closes_at"], page.zone)
    page.reading_from = later_day(day, facts.get("reading_in"))
    page.decision_by = later_day(day, facts.get("decision_in"))
    page.data_kept_until = later_day(day, facts["kept_in"])
    page.is_example = True
    page.next_call = written.held(CallPage, facts["next"], "en") if "next" in facts else None
    page.cohort = _cohort(folder, facts["hosts"], day, ledger) if "hosts" in facts else None


def later_day(day: dt.date, days: int | None) -> dt.date | None:
    return None if days is None else day + dt.timedelta(days=days)


def _moment(day, days, clock, zone) -> dt.datetime:
    return zones.moment(dt.datetime.combine(later_day(day, days), dt.time.fromisoformat(clock)), zone)


def _note_round(page, facts, day):
    held = round_of(page)
    if held.released_at is None and "told_in" in facts:
        held.released_at = _moment(day, facts["told_in"], "12:00", page.zone)
        held.save(update_fields=["released_at"])


def _cohort(folder, hosts, day, ledger) -> Cohort | None:
    """Made once; what staff make of it, or that they remove it, stands."""
    path = f"calls/{folder.name}/cohort"
    entry = ledger.entries.get(path)
    if entry:
        return Cohort.objects.filter(pk=entry.object_id).first()
    taken = set(Cohort.objects.values_list("year", flat=True))
    year = next(year for year in range(day.year, 0, -1) if year not in taken)
    made = Cohort.objects.create(year=year)
    CohortHost.objects.bulk_create(CohortHost(cohort=made, sort_order=at, **host) for at, host in enumerate(hosts))
    ledger.record(path, "", "made", made.pk, "")
    return made

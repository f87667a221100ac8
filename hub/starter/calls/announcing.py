"""The announcement of the example cohort."""

from pathlib import Path

from hub.calls.models import CallIndexPage, CallPage, CohortPage
from hub.starter import files, written
from hub.starter.calls import schema
from hub.starter.calls.calling import add, path_of, publish
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked


def load(folder: Path, ledger: Ledger) -> None:
    for language in files.languages_in(folder):
        digest = files.digest(folder / "cohort.toml", folder / f"{language}.toml")
        if not ledger.is_current(path_of(folder, language), digest):
            _load_one(folder, language, digest, ledger)


def _load_one(folder, language, digest, ledger):
    path, place, held = (
        path_of(folder, language),
        written.first(CallIndexPage, language),
        written.held(CohortPage, folder.name, language),
    )
    source = None if language == "en" else written.held(CohortPage, folder.name, "en")
    facts = checked(files.read(folder / "cohort.toml"), schema.COHORT_FACTS, f"calls/{folder.name}/cohort.toml")
    call = written.held(CallPage, facts["call"], "en")
    if path not in ledger.entries and (place is None or call is None or (source is None and language != "en")):
        ledger.left_out.append(path)
        return
    words = checked(files.read(folder / f"{language}.toml"), schema.COHORT_WORDS, path)

    def write():
        page = (
            held.get_latest_revision_as_object()
            if held
            else written.unsaved(CohortPage, place.locale, source, slug=folder.name)
        )
        for name in ("title", "summary", "body"):
            setattr(page, name, words.get(name, ""))
        page.call, page.cohort = (source.call, source.cohort) if source else (call, call.cohort if call else None)
        add(page, place)
        publish(page, is_live=held is None or held.live)
        return page

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)

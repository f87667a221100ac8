"""The activities: one folder each, written through the same record as an import."""

from pathlib import Path

from hub.activities import records, services
from hub.activities.models import ActivityPage
from hub.starter import files, themes
from hub.starter.ledger import Ledger, revision_of


def folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in (root / "activities").glob("*/activity.toml"))


def load(root: Path, ledger: Ledger, step) -> None:
    """Writes what has changed; `step()` is called after each folder. Links come last, when every target is there."""
    libraries = services.libraries()
    changed = [(folder, digests) for folder in folders(root) if (digests := _changed(folder, ledger, step))]
    written = {}
    theme_keys = themes.keys(root) if changed else []
    found = [(folder, digests, _record(folder, theme_keys)) for folder, digests in changed]
    wrong = [str(problem) for _folder, _digests, (_record, problems) in found for problem in problems]
    if wrong:
        raise files.ContentError("\n".join(wrong))
    for folder, digests, (record, _problems) in found:
        for language in services.languages_of(record=record, available=digests):
            if _load_one(folder, record, language, digests[language], libraries, ledger):
                written.setdefault(folder.name, record)
        step()
    _link(written, root, ledger)


def _changed(folder, ledger, step) -> dict[str, str]:
    """The languages whose files are not as they were, each with its digest."""
    digests = {
        code: files.digest(folder / "activity.toml", folder / f"{code}.toml") for code in files.languages_in(folder)
    }
    changed = {
        code: digest for code, digest in digests.items() if not ledger.is_current(_path(folder.name, code), digest)
    }
    if not changed:
        step()
    return changed


def _path(name, language) -> str:
    return f"activities/{name}/{language}.toml"


def _record(folder, theme_keys):
    facts = {**files.read(folder / "activity.toml"), "slug": folder.name}
    words = {code: files.read(folder / f"{code}.toml") for code in files.languages_in(folder)}
    return records.parse({**facts, "translations": words}, place=f"activities/{folder.name}", themes=theme_keys)


def _find(uid, language) -> ActivityPage | None:
    pages = ActivityPage.objects.filter(uid=uid, locale__language_code=language, alias_of__isnull=True)
    return pages.only("latest_revision").first()


def _load_one(folder, record, language, digest, libraries, ledger) -> bool:
    """Whether the page of this language may be the loader's own."""
    path = _path(folder.name, language)
    held = _find(record.uid, language)
    source_is_gone = _path(folder.name, "en") in ledger.entries and language != "en" and not _find(record.uid, "en")
    if path not in ledger.entries and (source_is_gone or language not in libraries):
        ledger.left_out.append(path)
        return False

    def write():
        services.save_activity(record=record, language=language, parent=libraries[language])
        return _find(record.uid, language)

    return ledger.settle(path, language, digest, held, write=write, mark=revision_of) is not None


def _link(written, root, ledger):
    """Links stand on the source page; they are an own revision of it, which is noted as the loader's."""
    if not written:
        return
    uids = {folder.name: files.read(folder / "activity.toml").get("uid", "") for folder in folders(root)}
    for name, record in written.items():
        path = _path(name, "en")
        source = _find(record.uid, "en")
        if source and ledger.may_write(path, source, revision_of):
            services.save_links(record=record, uids=uids)
            ledger.remark(path, revision_of(_find(record.uid, "en")))

"""The directory's first entries: one folder each, with its facts in one file and our words in one for each language."""

import uuid
from pathlib import Path

from hub.activities import kinds
from hub.core.enums import Licence, TranslationState
from hub.core.spoken import CODES
from hub.resources import rules
from hub.resources.enums import Audience, Kind, Known
from hub.resources.models import ResourceIndexPage, ResourcePage, ResourceTheme
from hub.starter import files, written
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked

KNOWN = kinds.one_of(Known.values)
PLAIN = ("kind", "publisher", "year", "url", "pages", "minutes", "needs_login", "has_paywall", "heavy", "has_trackers")
LISTS = ("languages", "audience")
FACTS = {
    "kind": kinds.one_of(Kind.values, required=True),
    "publisher": kinds.text(160),
    "year": kinds.number(1500, 2100),
    "url": kinds.address(),
    "archive_url": kinds.address(),
    "archived_on": kinds.day(),
    "mirrors": kinds.several(None, each=kinds.address()),
    "languages": kinds.several(CODES),
    "audience": kinds.several(Audience.values),
    "themes": kinds.several(None, each=kinds.text(60)),
    "pages": kinds.number(1),
    "minutes": kinds.number(1),
    **dict.fromkeys(("needs_login", "has_paywall", "heavy", "has_trackers"), KNOWN),
    "licence": kinds.one_of(Licence.values),
    "recommended": kinds.truth(),
}
WORDS = {
    "translation": kinds.one_of(TranslationState.values),
    "title": kinds.text(120, required=True),
    "search_description": kinds.text(300),
    "summary": kinds.text(200, required=True),
    "why": kinds.text(300),
    "risk_note": kinds.text(300),
    "inspiration": kinds.text(300),
}


def folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in (root / "resources").glob("*/resource.toml"))


def load(root: Path, ledger: Ledger, step) -> None:
    """Writes what has changed, the source language of each resource first; `step()` is called after each folder."""
    parents = None
    for folder in folders(root):
        for language in sorted(files.languages_in(folder), key=lambda code: code != "en"):
            path = f"resources/{folder.name}/{language}.toml"
            digest = files.digest(folder / "resource.toml", folder / f"{language}.toml")
            if not ledger.is_current(path, digest):
                parents = written.indexes(ResourceIndexPage) if parents is None else parents
                _load_one(folder, language, path, digest, parents, ledger)
        step()


def _load_one(folder, language, path, digest, parents, ledger):
    facts = checked(files.read(folder / "resource.toml"), FACTS, f"resources/{folder.name}/resource.toml")
    words = checked(files.read(folder / f"{language}.toml"), WORDS, path)
    held, source = (written.held(ResourcePage, folder.name, code) for code in (language, "en"))
    if path not in ledger.entries and (language not in parents or (source is None and language != "en")):
        ledger.left_out.append(path)
        return

    def write():
        page = held.get_latest_revision_as_object() if held else _new(folder, parents[language], source)
        _fill(page, facts, words)
        # What cannot be published, because staff listed its address elsewhere, stays a draft.
        return written.publish(
            page,
            words,
            put=lambda: parents[language].add_child(instance=page),
            is_ready=lambda: not rules.problems(page),
        )

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def _new(folder, parent, source) -> ResourcePage:
    return ResourcePage(
        locale=parent.locale,
        slug=folder.name,
        live=False,
        translation_key=source.translation_key if source else uuid.uuid4(),
    )


def _fill(page, facts, words):
    for name in (*PLAIN, *LISTS, "archive_url", "archived_on", "licence", "recommended"):
        setattr(page, name, facts[name] if name in facts else page._meta.get_field(name).get_default())
    page.mirrors = "\n".join(facts.get("mirrors", []))
    for name in ("title", "summary", "why", "risk_note", "inspiration"):
        setattr(page, name, words.get(name, ""))
    page.search_description = words.get("search_description", words["summary"])
    page.theme_links = written.theme_links(page, ResourceTheme, facts.get("themes", []))

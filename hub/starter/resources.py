"""The directory's first entries: one folder each, with its facts in one file and our words in one for each language."""

from pathlib import Path

from hub.activities import kinds
from hub.core.enums import Licence, TranslationState
from hub.core.spoken import CODES
from hub.resources import rules
from hub.resources.enums import Audience, Kind, Known
from hub.resources.models import ResourceIndexPage, ResourcePage, ResourceTheme
from hub.starter import written
from hub.starter.ledger import Ledger

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


class Resources(written.Folders):
    model, index, pattern, known = ResourcePage, ResourceIndexPage, "resources/*/resource.toml", (FACTS, WORDS)

    def fill(self, page, told):
        written.set_fields(page, (*PLAIN, *LISTS, "archive_url", "archived_on", "licence", "recommended"), told.facts)
        page.mirrors = "\n".join(told.facts.get("mirrors", []))
        written.set_fields(page, ("title", "summary", "why", "risk_note", "inspiration"), told.words)
        page.search_description = told.words.get("search_description", told.words["summary"])
        page.theme_links = written.theme_links(page, ResourceTheme, told.facts.get("themes", []))

    def is_ready(self, page) -> bool:
        """Not where staff listed its address elsewhere."""
        return not rules.problems(page)


def load(root: Path, ledger: Ledger, step) -> None:
    Resources(root, ledger).load(step)

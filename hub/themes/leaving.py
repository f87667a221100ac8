"""Portraits that rest on a consent: told, and taken out of every page, version, language and store. The words stay."""

import json
from collections import Counter

from django.utils import timezone
from wagtail.models import ReferenceIndex

from hub.consent.enums import Kind, Where
from hub.consent.events import Covered
from hub.consent.models import Consent
from hub.consent.rules import SITE
from hub.consent.traces import (
    change_sources,
    change_versions,
    latest_versions,
    page_ids_of,
    versions_naming,
)
from hub.core import languages, later
from hub.themes.models import ThemePage
from hub.themes.rules import portraits_in
from hub.themes.services import with_portraits
from hub.translation import services as translation

NONE = {"portrait": None, "consent": None, "shows_nobody": False}


def covered(consents: list) -> dict[int, list[Covered]]:
    """Consent's pk → the portraits that rest on it, those of new drafts too."""
    found: dict[int, list[Covered]] = {consent.pk: [] for consent in consents}
    for page in with_portraits().select_related("locale").order_by("pk"):
        code = page.locale.language_code
        for _key, value in portraits_in(page.conversations.get_prep_value()):
            if value.get("consent") in found:
                thing = Covered(
                    kind=Kind.PICTURE.label,
                    words=value["name"],
                    title=page.title,
                    language=code,
                    address=languages.page_path(code, page.url_path) if page.live else "",
                    page_id=page.pk,
                )
                found[value["consent"]].append(thing)
    return found


def resting(consent: Consent) -> set[int]:
    """The pictures that rest on it, in whatever version."""
    return {value["portrait"] for _page_id, _key, value in _hers(consent)}


def needed(consent: Consent, pictures: frozenset[int]) -> set[int]:
    """Those of the pictures that somebody else's valid consent carries, on a page or in a draft."""
    valid = set(Consent.objects.valid_on(timezone.localdate(), SITE).values_list("pk", flat=True)) - {consent.pk}
    drafts = latest_versions(ThemePage.objects.filter(pk__in=page_ids_of(_versions("portrait", pictures))))
    rows = [*_on_pages(), *_in_versions(drafts)]
    return {value["portrait"] for _page_id, _key, value in rows if value.get("consent") in valid} & pictures


def take_out(consent: Consent, pictures: frozenset[int]) -> Counter:
    """Takes the portraits that rest on it, and those that are pictures that must go, out, inside the caller's transaction."""
    hers = _hers(consent)
    keys = {key for _page_id, key, _value in hers if key}
    rows = [*_on_pages(), *_in_versions(_versions("portrait", pictures))]
    concerned = {page_id for page_id, _key, _value in hers}
    concerned |= {page_id for page_id, _key, value in rows if value["portrait"] in pictures}
    families = set(ThemePage.objects.filter(pk__in=concerned).values_list("translation_key", flat=True))
    pages = ThemePage.objects.filter(translation_key__in=families)

    def is_doomed(key, value) -> bool:
        """A portrait of hers from before there were consents goes too; one of somebody else stays."""
        says_nothing = not value.get("consent") and not value.get("shows_nobody")
        return value.get("consent") == consent.pk or value["portrait"] in pictures or (key in keys and says_nothing)

    def change(content: dict) -> bool:
        conversations = json.loads(content.get("conversations") or "[]")
        found = _without(conversations, is_doomed)
        if found:
            content["conversations"] = json.dumps(conversations)
        return found

    counts = Counter({Where.PAGES: _out_of_tables(pages, is_doomed)})
    counts[Where.VERSIONS] = change_versions(pages.values_list("pk", flat=True), change)
    counts[Where.STORE] = change_sources(families, change)
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
        later.do(translation.refresh, translation.key_of(page))
    return counts


def _out_of_tables(pages, is_doomed) -> int:
    changed = 0
    for page in pages:
        conversations = page.conversations.get_prep_value()
        if _without(conversations, is_doomed):
            stored = page.conversations.stream_block.to_python(conversations)
            ThemePage.objects.filter(pk=page.pk).update(conversations=stored)
            changed += 1
    return changed


def _without(conversations: list[dict], is_doomed) -> bool:
    """Changes the conversations; whether there was something."""
    doomed = [value for key, value in portraits_in(conversations) if is_doomed(key, value)]
    for value in doomed:
        value.update(NONE)
    return bool(doomed)


def _hers(consent) -> list[tuple[int, str | None, dict]]:
    """Page id, key and value of each speaker whose portrait rests on it, on pages and in all versions."""
    rows = [*_on_pages(), *_in_versions(_versions("consent", [consent.pk]))]
    return [row for row in rows if row[2].get("consent") == consent.pk]


def _on_pages():
    for page in with_portraits():
        for key, value in portraits_in(page.conversations.get_prep_value()):
            yield page.pk, key, value


def _versions(field: str, keys):
    named = versions_naming(field, keys, in_blocks=True)
    return named.filter(object_id__in=[str(pk) for pk in ThemePage.objects.values_list("pk", flat=True)])


def _in_versions(revisions):
    for revision in revisions:
        for key, value in portraits_in(json.loads(revision.content.get("conversations") or "[]")):
            yield int(revision.object_id), key, value

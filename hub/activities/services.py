"""Writes of activities: from a record to pages, one for each language, and the links between them."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import cautious_slugify
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from hub.activities import content
from hub.activities.models import ActivityLibraryPage, ActivityLink, ActivityPage, new_uid
from hub.activities.records import LINK_KINDS, Record
from hub.activities.rules import problems
from hub.core import later, version
from hub.core.enums import TranslationState
from hub.core.models.translated import Translated
from hub.search.services import index_page
from hub.translation.services import Said, key_of, refresh

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


class NotSavedError(Exception):
    """An activity cannot be written; the message says why and `field` where."""

    def __init__(self, field: str, message: str):
        super().__init__(message)
        self.field = field


def libraries() -> dict[str, ActivityLibraryPage]:
    """The library page of each language that has one."""
    pages = ActivityLibraryPage.objects.filter(alias_of__isnull=True).select_related("locale").order_by("-path")
    return {page.language: page for page in pages}


def languages_of(*, record: Record, available) -> list[str]:
    """The record's languages among the `available` ones, the source first."""
    found = [code for code in record.words if code in available]
    return sorted(found, key=lambda code: code != settings.LANGUAGE_CODE)


@transaction.atomic
def save_activity(*, record: Record, language: str, parent: ActivityLibraryPage, publish: bool = False) -> str:
    """Writes one language of an activity below `parent`; "created", "updated" or "unchanged". Save the source first.

    What breaks a rule stays a draft; what does not say its minutes or people does so unless `publish`.
    """
    family = _family(record.uid)
    held = family.get(language)
    page = _writable(held) if held else _new_page(record, language, parent, family)
    is_new = page.pk is None or bool(page.alias_of_id)
    before = None if is_new else content.of(page)
    content.fill(page, record, language, original=_original(language, family))
    changed = content.of(page) != before
    goes_live = _may_go_live(page, publish)
    waits = not page.live or page.has_unpublished_changes
    if not changed and not (publish and goes_live and waits):
        return UNCHANGED
    _write(page, parent, goes_live)
    if changed:
        _say(page)
    return CREATED if is_new else UPDATED


@transaction.atomic
def share_facts(*, record: Record, publish: bool = False) -> list[str]:
    """Gives the record's facts to the activity's languages that it has no words for. Returns those that changed."""
    changed = []
    for language, held in _family(record.uid).items():
        if language in record.words or held.alias_of_id:
            continue
        page = _writable(held)
        before = content.of(page)
        content.fill_facts(page, record)
        if content.of(page) != before:
            _write(page, None, _may_go_live(page, publish))
            changed.append(language)
    return changed


@transaction.atomic
def save_links(*, record: Record, uids: dict[str, str]) -> list[tuple[str, str]]:
    """Writes the links that the record names on the activity's source page; call it when all activities are saved.

    `uids` has the uid of each slug in the same file; it goes before the site's. Returns what leads nowhere: kind, name.
    """
    held = _source(_family(record.uid))
    if held is None or not any(kind in record.facts for kind in LINK_KINDS):
        return []
    named = [(kind, name) for kind in LINK_KINDS for name in record.facts.get(kind, [])]
    targets = {(kind, name): _target(uids.get(name, name)) for kind, name in named}
    wanted = [(kind, targets[kind, name].pk) for kind, name in named if targets[kind, name]]
    page = _writable(held)
    if [(link.kind, link.target_id) for link in page.links.all()] != wanted:
        page.links = [ActivityLink(kind=kind, target_id=pk, sort_order=at) for at, (kind, pk) in enumerate(wanted)]
        _write(page, None, page.live and not page.has_unpublished_changes)
    return [each for each in named if targets[each] is None]


def _family(uid) -> dict[str, ActivityPage]:
    """The activity in all its languages, by language, oldest first."""
    pages = ActivityPage.objects.filter(uid=uid).select_related("locale").order_by("pk")
    return {page.language: page for page in pages}


def _source(family) -> ActivityPage | None:
    written = [page for page in family.values() if not page.alias_of_id]
    originals = [page for page in written if page.translation_state == TranslationState.ORIGINAL]
    return family.get(settings.LANGUAGE_CODE) or next(iter([*originals, *written]), None)


def _original(language, family) -> ActivityPage | None:
    """The page that this language is a translation of; None where it is the source itself."""
    source = None if language == settings.LANGUAGE_CODE else _source(family)
    return None if source is None or source.language == language else source


def _target(name) -> ActivityPage | None:
    """The source page of the activity that a uid or a slug names."""
    named = ActivityPage.objects.filter(slug=name).values_list("uid", flat=True).first()
    return _source(_family(name)) or (_source(_family(named)) if named else None)


def _writable(page) -> ActivityPage:
    """The page as its editors last left it, published or not."""
    latest = page.get_latest_revision_as_object()
    latest.locale = page.locale
    for field in Translated._meta.fields:  # a revision keeps what readers were told when it was made
        setattr(latest, field.name, getattr(page, field.name))
    return latest


def _new_page(record, language, parent, family) -> ActivityPage:
    source = _source(family)
    page = ActivityPage(uid=record.uid, locale=parent.locale, live=False)
    if source:
        page.translation_key, page.slug = source.translation_key, source.slug
    else:
        page.slug = _free_slug(record, language, parent)
    if not Page._slug_is_available(page.slug, parent, page):
        raise NotSavedError("slug", f"Another page in {language} has the address {page.slug} already.")
    return page


def _free_slug(record, language, parent) -> str:
    """The record's slug, or one made from its title; the uid makes a title unique that is taken."""
    given = record.facts.get("slug")
    if given:
        return given
    made = cautious_slugify(record.words[language]["title"])[:100].strip("-")
    if not made or not made.isascii() or not Page._slug_is_available(made, parent):
        made = f"{made}-{record.uid}" if made.isascii() and made else record.uid
    return made


def _may_go_live(page, publish) -> bool:
    """Whether the page may be published now. An editor's unpublished work, and what she took offline, stay as they are."""
    if problems(page):
        return False
    if publish:
        return True
    if page.live:
        return not page.has_unpublished_changes
    return page.first_published_at is None and page.duration_min is not None and page.group_min is not None


def _write(page, parent, goes_live):
    """Saves a revision, and publishes it where the page may go live. What refers to what is noted once, at the end."""
    is_new = page.pk is None
    with disable_reference_index_auto_update():
        if is_new:
            _add(page, parent, goes_live)
        else:
            _save_revision(page, goes_live)
    if is_new or goes_live:
        ReferenceIndex.create_or_update_for_object(page)


def _say(page):
    """Tells the translation desk what the record says of the words just written."""
    said = Said(key_of(page), page.language, page.translation_state, page.translation_credit, page.checked_on)
    later.do(refresh, said)


def _add(page, parent, goes_live):
    """A new page, published at once where it may go live: Wagtail's own publishing would write it a second time."""
    page.live, page.has_unpublished_changes = goes_live, not goes_live
    if goes_live:
        page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False, changed=not goes_live)
    if goes_live:
        page.live_revision = revision
        Page.objects.filter(pk=page.pk).update(live_revision=revision)
        for signal in (published, page_published):
            signal.send(sender=ActivityPage, instance=page, revision=revision)
        log(instance=page, action="wagtail.publish", revision=revision, content_changed=True)


def _save_revision(page, goes_live):
    if page.alias_of_id:
        page.alias_of = None
        page.save()
    revision = page.save_revision(clean=False)
    if goes_live:
        revision.publish()


@transaction.atomic
def assign_new_uid(*, page: ActivityPage) -> str:
    """Gives a copied activity a uid of its own, in its drafts and in the search too."""
    uid = new_uid()
    ActivityPage.objects.filter(pk=page.pk).update(uid=uid)
    for revision in page.revisions.all():
        revision.content["uid"] = uid
        revision.save(update_fields=["content"])
    index_page(page=ActivityPage.objects.get(pk=page.pk))
    version.bump()
    return uid

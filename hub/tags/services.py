"""Writes of free words. Renaming and merging change pages in many places: readers see it at once, the search a moment later."""

from django.db import IntegrityError, connection, transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from hub.core import version
from hub.tags import validators
from hub.tags.models import FormerWord, PageWord, Word

TRIES = 5


class TakenError(Exception):
    """Another word of this language is called so."""

    def __init__(self, word: Word):
        super().__init__(word.pk)
        self.word = word


class GoneError(Exception):
    """Somebody has merged or deleted one of the words meanwhile."""


class NotMergeableError(Exception):
    """Fewer than two words, or words of several languages."""


def words_named(names: list[str], *, language: str) -> list[Word]:
    """The words of a language that are called so, made where there is none. Raises ValidationError."""
    wanted: dict[str, str] = {}
    for name in map(validators.cleaned, names):
        wanted.setdefault(validators.key(name), name)  # of two spellings the first
    found = _known(list(wanted), language)
    for key, name in wanted.items():
        if key not in found:
            found[key] = _made(name, key, language)
    return list(dict.fromkeys(found[key] for key in wanted))


def _known(keys: list[str], language: str) -> dict[str, Word]:
    """Key → the word of today."""
    if not keys:
        return {}
    formers = FormerWord.objects.filter(language=language, folded__in=keys).select_related("word").order_by("-pk")
    found = {former.folded: former.word for former in formers}
    return found | {word.folded: word for word in Word.objects.filter(language=language, folded__in=keys)}


def _made(name: str, key: str, language: str) -> Word:
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                slug = _free_slug(name, language)
                return Word.objects.create(language=language, name=name, folded=key, slug=slug)
        except IntegrityError:  # somebody was quicker, with this word or with another one of the same address
            found = _known([key], language)
            if found:
                return found[key]
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _free_slug(name: str, language: str, *, of: Word | None = None) -> str:
    """An address that no other word of the language has or had."""
    base = validators.slug(name) or "-"
    same = {"language": language, "slug__startswith": base}
    taken = set(Word.objects.filter(**same).exclude(pk=of and of.pk).values_list("slug", flat=True))
    taken |= set(FormerWord.objects.filter(**same).exclude(word=of).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def check_free(*, word: Word, name: str) -> None:
    """Raises TakenError where another word is called `name`, or was and is merged into another one."""
    other = _known([validators.key(name)], word.language).get(validators.key(name))
    if other and other.pk != word.pk:
        raise TakenError(other)


@transaction.atomic
def rename(*, word: Word, name: str, user) -> Word:
    """Links with the old spelling go on working. Raises ValidationError, TakenError, GoneError."""
    name = validators.cleaned(name)
    held = Word.objects.select_for_update().filter(pk=word.pk).first()
    if held is None:
        raise GoneError
    check_free(word=held, name=name)
    was, old_slug, old_key = held.name, held.slug, held.folded
    if was == name:
        return held
    held.name, held.folded = name, validators.key(name)
    held.slug = _free_slug(name, held.language, of=held)
    held.save()
    if old_slug != held.slug:
        FormerWord.objects.update_or_create(
            language=held.language, slug=old_slug, defaults={"word": held, "name": was, "folded": old_key}
        )
    log(instance=held, action="hub.tags.rename", user=user, data={"was": was, "is": name})
    _tell(held)
    return held


@transaction.atomic
def merge(*, ids: list[int], into: int, user) -> Word:
    """Makes one word of several: every page that had one of them has the one that stays, once.

    The others are gone; that they were is kept, so that old links, drafts and revisions lead to the one that stays.
    Raises GoneError, NotMergeableError; then nothing is changed.
    """
    wanted = {*ids, into}
    held = {word.pk: word for word in Word.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if set(held) != wanted:
        raise GoneError
    if len(held) < 2 or len({word.language for word in held.values()}) > 1:
        raise NotMergeableError
    stays = held.pop(into)
    pages = _carry_over(list(held), stays)
    FormerWord.objects.filter(word__in=held).update(word=stays)
    for word in held.values():
        FormerWord.objects.update_or_create(
            language=word.language,
            slug=word.slug,
            defaults={"word": stays, "name": word.name, "folded": word.folded, "old_id": word.pk},
        )
    Word.objects.filter(pk__in=held).delete()
    names = [word.name for word in held.values()]
    log(instance=stays, action="hub.tags.merge", user=user, data={"merged": names, "is": stays.name, "pages": pages})
    _tell(stays)
    return stays


def _carry_over(going: list[int], stays: Word) -> int:
    """On how many pages the word that stays took the place of another one."""
    rows = PageWord.objects.filter(tag__in=going)
    has_it = set(PageWord.objects.filter(tag=stays).values_list("content_object_id", flat=True))
    first: dict[int, int] = {}
    for pk, page_id in rows.order_by("pk").values_list("pk", "content_object_id"):
        if page_id not in has_it:
            first.setdefault(page_id, pk)
    changed = rows.values("content_object").distinct().count()
    PageWord.objects.filter(pk__in=list(first.values())).update(tag=stays)
    rows.delete()
    return changed


def unused():
    """Words that stand on no page, nor in a draft or in what waits to be published."""
    waiting = Page.objects.filter(has_unpublished_changes=True).values("latest_revision_id")
    drafts = Revision.objects.filter(pk__in=waiting) | Revision.objects.filter(approved_go_live_at__isnull=False)
    kept: set[int] = set()
    for items in drafts.values_list("content__word_items", flat=True):
        kept.update(item["tag"] for item in items or [])
    formers = FormerWord.objects.filter(old_id__in=kept).values_list("word_id", flat=True)
    return Word.objects.filter(items__isnull=True).exclude(pk__in=[*kept, *formers])


@transaction.atomic
def delete_unused(*, user=None) -> int:
    """How many words went."""
    held = [word.pk for word in unused().select_for_update(of=("self",)).order_by("pk")]
    words = list(unused().filter(pk__in=held))  # a page may have got one while we waited for it
    for word in words:
        log(instance=word, action="hub.tags.delete", user=user)
    Word.objects.filter(pk__in=[word.pk for word in words]).delete()
    return len(words)


def hold_words(page) -> None:
    """Before the page is saved, in the same transaction: words that were merged meanwhile become the word of today, once,
    words that are gone are left out, and nobody merges or deletes the others before the transaction ends."""
    if not page.word_items.is_deferring:  # nothing of them is to be written
        return
    items = page.word_items.get_object_list()
    today = _held_of_today({item.tag_id for item in items})
    if any(today.get(pk) != pk for pk in (item.tag_id for item in items)):
        kept = {}
        for item in items:
            if item.tag_id in today and today[item.tag_id] not in kept:
                item.tag_id = today[item.tag_id]
                kept[item.tag_id] = item
        page.word_items.set(kept.values())


def _held_of_today(ids: set[int]) -> dict[int, int]:
    """Id → id of the word of today, which is locked; without those that are gone."""
    today = {pk: pk for pk in ids}
    while True:
        held = _locked(set(today.values()))
        gone = [pk for pk, now in today.items() if now not in held]
        if not gone:
            return today
        formers = dict(FormerWord.objects.filter(old_id__in=gone).values_list("old_id", "word_id"))
        today = {pk: now for pk, now in today.items() if now in held} | formers


def _locked(ids: set[int]) -> set[int]:
    """Those that are there. PostgreSQL locks them as it does for the foreign key in any case, only at once and not when
    the transaction ends: who merges or deletes waits, who saves another page with the word does not. SQLite has one writer."""
    if not ids or connection.vendor != "postgresql":
        return set(Word.objects.filter(pk__in=ids).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM hub_tags_word WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [list(ids)])
        return {pk for (pk,) in cursor.fetchall()}


def items_of_today(items: list[dict], *, language: str) -> list[dict]:
    """The rows of a revision (see PageWord), each with the word of today: merged words as what they were merged into, once;
    words that are gone, and those of other languages, left out."""
    ids = {item["tag"] for item in items}
    today = {pk: pk for pk in Word.objects.filter(pk__in=ids, language=language).values_list("pk", flat=True)}
    formers = FormerWord.objects.filter(old_id__in=ids - set(today), language=language)
    today |= dict(formers.values_list("old_id", "word_id"))
    kept: dict[int, dict] = {}
    for item in items:
        if item["tag"] in today:
            kept.setdefault(today[item["tag"]], {**item, "tag": today[item["tag"]]})
    return list(kept.values())


def _tell(word: Word) -> None:
    from hub.tags import tasks

    version.bump()
    tasks.written_anew.enqueue(word.pk)

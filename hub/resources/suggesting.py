"""What readers suggest: taken in with nothing of who they are, turned into a draft by an editor, forgotten."""

import datetime as dt

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hub.core import languages, version
from hub.core.enums import TranslationState
from hub.resources.addresses import normalised
from hub.resources.enums import Handling
from hub.resources.models import ResourceIndexPage, ResourcePage, Suggestion
from hub.resources.rules import RESERVED

MOST_WAITING = 300
MOST_IN_A_DAY = 100
KEPT_DAYS = 90
KEPT_SECONDS = 3600


class TooManySuggestionsError(Exception):
    """So many are waiting that no more are taken for now."""


class HandledError(Exception):
    """Somebody has decided on it meanwhile."""


class NoPlaceError(Exception):
    """There is no resources page under which this editor may add a draft."""


def is_full() -> bool:
    waiting = Suggestion.objects.filter(state=Handling.NEW).count()
    return waiting >= MOST_WAITING or Suggestion.objects.filter(day=timezone.now().date()).count() >= MOST_IN_A_DAY


def listed_at(url: str) -> ResourcePage | None:
    """The resource that readers are already shown for this address, in the language of the address bar or another."""
    keys = _keys_listed().get(normalised(url))
    if not keys:
        return None
    found = ResourcePage.objects.visible().filter(translation_key=keys).select_related("locale")
    rank = {languages.current(): 0, "en": 1}
    return min(found, key=lambda page: (rank.get(page.language, 2), page.language), default=None)


def _keys_listed() -> dict:
    """Each address that is listed, as `normalised` has it → translation key. One query for a content version."""
    name = f"resource-addresses:{version.current()}"
    held = cache.get(name)
    if held is None:
        rows = ResourcePage.objects.visible().values_list("translation_key", "url", "archive_url", "mirrors")
        held = {
            normalised(url): key
            for key, url, copy, mirrors in rows
            for url in (copy, *map(str.strip, mirrors.splitlines()), url)
            if url
        }
        cache.set(name, held, KEPT_SECONDS)
    return held


@transaction.atomic
def leave(
    *, opening: str, title: str, url: str, kind: str, languages_of_it: list[str], why: str, language: str
) -> None:
    """Keeps a suggestion, once for each opening of the form. Raises TooManySuggestionsError."""
    if Suggestion.objects.filter(opening=opening).exists():
        return
    if is_full():
        raise TooManySuggestionsError
    Suggestion.objects.get_or_create(
        opening=opening,
        defaults={
            "title": title,
            "url": url,
            "address_key": normalised(url),
            "kind": kind,
            "languages": languages_of_it,
            "why": why,
            "language": language,
        },
    )


@transaction.atomic
def accept(*, suggestion: Suggestion, user) -> ResourcePage:
    """Makes a draft for an editor to finish. Others that wait with the same address are done with it.

    Raises HandledError, NoPlaceError.
    """
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.state == Handling.DONE:
        raise HandledError
    parent = _parent(suggestion.language, user)
    page = ResourcePage(
        title=suggestion.title,
        slug=_free_slug(parent, suggestion.title),
        locale=parent.locale,
        live=False,
        owner=user,
        url=suggestion.url,
        kind=suggestion.kind,
        languages=suggestion.languages,
        why=" ".join(suggestion.why.split())[:300],
        translation_state=TranslationState.ORIGINAL,
    )
    parent.add_child(instance=page)
    page.save_revision(user=user)
    alike = Suggestion.objects.filter(address_key=suggestion.address_key, state=Handling.NEW)
    done = {"state": Handling.DONE, "handled_by": user, "page": page}
    alike.update(**done)
    Suggestion.objects.filter(pk=suggestion.pk).update(**done)
    return page


def _parent(language: str, user) -> ResourceIndexPage:
    pages = ResourceIndexPage.objects.filter(alias_of__isnull=True, locale__language_code__in=[language, "en"])
    for page in sorted(pages.select_related("locale"), key=lambda page: page.language != language):
        if page.permissions_for_user(user).can_add_subpage():
            return page
    raise NoPlaceError


def _free_slug(parent, title: str) -> str:
    wanted = slugify(title)[:60] or "resource"
    taken = {*RESERVED, *parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True)}
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@transaction.atomic
def set_aside(*, suggestion: Suggestion, user) -> None:
    """Puts it away. Raises HandledError."""
    changed = Suggestion.objects.filter(pk=suggestion.pk, state=Handling.NEW)
    if not changed.update(state=Handling.SET_ASIDE, handled_by=user):
        raise HandledError


@transaction.atomic
def take_up(*, suggestion: Suggestion) -> None:
    """Puts back what was set aside. Raises HandledError."""
    changed = Suggestion.objects.filter(pk=suggestion.pk, state=Handling.SET_ASIDE)
    if not changed.update(state=Handling.NEW, handled_by=None):
        raise HandledError


def forget_handled() -> int:
    """Removes what was handled and is older than KEPT_DAYS; returns how many. What waits stays."""
    old = timezone.now().date() - dt.timedelta(days=KEPT_DAYS)
    return Suggestion.objects.exclude(state=Handling.NEW).filter(day__lt=old).delete()[0]

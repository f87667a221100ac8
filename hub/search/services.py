"""Writes of the search: one document for each page and language that anybody may read."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.search import analysis, engines, query
from hub.search.collation import sort_key
from hub.search.engine import Tokens
from hub.search.folding import folded
from hub.search.listing import WORDS
from hub.search.models import IndexedWord, IndexState, RemovedDocument, SearchDocument
from hub.search.stemming import stem

WORDS_AT_ONCE = 1000
PAGES_AT_ONCE = 100
ADD_TO_WORDS = (
    "INSERT INTO hub_search_indexedword (language, form, stem, documents, counted) VALUES {values} "
    "ON CONFLICT (language, form) DO UPDATE SET stem = excluded.stem, "
    "documents = hub_search_indexedword.documents + excluded.documents, "
    "counted = hub_search_indexedword.counted + excluded.counted"
)
LENGTH_OF_WORD = range(2, 41)
READ = ("language", "title", "names", "lead", "keywords", "body")
UPDATED = [field.name for field in SearchDocument._meta.fields if field.name != "page"]


def index_page(*, page: Page) -> bool:
    """Writes the document of a page, or removes it where nobody may read the page. Returns whether there is one now."""
    return bool(index_pages(pages=[page]))


@transaction.atomic
def index_pages(*, pages: Iterable[Page], is_rebuild: bool = False) -> int:
    """Writes or removes the documents of these pages (specific). Returns how many there are now."""
    pages = [page.specific for page in pages]
    for model in {type(page) for page in pages}:
        needed = (*getattr(model, "search_prefetch", ()), *getattr(model, "words_prefetch", ()))
        prefetch_related_objects([page for page in pages if type(page) is model], "locale", *needed)
    private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    found = {page.pk: document_of(page, private) for page in pages}
    documents = [document for document in found.values() if document]
    serial = _next_serial()
    remove_pages(page_ids=[page_id for page_id, document in found.items() if document is None], serial=serial)
    old = list(SearchDocument.objects.filter(pk__in=[document.page_id for document in documents]))
    for document in documents:
        document.serial = serial
    SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=["page"], update_fields=UPDATED)
    RemovedDocument.objects.filter(page_id__in=[document.page_id for document in documents]).delete()
    held: dict[tuple, Reading] = {}  # a text that did not change is read once
    readings = [_read_once(document, held) for document in documents]
    engines.current().write([reading.tokens for reading in readings])
    _count_words(readings, [_read_once(document, held) for document in old], is_rebuild=is_rebuild)
    return len(documents)


def index_ids(page_ids: list[int]) -> None:
    """As `index_pages`, of pages as the database has them now; those that are gone are left to `forget_page`."""
    for start in range(0, len(page_ids), PAGES_AT_ONCE):
        index_pages(pages=Page.objects.filter(pk__in=page_ids[start : start + PAGES_AT_ONCE]).specific())


def forget_unused_words(*_keys) -> None:
    """Removes the words that no document has any more, so that nothing tells that one ever did."""
    IndexedWord.objects.filter(documents__lte=0, counted__lte=0).delete()


@transaction.atomic
def remove_pages(*, page_ids: list[int], serial: int | None = None) -> None:
    """Takes pages out of the search; those that were never in it change nothing."""
    old = list(SearchDocument.objects.filter(pk__in=page_ids))
    if old:
        serial = serial or _next_serial()
        _count_words([], [read(document) for document in old])
        SearchDocument.objects.filter(pk__in=[document.pk for document in old]).delete()
        engines.current().remove([document.pk for document in old])
        _mark_removed([document.pk for document in old], serial)


@transaction.atomic
def forget_page(*, page_id: int) -> None:
    """As `remove_pages`, for a page that is deleted already, and its document with it."""
    engines.current().remove([page_id])
    _mark_removed([page_id], _next_serial())


def index_tree(*, page: Page) -> None:
    """A page and all below it: after a move, a new address or a change of privacy."""
    index_pages(pages=Page.objects.descendant_of(page, inclusive=True).specific().iterator(chunk_size=100))


def document_of(page: Page, private: tuple[str, ...]) -> SearchDocument | None:
    """The document of a page (specific), unsaved; None where nobody, or not everybody, may read the page.

    `private`: the paths of the pages whose subtrees are not open to all. A page class takes part by a method
    `search_document()`, which gives `kind` and what else is read below, and may name in `search_prefetch` the relations
    that it reads there. The free words of a page (`own_words()`, see hub.tags) are keywords and a facet by themselves.
    """
    is_waiting = page.go_live_at is not None and page.go_live_at > timezone.now()
    is_closed = not page.live or is_waiting or page.alias_of_id or page.path.startswith(private)
    if is_closed or not hasattr(page, "search_document"):
        return None
    content = page.search_document()
    language = page.locale.language_code
    names = [line.strip() for line in content.get("names", "").splitlines() if line.strip()]
    words = page.own_words() if hasattr(page, "own_words") else []
    facets = {**content.get("facets", {}), **({WORDS: [word.slug for word in words]} if words else {})}
    return SearchDocument(
        page_id=page.pk,
        kind=content["kind"],
        uid=content.get("uid", ""),
        translation_key=page.translation_key,
        language=language,
        url_path=page.url_path,
        title=page.title,
        names="\n".join(names),
        summary=content.get("summary", ""),
        lead=content.get("lead") or content.get("summary", ""),
        keywords=" · ".join(filter(None, [content.get("keywords", ""), *(word.name for word in words)])),
        body=content.get("body", ""),
        completions="".join(f"\n {folded(name)}" for name in [page.title, *names]),
        card=content.get("card", {}),
        labels=" ".join(f"{facet}:{key}" for facet, keys in facets.items() for key in keys),
        state=content.get("state", ""),
        minutes=content.get("minutes"),
        recommended=content.get("recommended", False),
        published_at=page.first_published_at,
        expires_at=page.expire_at,
        sort_key=sort_key(page.title, language),
    )


@dataclass(frozen=True)
class Reading:
    """What a document is found by, and its words as they are written (folded; numbers and very long ones left out)."""

    tokens: Tokens
    forms: set[str]


def read(document: SearchDocument) -> Reading:
    language = document.language
    names = [analysis.words(name, language) for name in (document.title, *document.names.splitlines())]
    lead, keywords, body = (
        analysis.words(text, language) for text in (document.lead, document.keywords, document.body)
    )
    exact = dict.fromkeys(query.exact([token for word in name for token in word.tokens]) for name in names)
    tokens = Tokens(
        document.page_id,
        language,
        tuple(filter(None, exact)),
        tuple(token for name in names for token in (*analysis.index_tokens(name), analysis.BREAK)),
        (*analysis.index_tokens(lead), analysis.BREAK, *analysis.index_tokens(keywords)),
        tuple(analysis.index_tokens(body)),
    )
    forms = {form for row in (*names, lead, keywords, body) for word in row for form in word.forms}
    return Reading(tokens, {form for form in forms if len(form) in LENGTH_OF_WORD and not form.isdigit()})


def _read_once(document: SearchDocument, held: dict[tuple, Reading]) -> Reading:
    key = (document.page_id, *(getattr(document, name) for name in READ))
    if key not in held:
        held[key] = read(document)
    return held[key]


def _next_serial() -> int:
    """The number of this change. Changes wait for one another here until each is committed, so that none is overlooked."""
    if not IndexState.objects.filter(pk=1).update(serial=F("serial") + 1):
        IndexState.objects.get_or_create(pk=1, defaults={"serial": 1, "epoch": uuid.uuid4().hex})
    return IndexState.objects.values_list("serial", flat=True).get(pk=1)


def _mark_removed(page_ids: list[int], serial: int) -> None:
    RemovedDocument.objects.bulk_create(
        [RemovedDocument(page_id=page_id, serial=serial) for page_id in page_ids],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["serial"],
    )


def _count_words(new: list[Reading], old: list[Reading], *, is_rebuild: bool = False) -> None:
    """Keeps how many documents have each word; while a rebuild is under way, also its own count of the pages it has done."""
    state = IndexState.objects.filter(pk=1).exclude(rebuilding="").first()
    done_to = state.rebuilt_to if state else 0
    change: Counter = Counter()
    counted: Counter = Counter()
    for readings, step in ((new, 1), (old, -1)):
        for reading in readings:
            language = reading.tokens.language
            is_counted = step > 0 if is_rebuild else reading.tokens.page_id <= done_to
            for form in reading.forms:
                change[language, form] += step
                counted[language, form] += step * is_counted
    rows = [
        (language, form, stem(form, language), step, counted[language, form])
        for (language, form), step in sorted(change.items())
        if step or counted[language, form]
    ]
    with connection.cursor() as cursor:  # Django's own upsert can replace a number, not add to it
        for start in range(0, len(rows), WORDS_AT_ONCE):
            part = rows[start : start + WORDS_AT_ONCE]
            values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(ADD_TO_WORDS.format(values=values), [value for row in part for value in row])

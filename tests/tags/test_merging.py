"""Renaming, merging and deleting words: what pages, the search and old links find afterwards."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from wagtail.models import ModelLogEntry

from hub.activities.models import ActivityPage
from hub.core.models import User
from hub.search.models import SearchDocument
from hub.tags import services
from hub.tags.models import FormerWord, PageWord, Word
from tests.factories import library_in
from tests.tags.words import names, word, worded

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(db) -> User:
    return User.objects.create_user("demo-editor", password="a long enough password")


def log_of(name: str) -> list[tuple]:
    rows = ModelLogEntry.objects.filter(object_id=str(word(name).pk), action__startswith="hub.tags.")
    return [(row.action, row.user.username, row.data) for row in rows.order_by("pk")]


def labels(page) -> str:
    return SearchDocument.objects.get(page_id=page.pk).labels


def test_rename_reaches_pages_search_and_old_addresses(staff, django_capture_on_commit_callbacks):
    page = worded("nap time")
    with django_capture_on_commit_callbacks(execute=True):
        services.rename(word=word("nap time"), name="Siesta", user=staff)
    document = SearchDocument.objects.get(page_id=page.pk)
    assert names(page) == ["Siesta"]
    assert ("tag:siesta" in document.labels.split(), "tag:nap-time" in document.labels.split()) == (True, False)
    assert document.keywords.split(" · ")[-1] == "Siesta"
    assert list(FormerWord.objects.values_list("name", "slug", "word__name")) == [("nap time", "nap-time", "Siesta")]
    assert log_of("Siesta") == [("hub.tags.rename", "demo-editor", {"was": "nap time", "is": "Siesta"})]


def test_old_spelling_typed_again_is_the_renamed_word(staff):
    worded("nap time")
    services.rename(word=word("nap time"), name="Siesta", user=staff)
    assert names(worded("Nap-Time", title="Other")) == ["Siesta"]


def test_word_can_be_called_as_before_again(staff):
    page = worded("nap time")
    services.rename(word=word("nap time"), name="Siesta", user=staff)
    services.rename(word=word("Siesta"), name="nap time", user=staff)
    assert (names(page), word("nap time").slug) == (["nap time"], "nap-time")


def test_rename_to_a_word_that_is_there_or_was_merged_is_refused(staff):
    worded("nap", "rest", "sleep")
    services.merge(ids=[word("sleep").pk], into=word("rest").pk, user=staff)
    for name in ("Rest", "sleep"):
        with pytest.raises(services.TakenError) as error:
            services.rename(word=word("nap"), name=name, user=staff)
        assert error.value.word == word("rest")
    with pytest.raises(ValidationError):
        services.rename(word=word("nap"), name="n", user=staff)


def test_merge_gives_every_page_the_word_that_stays_once(staff, django_capture_on_commit_callbacks):
    both, one, none = worded("nap", "rest"), worded("nap", "sleep", title="Two"), worded("rain", title="Three")
    with django_capture_on_commit_callbacks(execute=True):
        services.merge(ids=[word("nap").pk, word("sleep").pk], into=word("rest").pk, user=staff)
    assert [names(page) for page in (both, one, none)] == [["rest"], ["rest"], ["rain"]]
    assert [label for label in labels(one).split() if label.startswith("tag:")] == ["tag:rest"]
    assert set(Word.objects.filter(name__in=["nap", "rest", "sleep"])) == {word("rest")}
    assert log_of("rest") == [
        ("hub.tags.merge", "demo-editor", {"merged": ["nap", "sleep"], "is": "rest", "pages": 2}),
    ]


def test_words_of_two_languages_and_a_word_alone_are_not_merged(staff):
    worded("camp")
    worded("camp", parent=library_in("fr"))
    for ids in ([word("camp", "fr").pk], []):
        with pytest.raises(services.NotMergeableError):
            services.merge(ids=ids, into=word("camp").pk, user=staff)
    assert Word.objects.filter(name="camp").count() == 2


def test_merge_with_a_word_that_is_gone_changes_nothing(staff):
    page = worded("nap", "rest")
    with pytest.raises(services.GoneError):
        services.merge(ids=[word("nap").pk, 10**9], into=word("rest").pk, user=staff)
    assert names(page) == ["nap", "rest"]


def test_only_what_stands_nowhere_is_deleted(staff):
    page = worded("nap", "rest")
    services.words_named(["never used"], language="en")
    assert services.delete_unused(user=staff) == 1
    assert (names(page), Word.objects.filter(name="never used").exists()) == (["nap", "rest"], False)


def test_page_saved_after_a_merge_has_the_word_that_stays_once(staff):
    worded("nap", "rest", "rain")
    page = worded("sleep", title="Two").get_latest_revision_as_object()
    page.words.set(["nap", "rain", "rest"])
    services.merge(ids=[word("nap").pk], into=word("rest").pk, user=staff)
    page.save()
    assert sorted(names(page)) == ["rain", "rest"]


def test_page_saved_after_a_word_was_deleted_is_without_it(staff):
    page = worded("rest").get_latest_revision_as_object()
    page.words.set(["never used", "rest"])
    services.delete_unused(user=staff)
    page.save()
    assert names(page) == ["rest"]


# Two at once ---------------------------------------------------------------------------------------------------------


def _elsewhere(work):
    try:
        return work()
    finally:
        connection.close()


@pytest.fixture
def written(django_db_setup, django_db_blocker):
    """Three words that are really written, on a page that is there; afterwards they are gone."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lies in the memory of one thread")

    def write():
        page = library_in("en")
        words = services.words_named(["demo one", "demo two", "demo three"], language="en")
        PageWord.objects.bulk_create([PageWord(content_object_id=page.pk, tag=each) for each in words])
        return [each.pk for each in words]

    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as other:
        ids = other.submit(_elsewhere, write).result()
    yield ids
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as other:
        other.submit(_elsewhere, lambda: Word.objects.filter(name__startswith="demo ").delete()).result()


def test_two_merges_at_once_end_in_one_word(written):
    """Each would merge the other's word away: one is done, the other is told that a word is gone."""
    one, two, _three = written
    start = Barrier(2)

    def merge(going, into):
        start.wait(30)
        try:
            return services.merge(ids=[going], into=into, user=None).pk
        except services.GoneError:
            return "gone"

    with ThreadPoolExecutor(2) as people:
        pairs = [(one, two), (two, one)]
        outcomes = list(people.map(lambda pair: _elsewhere(lambda: merge(*pair)), pairs))
    left = set(Word.objects.filter(pk__in=[one, two]).values_list("pk", flat=True))
    assert (sorted(map(str, outcomes)), len(left)) == (sorted([str(*left), "gone"]), 1)
    assert PageWord.objects.filter(tag__in=left).count() == 1


def test_merges_into_one_word_at_once_are_both_done(written):
    one, two, three = written
    start = Barrier(2)

    def merge(going):
        start.wait(30)
        return services.merge(ids=[going], into=three, user=None).pk

    with ThreadPoolExecutor(2) as people:
        outcomes = list(people.map(lambda going: _elsewhere(lambda: merge(going)), [one, two]))
    assert outcomes == [three, three]
    assert list(Word.objects.filter(name__startswith="demo ").values_list("pk", flat=True)) == [three]
    assert list(PageWord.objects.filter(tag=three).values_list("content_object_id", flat=True)) == [library_in("en").pk]


def test_the_same_new_word_written_by_two_at_once_is_one_word(written):
    start = Barrier(4)

    def make(_number):
        start.wait(30)
        return services.words_named(["demo four"], language="en")[0].pk

    with ThreadPoolExecutor(4) as people:
        found = set(people.map(lambda number: _elsewhere(lambda: make(number)), range(4)))
    assert found == set(Word.objects.filter(name="demo four").values_list("pk", flat=True))


@pytest.fixture
def page(written) -> ActivityPage:
    """A page that other connections may write words on."""
    return ActivityPage.objects.filter(locale__language_code="en", live=True).order_by("pk").first()


def _words_of(page) -> set[str]:
    return {name for name in names(page) if name.startswith("demo ")}


def _save_with(page, word: str):
    page = ActivityPage.objects.get(pk=page.pk)
    page.words.add(word)
    page.save()


def _overlapping(first, second) -> None:
    """Does `second` when `first` has written; the transaction of `first` ends once `second` waits for it, or has ended."""
    has_written = Event()

    def begin_later():
        has_written.wait(30)
        second()

    def begin(later):
        with transaction.atomic():
            first()
            has_written.set()
            _until_it_waits(later)

    with ThreadPoolExecutor(2) as people:
        later = people.submit(_elsewhere, begin_later)
        people.submit(_elsewhere, lambda: begin(later)).result()
        later.result()


def _until_it_waits(later, *, seconds=30):
    end = time.monotonic() + seconds
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        while not later.done():
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < end, "it neither waits nor ends"


@pytest.mark.parametrize("comes_first", ["the page", "the merge"])
def test_word_merged_while_a_page_with_it_is_saved(written, page, comes_first):
    """Neither the editor nor who merges is told of an error, and the page has the word that stays."""
    one, _two, three = written
    both = [lambda: _save_with(page, "demo one"), lambda: services.merge(ids=[one], into=three, user=None)]
    _overlapping(*(both if comes_first == "the page" else reversed(both)))
    assert (_words_of(page), Word.objects.filter(pk=one).exists()) == ({"demo three"}, False)


@pytest.mark.parametrize(("comes_first", "left"), [("the page", {"demo one"}), ("the round", set())])
def test_unused_word_deleted_while_a_page_gets_it(written, page, comes_first, left):
    one, *_others = written
    with ThreadPoolExecutor(1) as other:
        other.submit(_elsewhere, lambda: PageWord.objects.filter(tag=one).delete()).result()
    both = [lambda: _save_with(page, "demo one"), services.delete_unused]
    _overlapping(*(both if comes_first == "the page" else reversed(both)))
    assert (_words_of(page), Word.objects.filter(pk=one).exists()) == (left, bool(left))

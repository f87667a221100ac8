"""What this process holds in memory, kept current by what has changed, equals what reading everything anew gives."""

import datetime as dt
import random
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.activities.models import ActivityPage
from hub.core import version
from hub.search import collection, services
from hub.search.collection import ORDERS, Collection, Row, positions_of
from hub.search.models import SearchDocument
from tests.factories import WORDS, activity, library_in, translation

pytestmark = pytest.mark.django_db
CHANGES = 60


@pytest.fixture
def outside(monkeypatch):
    """As outside of a transaction: a test runs inside of one, where all that is held is tentative and read anew each
    time, so that nothing would ever be kept current by what has changed."""
    held = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr(collection, "connection", held)
    return held


@pytest.fixture
def rows_read(monkeypatch) -> list:
    """What `collection.current()` reads of the documents."""
    read = []
    rows = collection._rows

    def reading(documents):
        found = rows(documents)
        read.extend(found)
        return found

    monkeypatch.setattr(collection, "_rows", reading)
    return read


def picture(held: Collection) -> dict:
    """All that a collection says, without the positions, which differ."""

    def ids(mask):
        return {held.rows[position].page_id for position in positions_of(mask)}

    return {
        "rows": {row.page_id: row for row in held.rows if row},
        "masks": {(facet, key): ids(mask) for facet, keys in held.masks.items() for key, mask in keys.items() if mask},
        "written": {language: ids(mask) for language, mask in held.written.items() if mask},
        "shown": {code: ids(held.shown(code)) for code, _name in settings.LANGUAGES},
        "orders": {sort: [held.rows[position].page_id for position in held.order(sort)] for sort in ORDERS},
        "positions": {page_id: held.rows[position].page_id for page_id, position in held.position_of.items()},
        "things": {key: {held.rows[place].page_id for place in places} for key, places in held.things.items()},
    }


def read_anew() -> Collection:
    held = Collection()
    held.put_all([Row(*row[:-1], bytes(row[-1])) for row in SearchDocument.objects.values_list(*collection.COLUMNS)])
    return held


class Changes:
    """Random things that happen to the pages of the library."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.pages = list(ActivityPage.objects.live().values_list("pk", flat=True))

    def happen(self) -> str:
        name = self.chance.choice(
            ["publish", "publish", "change", "change", "translate", "unpublish", "delete", "restrict", "open", "expire",
             "again", "undo", "several"]
        )  # fmt: skip
        getattr(self, name)()
        return name

    def _any(self) -> ActivityPage:
        return ActivityPage.objects.get(pk=self.chance.choice(self.pages))

    def _title(self) -> str:
        return " ".join(self.chance.sample(WORDS, 2)).title()

    def publish(self):
        fields = {"recommended": self.chance.random() < 0.3, "duration_min": self.chance.choice([None, 10])}
        code = self.chance.choice(["en", "es", "ar"])
        self.pages.append(activity(parent=library_in(code), title=self._title(), duration_max=None, **fields).pk)

    def change(self):
        page = self._any()
        page.title, page.energy = self._title(), self.chance.choice(["calm", "high"])
        page.save_revision().publish()

    def translate(self):
        page = self._any()
        there = set(page.get_translations(inclusive=True).values_list("locale__language_code", flat=True))
        for code in self.chance.sample(["fr", "pt", "ru", "sw"], 2):
            if code not in there:
                self.pages.append(translation(page, code, title=self._title()).pk)

    def unpublish(self):
        self._any().unpublish()

    def again(self):
        self._any().save_revision().publish()

    def delete(self):
        page = self._any()
        self.pages.remove(page.pk)
        page.delete()

    def restrict(self):
        PageViewRestriction.objects.create(page=self._any(), restriction_type="login")

    def open(self):
        for restriction in PageViewRestriction.objects.order_by("pk")[:2]:
            restriction.delete()

    def expire(self):
        page = self._any()
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))
        services.index_page(page=ActivityPage.objects.get(pk=page.pk))
        version.bump()

    def several(self):
        with transaction.atomic():
            self.publish()
            self.change()
            self.unpublish()

    def undo(self):
        pages = list(self.pages)
        with transaction.atomic():
            self.publish()
            self.change()
            self.delete()
            transaction.set_rollback(True)
        self.pages = pages


@pytest.mark.parametrize("seed", [1, 2])
def test_collection_kept_current_equals_one_read_anew(starter_library, outside, rows_read, seed):
    changes = Changes(seed)
    held = collection.current()
    happened = []
    for _number in range(CHANGES):
        before = picture(held)  # orders and languages are held from here on, and have to be kept current as well
        serial = held.serial
        happened.append(changes.happen())
        rows_read.clear()
        now = collection.current()
        written = SearchDocument.objects.filter(serial__gt=serial).values_list("page_id", flat=True)
        assert sorted(row.page_id for row in rows_read) == sorted(written), (
            happened
        )  # what has changed and nothing else
        assert len(rows_read) < len(now.rows) / 4, happened
        assert picture(held) == before, happened  # what was handed out never changes
        assert picture(now) == picture(read_anew()), happened
        held = now
    assert len(set(happened)) > 8


def test_collection_read_in_a_transaction_that_is_undone_is_read_anew(starter_library, outside):
    before = picture(collection.current())
    outside.in_atomic_block = True
    with transaction.atomic():
        activity(title="Zyxwvu walk")
        inside = picture(collection.current())
        transaction.set_rollback(True)
    outside.in_atomic_block = False
    assert len(inside["rows"]) == len(before["rows"]) + 1
    assert picture(collection.current()) == before


def test_collection_is_read_anew_after_a_rebuild(starter_library, outside):
    from django.core.management import call_command

    held = collection.current()
    call_command("rebuild_search")
    assert collection.current() is not held
    assert picture(collection.current()) == picture(held) | {"rows": picture(read_anew())["rows"]}


def test_collection_reads_nothing_while_nothing_changes(starter_library, outside, django_assert_num_queries):
    collection.current()
    with django_assert_num_queries(0):
        collection.current()


def test_collection_reads_only_what_has_changed(starter_library, outside, rows_read, django_assert_num_queries):
    collection.current()
    page = activity(title="Zyxwvu walk")
    rows_read.clear()
    with django_assert_num_queries(4):  # the version, the state, what is gone, what is new
        collection.current()
    assert [row.page_id for row in rows_read] == [page.pk]


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 1000])
def test_mask_and_positions_are_the_same_set(size):
    positions = sorted(random.Random(size).sample(range(size), size // 2))
    assert positions_of(collection.mask_of(positions, size)) == positions

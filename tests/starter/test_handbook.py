"""The handbook of the starter library is whole, and loaded once."""

import shutil

import pytest

from hub.core import later
from hub.handbook.models import ChapterPage
from hub.handbook.parts import contents
from hub.starter import files, handbook
from hub.starter.ledger import CREATED, KEPT, SAME, UPDATED, Ledger
from hub.starter.models import StarterEntry

pytestmark = pytest.mark.django_db
CHAPTERS = (
    "what-is-a-jam-session principles planning accessibility introducing facilitating shared-vision feedback "
    "sample-agendas challenges reporting experiences resources"
).split()
BLOCKS = set(handbook.BLOCKS) - {"quote", "stories"}


@pytest.fixture
def root(tmp_path, starter_library):
    for name in ("agendas", "activities", "stories", "handbook"):
        shutil.copytree(files.CONTENT / name, tmp_path / name)
    return tmp_path


def load(root) -> Ledger:
    ledger = Ledger()
    with later.together():
        handbook.load(root, ledger, lambda: None)
    return ledger


def replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def chapter(key, code="en") -> ChapterPage:
    return ChapterPage.objects.get(slug=key, locale__language_code=code)


def test_thirteen_chapters_stand_in_their_order(starter_library):
    found = contents("en")
    assert [(each.key, each.language) for each in found] == [(key, "en") for key in CHAPTERS]
    assert all(each.title and each.summary for each in found)


def test_book_has_every_kind_of_block(starter_library):
    pages = ChapterPage.objects.filter(locale__language_code="en")
    kinds = {block["type"] for page in pages for block in page.body.raw_data}
    assert BLOCKS - kinds == set()


def test_items_of_lists_are_known_in_all_languages(starter_library):
    page = chapter("introducing")
    blocks = [block for block in page.body.raw_data if block["type"] == "housekeeping"]
    ids = [item["id"] for block in blocks for item in block["value"]["lines"]]
    assert (len(ids), len(set(ids))) == (len(ids), len(ids))
    assert ids


def test_loading_again_changes_nothing(root):
    before = list(ChapterPage.objects.order_by("pk").values("pk", "path", "latest_revision"))
    ledger = load(root)
    assert set(ledger.counts) == {SAME}
    assert list(ChapterPage.objects.order_by("pk").values("pk", "path", "latest_revision")) == before


def test_changed_file_is_written_and_an_editors_work_is_kept(root):
    edited = chapter("principles")
    edited.title = "Edited"
    edited.save_revision().publish()
    for key in ("principles", "planning"):
        replace(root / "handbook" / key / "en.toml", "title = ", "title = 'New title' # ")
    ledger = load(root)
    assert (ledger.counts[UPDATED], ledger.counts[KEPT], ledger.kept) == (1, 1, ["handbook/principles/en.toml"])
    assert (chapter("principles").title, chapter("planning").title) == ("Edited", "New title")


def test_new_chapter_is_put_after_the_one_before_it(root):
    folder = root / "handbook" / "extra"
    folder.mkdir()
    (folder / "chapter.toml").write_text("order = 3\n[[blocks]]\ntype = 'text'\n", encoding="utf-8")
    words = "title = 'Extra'\nsummary = 'More.'\n[[blocks]]\ntext = '<p>Words.</p>'\n"
    (folder / "en.toml").write_text(words, encoding="utf-8")
    ledger = load(root)
    assert ledger.counts[CREATED] == 1
    assert [each.key for each in contents("en")][:4] == [*CHAPTERS[:2], "extra", "planning"]


def test_page_that_staff_took_away_is_left_out(root):
    from hub.planner.models import AgendaPage

    page = chapter("sample-agendas")
    count = sum(block["type"] == "agenda" for block in page.body.raw_data)
    gone = AgendaPage.objects.get(key="two-hours-online", locale__language_code="en")
    AgendaPage.objects.filter(pk=gone.pk).delete()
    replace(root / "handbook" / "sample-agendas" / "en.toml", "title = ", "title = 'New title' # ")
    load(root)
    held = [block["value"]["agenda"] for block in chapter("sample-agendas").body.raw_data if block["type"] == "agenda"]
    assert (len(held), held.count(None)) == (count, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("principles/chapter.toml", 'type = "text"', 'type = "song"', "blocks[1], type: Unknown: song."),
        ("principles/chapter.toml", "house-agreements", "no-such", "there is no folder activities/no-such."),
        ("principles/chapter.toml", "number = 1", "number = 0", "blocks[2], number: 0 is not between 1 and 99."),
        ("principles/en.toml", "summary = ", "other = ", "summary: This is missing."),
        ("principles/en.toml", "[[blocks]]", "[[others]]", "others: Unknown key."),
    ],
)
def test_mistake_in_a_file_is_named_and_nothing_is_written(root, file, old, new, said):
    replace(root / "handbook" / file, old, new)
    before = StarterEntry.objects.count()
    with pytest.raises(files.ContentError) as wrong:
        load(root)
    assert said in str(wrong.value)
    assert StarterEntry.objects.count() == before


def test_rows_that_do_not_match_are_counted(root):
    with (root / "handbook" / "principles" / "en.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[blocks]]\ntext = '<p>One too many.</p>'\n")
    with pytest.raises(files.ContentError, match=r"principles/en.toml, blocks: \d+ rows; \d+ are needed."):
        load(root)

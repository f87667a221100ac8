"""Making tiles may be broken off anywhere, run twice and be overtaken; files that nobody uses do not stay."""

import pytest

from hub.core.models import HubImage
from hub.drawings import folders, making, pyramid, services
from hub.drawings.boxes import WrongBoxError
from hub.drawings.enums import TileState
from hub.drawings.models import Drawing
from tests.drawings.conftest import opened

TILES = ["0/0_0.webp", "1/0_0.webp", "1/1_0.webp", "2/0_0.webp", "2/0_1.webp", "2/1_0.webp", "2/1_1.webp", "2/2_0.webp",
         "2/2_1.webp"]  # fmt: skip
ALL = sorted([*TILES, "large.jpg", "overview.webp"])


class KilledError(BaseException):
    """No `except Exception` hears it, as nothing hears SIGKILL."""


def fresh(drawing) -> Drawing:
    return Drawing.objects.get(pk=drawing.pk)


def test_new_drawing_is_closed_and_complete(drawing, files):
    assert (drawing.state, drawing.is_open, drawing.leftovers) == (TileState.MADE, False, [])
    assert drawing.folder.startswith("closed/drawings/")
    assert files(drawing.folder) == [f"{drawing.folder}/{name}" for name in ALL]
    assert files("images") == []


def test_adding_asks_for_tiles_once_the_picture_is_stored(drawing, asked):
    assert asked == [drawing.pk]


def test_second_run_changes_nothing(drawing, files):
    before = files(".")
    making.make_tiles(drawing.pk)
    assert files(".") == before
    assert fresh(drawing).folder == drawing.folder


def test_drawing_that_is_gone_is_no_work(db):
    assert making.make_tiles(12345) is None


@pytest.mark.parametrize("after", [0, 1, 5, 10])
def test_killed_work_leaves_the_old_tiles_and_runs_again_cleanly(drawing, files, monkeypatch, after):
    services.make_again(drawing_id=drawing.pk)
    put, count = folders.put, iter(range(100))

    def killed(*args):
        if next(count) >= after:
            raise KilledError
        put(*args)

    monkeypatch.setattr(folders, "put", killed)
    monkeypatch.setattr(folders, "remove", lambda folder: None)  # a killed worker tidies nothing
    with pytest.raises(KilledError):
        making.make_tiles(drawing.pk)
    monkeypatch.undo()
    assert fresh(drawing).folder == drawing.folder
    assert [len(fresh(drawing).leftovers), len(files("closed"))] == [1, 1 + len(ALL) + after]

    making.make_tiles(drawing.pk)
    again = fresh(drawing)
    assert (again.state, again.leftovers, again.folder != drawing.folder) == (TileState.MADE, [], True)
    assert files("closed") == sorted([again.original.name, *(f"{again.folder}/{name}" for name in ALL)])


def test_work_that_was_overtaken_is_thrown_away(drawing, files, monkeypatch):
    services.make_again(drawing_id=drawing.pk)
    made, first = pyramid.files, iter([True])

    def slow(picture, parts):
        if next(first, False):
            making.make_tiles(drawing.pk)  # somebody else begins, and ends, meanwhile
        return made(picture, parts)

    monkeypatch.setattr(pyramid, "files", slow)
    making.make_tiles(drawing.pk)
    again = fresh(drawing)
    assert (again.state, again.leftovers) == (TileState.MADE, [])
    assert files("closed") == sorted([again.original.name, *(f"{again.folder}/{name}" for name in ALL)])


def test_closed_meanwhile_never_becomes_open(drawing, files, monkeypatch):
    services.open_or_close(image_id=drawing.image_id, is_open=True)
    copy = folders.copy

    def slow(source, target):
        copy(source, target)
        services.open_or_close(image_id=drawing.image_id, is_open=False)

    monkeypatch.setattr(folders, "copy", slow)
    making.make_tiles(drawing.pk)
    assert files("images") == []
    making.make_tiles(drawing.pk)
    assert fresh(drawing).is_ready is True
    assert files("images") == []


def test_broken_original_is_said_and_work_goes_on_when_it_is_mended(drawing, media):
    path = media / drawing.original.name
    content = path.read_bytes()
    path.write_bytes(content[:500])
    services.make_again(drawing_id=drawing.pk)
    with pytest.raises(OSError):  # noqa: PT011
        making.make_tiles(drawing.pk)
    assert (fresh(drawing).state, fresh(drawing).folder) == (TileState.FAILED, drawing.folder)
    path.write_bytes(content)
    making.make_tiles(drawing.pk)
    assert fresh(drawing).state == TileState.MADE


def test_opening_moves_the_tiles_to_public_addresses(drawing, files, asked):
    services.open_or_close(image_id=drawing.image_id, is_open=True)
    assert fresh(drawing).folder == drawing.folder
    making.make_tiles(drawing.pk)
    now = fresh(drawing)
    assert now.folder.startswith("images/drawings/")
    assert now.folder.rsplit("/", 1)[1] != drawing.folder.rsplit("/", 1)[1]
    assert files("images") == [f"{now.folder}/{name}" for name in ALL]
    assert files("closed") == [now.original.name]


def test_closing_takes_public_files_away_at_once(drawing, files, django_capture_on_commit_callbacks):
    services.open_or_close(image_id=drawing.image_id, is_open=True)
    making.make_tiles(drawing.pk)
    public = fresh(drawing).folder
    with django_capture_on_commit_callbacks(execute=True):
        services.open_or_close(image_id=drawing.image_id, is_open=False)
    assert files("images") == []
    assert (fresh(drawing).folder, fresh(drawing).state) == ("", TileState.WAITING)
    making.make_tiles(drawing.pk)
    assert fresh(drawing).folder.startswith("closed/drawings/")
    assert public.rsplit("/", 1)[1] not in fresh(drawing).folder


def test_opening_what_is_open_or_has_no_drawing_does_nothing(drawing, asked):
    before = list(asked)
    services.open_or_close(image_id=drawing.image_id, is_open=False)
    services.open_or_close(image_id=987654, is_open=True)
    assert asked == before


def test_parts_are_cut_added_and_removed(drawing, files):
    def parts():
        return [name.rsplit("/", 1)[1] for name in files(drawing.folder) if "/part-" in name]

    services.cut_parts(image_id=drawing.image_id, parts=[[0, 0, 50, 50], [50, 50, 50, 50]])
    making.make_tiles(drawing.pk)
    assert parts() == ["part-0-0-5000-5000.jpg", "part-5000-5000-5000-5000.jpg"]
    services.cut_parts(image_id=drawing.image_id, parts=[[50, 50, 50, 50], [10, 20, 30, 40]])
    making.make_tiles(drawing.pk)
    assert parts() == ["part-1000-2000-3000-4000.jpg", "part-5000-5000-5000-5000.jpg"]
    assert fresh(drawing).folder == drawing.folder
    assert opened(f"{drawing.folder}/part-1000-2000-3000-4000.jpg").size == (390, 280)


def test_wrong_parts_change_nothing(drawing):
    services.cut_parts(image_id=drawing.image_id, parts=[[0, 0, 50, 50]])
    with pytest.raises(WrongBoxError):
        services.cut_parts(image_id=drawing.image_id, parts=[[0, 0, 50, 50], [0, 0, 500, 50]])
    assert fresh(drawing).boxes == [[0, 0, 50, 50]]


@pytest.mark.parametrize("what", ["drawing", "picture"])
def test_removed_drawing_leaves_no_file(drawing, files, django_capture_on_commit_callbacks, what):
    image = drawing.image
    with django_capture_on_commit_callbacks(execute=True):
        (drawing if what == "drawing" else image).delete()
    assert files("closed") == []
    assert HubImage.objects.filter(pk=image.pk).exists() is (what == "drawing")


def test_drawing_removed_while_tiles_are_made_leaves_no_file(drawing, files, monkeypatch):
    services.make_again(drawing_id=drawing.pk)
    made = pyramid.files

    def slow(picture, parts):
        yield from made(picture, parts)
        Drawing.objects.get(pk=drawing.pk).delete()

    monkeypatch.setattr(pyramid, "files", slow)
    making.make_tiles(drawing.pk)
    assert [name for name in files("closed") if not name.startswith((drawing.folder, drawing.original.name))] == []

"""Makes the tiles of a drawing: in a fresh folder, taken into use in one step. May be broken off anywhere and run again."""

from django.db import transaction

from hub.background.tasks import task
from hub.drawings import folders, pyramid
from hub.drawings.boxes import box, file_name
from hub.drawings.enums import TileState
from hub.drawings.models import Drawing
from hub.drawings.originals import decoded


@task
def tiles_wanted(drawing_id: int) -> None:
    make_tiles(drawing_id)


def make_tiles(drawing_id: int) -> None:
    """Brings the drawing's folder to what is wanted now; does nothing where it is so already, or the drawing is gone."""
    sweep(drawing_id)
    drawing = Drawing.objects.filter(pk=drawing_id).first()
    try:
        if drawing and not (drawing.is_ready and drawing.state == TileState.MADE):
            _make_folder(drawing)
            sweep(drawing_id)
            drawing = Drawing.objects.filter(pk=drawing_id).first()
        if drawing and drawing.is_ready and drawing.cut != drawing.boxes:
            _cut_parts(drawing)
    except Exception:  # whatever a decoder or a storage raises, staff are told that it failed
        if Drawing.objects.filter(pk=drawing_id).update(state=TileState.FAILED):
            raise  # otherwise the drawing was removed meanwhile, and nothing is wanted any more


def sweep(drawing_id: int) -> None:
    """Removes what earlier or unfinished work has left."""
    removed = Drawing.objects.filter(pk=drawing_id).values_list("leftovers", flat=True).first()
    if not removed:
        return
    for folder in removed:
        folders.remove(folder)
    with transaction.atomic():
        drawing = Drawing.objects.select_for_update().filter(pk=drawing_id).first()
        if drawing:
            drawing.leftovers = [folder for folder in drawing.leftovers if folder not in removed]
            drawing.save(update_fields=["leftovers"])


def _make_folder(drawing: Drawing) -> None:
    fresh = folders.new_folder(is_open=drawing.is_open)
    with transaction.atomic():
        noted = Drawing.objects.select_for_update().get(pk=drawing.pk)
        noted.leftovers = [*noted.leftovers, fresh]
        noted.save(update_fields=["leftovers"])
    taken = False
    try:
        cut = _fill(drawing, fresh)
        taken = _take_into_use(drawing.pk, fresh, cut)
    finally:
        if not taken:
            folders.remove(fresh)


def _fill(drawing: Drawing, fresh: str) -> list:
    """Writes all files and answers whose parts are among them. What is made and only lies in the wrong place is copied."""
    if drawing.folder and drawing.state == TileState.MADE:
        folders.copy(drawing.folder, fresh)
        return drawing.cut
    with drawing.original.open("rb") as file:
        picture = decoded(file)
    for name, content in pyramid.files(picture, [box(part) for part in drawing.boxes]):
        folders.put(fresh, name, content)
    return drawing.boxes


@transaction.atomic
def _take_into_use(drawing_id: int, fresh: str, cut: list) -> bool:
    """False where meanwhile the drawing was removed, opened or closed, or somebody else began anew."""
    drawing = Drawing.objects.select_for_update().filter(pk=drawing_id).first()
    if drawing is None or fresh not in drawing.leftovers or folders.is_open(fresh) != drawing.is_open:
        return False
    old = [drawing.folder] if drawing.folder else []
    drawing.leftovers = [folder for folder in drawing.leftovers if folder != fresh] + old
    drawing.folder, drawing.cut, drawing.state = fresh, cut, TileState.MADE
    drawing.save(update_fields=["leftovers", "folder", "cut", "state"])
    return True


def _cut_parts(drawing: Drawing) -> None:
    """Adds the pictures of new parts to the folder; those that no page points at any more go."""
    missing = [part for part in drawing.boxes if part not in drawing.cut]
    if missing:
        with drawing.original.open("rb") as file:
            picture = decoded(file)
        for part in missing:
            folders.put(drawing.folder, file_name(box(part)), pyramid.part_picture(picture, box(part)))
    with transaction.atomic():
        now = Drawing.objects.select_for_update().filter(pk=drawing.pk, folder=drawing.folder).first()
        if now is None:
            return
        now.cut, now.state = drawing.boxes, TileState.MADE
        now.save(update_fields=["cut", "state"])
    for part in drawing.cut:
        if part not in drawing.boxes:
            folders.remove_file(drawing.folder, file_name(box(part)))

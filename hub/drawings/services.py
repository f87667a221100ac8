"""Writes of large drawings. Tiles are made after the transaction, in the background."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction

from hub.core.models import HubImage
from hub.drawings import boxes
from hub.drawings.enums import TileState
from hub.drawings.making import sweep, tiles_wanted
from hub.drawings.models import Drawing
from hub.drawings.originals import ReadDrawing


@transaction.atomic
def add_drawing(
    *, read: ReadDrawing, title: str, description: str = "", credit: str = "", user=None, collection=None
) -> Drawing:
    """A drawing and the picture of it that pages show. Closed, until `open_or_close` says otherwise."""
    image = HubImage(title=title, description=description, credit=credit, uploaded_by_user=user, file=read.small)
    if collection:
        image.collection = collection
    image.save()
    drawing = Drawing(image=image, width=read.width, height=read.height)
    drawing.original.save(read.original.name, read.original, save=False)
    drawing.save()
    _ask_for_tiles(drawing)
    return drawing


@transaction.atomic
def describe_drawing(*, drawing: Drawing, title: str, description: str, credit: str) -> None:
    image = drawing.image
    image.title, image.description, image.credit = title, description, credit
    image.save(update_fields=["title", "description", "credit"])


@transaction.atomic
def make_again(*, drawing_id: int) -> None:
    """Asks for new tiles; pages show the old ones until the new ones are there."""
    drawing = Drawing.objects.select_for_update().get(pk=drawing_id)
    drawing.state = TileState.WAITING
    drawing.save(update_fields=["state"])
    _ask_for_tiles(drawing)


@transaction.atomic
def open_or_close(*, image_id: int, is_open: bool) -> None:
    """Says whether everybody may see the drawing of this picture, if it has one.

    Closing takes the files of the old, public addresses away as soon as the transaction ends; opening moves the tiles to
    public addresses in the background, and pages do without the viewer until then.
    """
    drawing = Drawing.objects.select_for_update().filter(image_id=image_id).first()
    if drawing is None or drawing.is_open == is_open:
        return
    drawing.is_open = is_open
    if drawing.folder and not is_open:
        drawing.leftovers = [*drawing.leftovers, drawing.folder]
        drawing.folder, drawing.cut, drawing.state = "", [], TileState.WAITING
    drawing.save(update_fields=["is_open", "leftovers", "folder", "cut", "state"])
    transaction.on_commit(partial(sweep, drawing.pk), robust=True)
    _ask_for_tiles(drawing)


def with_drawing(image_ids: Iterable[int]) -> list[int]:
    """Those of the pictures that are shown of a large drawing."""
    return list(Drawing.objects.filter(image__in=list(image_ids)).values_list("image_id", flat=True))


@transaction.atomic
def cut_parts(*, image_id: int, parts: Iterable[Sequence]) -> None:
    """Names all parts that pages point at, [x, y, width, height] in percent; each gets a plain picture of its own.

    Raises WrongBoxError. A picture without a large drawing has no parts to cut.
    """
    wanted = [list(part) for part in boxes.boxes(parts)]
    drawing = Drawing.objects.select_for_update().filter(image_id=image_id).first()
    if drawing is None or drawing.boxes == wanted:
        return
    drawing.boxes = wanted
    drawing.save(update_fields=["boxes"])
    _ask_for_tiles(drawing)


def _ask_for_tiles(drawing: Drawing) -> None:
    tiles_wanted.enqueue(drawing.pk)

"""A drawing as templates/components/drawing.html shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.images.models import Filter

from hub.core.models import HubImage, HubRendition
from hub.drawings import folders, pyramid
from hub.drawings.boxes import box, file_name
from hub.drawings.models import Drawing

FALLBACKS = ("width-960|format-jpeg", "width-960|format-webp", "width-480|format-webp")


@dataclass(frozen=True)
class ShownPart:
    """One part: its place in percent as `data-box` writes it, its words, and the address of its own picture, if it is cut."""

    number: int
    place: str
    text: str
    address: str


@dataclass(frozen=True)
class ShownDrawing:
    """All that the component needs; `language` is that of title, parts, description and transcript."""

    image: HubImage
    key: str
    title: str
    alt: str
    language: str
    width: int
    height: int
    overview: str
    plain: HubRendition | None
    large: str
    tiles: str
    tile: int
    levels: int
    parts: tuple[ShownPart, ...]
    long_description: str
    transcript: str
    credit: str
    licence: str


def shown(
    *,
    image: HubImage,
    title: str = "",
    alt: str = "",
    parts: Iterable[tuple[Sequence, str]] = (),
    long_description: str = "",
    transcript: str = "",
    credit: str = "",
    licence: str = "",
    language: str = "",
    for_staff: bool = False,
) -> ShownDrawing:
    """The drawing of a picture, `parts` as pairs of [x, y, width, height] in percent and words.

    Without tiles that this visitor may fetch it is the picture alone, without the viewer. Renditions are never made here.
    """
    drawing: Drawing | None = getattr(image, "drawing", None)
    fetchable = drawing and drawing.folder and (folders.is_open(drawing.folder) or for_staff)
    files = _addresses(drawing.folder) if fetchable else None
    cut = {box(part) for part in drawing.cut} if fetchable else set()
    ready = _ready(image)
    return ShownDrawing(
        image=image,
        key=f"drawing-{image.pk}",
        title=title or image.title,
        alt=alt or image.description or title or image.title,
        language=language,
        width=drawing.width if drawing else image.width,
        height=drawing.height if drawing else image.height,
        overview=files(pyramid.OVERVIEW) if files else "",
        plain=ready,
        large=files(pyramid.LARGE) if files else "",
        tiles=files("{level}/{x}_{y}.webp") if files else "",
        tile=pyramid.TILE,
        levels=len(pyramid.sizes(drawing.width, drawing.height)) if drawing else 0,
        parts=tuple(_part(number, *part, files, cut) for number, part in enumerate(parts, start=1)),
        long_description=long_description,
        transcript=transcript,
        credit=credit or image.credit,
        licence=licence,
    )


def _part(number: int, values: Sequence, text: str, files, cut: set) -> ShownPart:
    part = box(values)
    place = " ".join(f"{value:g}" for value in part)
    return ShownPart(number, place, text, files(file_name(part)) if part in cut else "")


def _addresses(folder: str):
    """A function from a file's name in the folder to its address."""
    name = folder.rsplit("/", 1)[-1]
    if folders.is_open(folder):
        base = default_storage.url(f"{folder}/x").removesuffix("x")
    else:
        base = reverse("closed_drawing", args=[name, pyramid.OVERVIEW]).removesuffix(pyramid.OVERVIEW)
    return lambda file: base + file


def _ready(image: HubImage) -> HubRendition | None:
    """The lightest JPEG or WebP that exists already."""
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in FALLBACKS))
    by_spec = {str(key.spec): rendition for key, rendition in found.items()}
    return next((by_spec[spec] for spec in FALLBACKS if spec in by_spec), None)

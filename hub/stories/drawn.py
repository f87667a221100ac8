"""Graphic recordings of a story, as the viewer of large drawings shows them."""

from hub.drawings import boxes, presenting, services
from hub.stories.models import StoryRecording


def shown(recording: StoryRecording) -> presenting.ShownDrawing:
    """For templates/components/drawing.html. No query if `image__drawing` and the renditions have been read."""
    return presenting.shown(
        image=recording.image,
        title=recording.title,
        parts=_parts(recording),
        long_description=recording.long_description,
        transcript=recording.transcript,
        credit=recording.artist,
        licence=recording.get_licence_display(),
        language=recording.page.language,
    )


def cut_parts(image_id: int) -> None:
    """Lets each part that a published story names in this drawing have a picture of its own."""
    rows = StoryRecording.objects.filter(image=image_id, page__live=True).select_related("image__drawing")
    wanted = {box: None for row in rows for box, _text in _parts(row)}
    services.cut_parts(image_id=image_id, parts=list(wanted)[: boxes.MOST])


def _parts(recording) -> list[tuple[boxes.Box, str]]:
    """Boxes in percent with their words. A region is written in points of the drawing in its full size."""
    size = getattr(recording.image, "drawing", None) or recording.image
    found = []
    for region in recording.regions:
        place = [region.value[name] for name in "xywh"]
        box = boxes.of_points(*place, width=size.width, height=size.height)
        if box:
            found.append((box, region.value["text"]))
    return found

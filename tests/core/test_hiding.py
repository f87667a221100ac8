"""Hidden areas: gone from the picture, and the picture that showed them gone from the storage."""

import io

import pytest
from django.urls import reverse
from PIL import Image, ImageDraw
from wagtail.models import ModelLogEntry

from hub.core import services
from hub.core.hiding import BLUR, COVER, CROP, ELLIPSE, RECTANGLE, Area, hidden
from hub.core.models import RENDITION_SPECS, HubImage, HubRendition, Leftover
from hub.core.pictures import UnreadablePictureError
from tests.core import media

pytestmark = pytest.mark.usefixtures("empty_shelf")

LEFT_HALF = {"x": 0, "y": 0, "width": 50, "height": 100}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def checked(mode="RGB", size=(400, 200)) -> io.BytesIO:
    """Black and white squares of four points: what a blur that can be undone would still show."""
    picture = Image.new(mode, size, "white")
    draw = ImageDraw.Draw(picture)
    for x in range(0, size[0], 8):
        for y in range(0, size[1], 8):
            draw.rectangle((x, y, x + 3, y + 3), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def made(*areas, source=None) -> Image.Image:
    with Image.open(hidden(source or checked(), areas)) as picture:
        picture.load()
        return picture


def contrast(picture, box) -> int:
    low, high = picture.convert("L").crop(box).getextrema()
    return high - low


@pytest.mark.parametrize("way", [BLUR, COVER])
def test_rectangle_is_hidden_and_the_rest_is_as_it_was(way):
    picture = made(Area(**LEFT_HALF, way=way))
    assert contrast(picture, (0, 0, 200, 200)) < 40
    with Image.open(checked()) as before:
        right = (200, 0, 400, 200)
        assert picture.crop(right).tobytes() == before.convert("RGB").crop(right).tobytes()


def test_two_faces_of_the_same_mean_are_blurred_to_the_same_points():
    shifted = checked()
    with Image.open(shifted) as source:
        mirrored = source.convert("RGB").transpose(Image.Transpose.ROTATE_180)
    other = io.BytesIO()
    mirrored.save(other, "PNG")
    other.seek(0)
    whole = Area(0, 0, 100, 100)
    assert made(whole).tobytes() == made(whole, source=other).tobytes()


def test_ellipse_leaves_the_corners():
    picture = made(Area(0, 0, 100, 100, way=COVER, shape=ELLIPSE))
    assert contrast(picture, (150, 50, 250, 150)) == 0
    assert contrast(picture, (0, 0, 16, 16)) == 255


def test_crop_keeps_the_part_and_hides_within_it():
    picture = made(Area(50, 0, 50, 50, way=CROP), Area(50, 0, 50, 100, way=COVER, shape=RECTANGLE))
    assert picture.size == (200, 100)
    assert contrast(picture, (0, 0, 200, 100)) == 0


def test_hidden_area_of_a_transparent_picture_keeps_no_colours_beneath():
    picture = made(Area(**LEFT_HALF, way=COVER), source=checked("RGBA"))
    assert picture.mode == "RGBA"
    assert contrast(picture, (0, 0, 200, 200)) == 0


@pytest.mark.parametrize("area", [Area(99.9, 99.9, 100, 100), Area(0, 0, 0.01, 0.01), Area(-5, -5, 4, 4)])
def test_area_at_the_edge_is_no_error(area):
    assert made(area).size == (400, 200)


def test_file_that_is_no_picture_is_refused():
    with pytest.raises(UnreadablePictureError):
        hidden(io.BytesIO(b"words"), [Area(**LEFT_HALF)])


def hide(image, capture, *areas):
    with capture(execute=True):
        services.hide_areas(image=image, areas=list(areas), user=media.reader("keeper"))
    return HubImage.objects.get(pk=image.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("is_open", [True, False])
def test_nothing_of_the_old_picture_remains_in_the_storage(is_open, folder, django_capture_on_commit_callbacks):
    image = media.picture()
    HubImage.objects.update(is_open=is_open)
    image.refresh_from_db()
    image.get_renditions(*RENDITION_SPECS, "max-165x165")
    before = {path for path in folder.rglob("*") if path.is_file()}
    after = hide(image, django_capture_on_commit_callbacks, Area(**LEFT_HALF))
    remaining = {path for path in folder.rglob("*") if path.is_file()}
    assert before & remaining == set()
    assert len(before) == 5
    assert media.files_in(folder) == {
        "original_images": 1,
        "images": 3 if is_open else 0,
        "closed": 0,
        "documents": 0,
    }
    assert after.file_hash != image.file_hash
    assert Leftover.objects.count() == 0
    entry = ModelLogEntry.objects.get(action="core.hide_areas")
    assert (entry.object_id, entry.user.username, entry.data) == (str(image.pk), "keeper", {})


@pytest.mark.django_db
def test_cropping_forgets_the_focal_point(django_capture_on_commit_callbacks):
    image = media.picture()
    HubImage.objects.update(focal_point_x=5, focal_point_y=5, focal_point_width=5, focal_point_height=5)
    after = hide(image, django_capture_on_commit_callbacks, Area(**LEFT_HALF, way=CROP))
    assert (after.width, after.height, after.has_focal_point()) == (600, 800, False)


def posted(*rows: dict) -> dict:
    form = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name, value in {"way": "cover", "shape": "rectangle", **row}.items():
            form[f"form-{number}-{name}"] = value
    return form


@pytest.mark.django_db
def test_staff_hide_areas_without_script(client, django_capture_on_commit_callbacks):
    image = media.picture()
    client.force_login(media.editor())
    address = reverse("hide_areas", args=[image.pk])
    assert address in client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    shown = client.get(address).content.decode()
    assert HubRendition.objects.get(filter_spec="max-1200x1200").url in shown
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, posted(LEFT_HALF, {}))
    after = HubImage.objects.get()
    assert answer.url == reverse("wagtailimages:edit", args=[image.pk])
    with after.file.open("rb") as file, Image.open(file) as picture:
        assert (picture.getpixel((100, 400)), picture.getpixel((1100, 400))) == ((38, 38, 38), (0, 128, 128))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{}],
        [{"x": 1}],
        [{**LEFT_HALF, "width": 0}],
        [{**LEFT_HALF, "x": 101}],
        [{**LEFT_HALF, "x": "nan"}],
        [{**LEFT_HALF, "way": "nothing"}],
        [{**LEFT_HALF, "way": "crop"}, {**LEFT_HALF, "way": "crop"}],
        [LEFT_HALF] * 13,
        [{**LEFT_HALF, "x": "<script>"}],
    ],
)
def test_wrong_areas_change_nothing(rows, client):
    image = media.picture()
    client.force_login(media.editor())
    answer = client.post(reverse("hide_areas", args=[image.pk]), posted(*rows))
    assert answer.status_code == 200
    assert answer.context["areas"].total_error_count() > 0
    assert HubImage.objects.get().file.name == image.file.name


@pytest.mark.django_db
@pytest.mark.parametrize(("visitor", "status"), [("nobody", 302), ("stranger", 302), ("editor", 200)])
def test_who_may_hide_areas(visitor, status, client):
    image = media.picture()
    if visitor != "nobody":
        client.force_login(media.editor() if visitor == "editor" else media.reader())
    assert client.get(reverse("hide_areas", args=[image.pk])).status_code == status


@pytest.mark.django_db
def test_staff_without_rights_on_pictures_may_not_hide_areas(client):
    from django.contrib.auth.models import Permission

    image, user = media.picture(), media.reader()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    client.post(reverse("hide_areas", args=[image.pk]), posted(LEFT_HALF))
    assert HubImage.objects.get().file.name == image.file.name

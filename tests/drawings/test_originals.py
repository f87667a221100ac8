"""What is kept of an upload: its points and nothing else; what cannot be kept is refused quickly and in plain words."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.core.pictures import UnreadablePictureError
from hub.drawings import making, originals, services
from hub.drawings.forms import NewDrawingForm
from hub.drawings.originals import decoded, read_drawing
from tests.core.test_pictures import FORMATS, bomb, leaks, planted, upload
from tests.drawings.conftest import encoded
from tests.timing import quickest


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds one line."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1 + 3 * width))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", FORMATS)
def test_no_file_of_a_drawing_keeps_metadata(kind, db, asked, media, files):
    drawing = services.add_drawing(read=read_drawing(upload(kind)), title="Wall")
    services.cut_parts(image_id=drawing.image_id, parts=[[10, 10, 50, 50]])
    making.make_tiles(drawing.pk)
    names = [name for name in files(".") if "drawings" in name or "original_images" in name]
    assert len(names) == 8  # the original, the picture for pages, three tiles of two levels, a part, two plain pictures
    assert {name: leaks((media / name).read_bytes()) for name in names} == {name: [] for name in names}
    assert [name for name in names if "Jane" in name or "Minsk" in name] == []


def test_full_size_is_kept_and_pages_get_a_smaller_picture(db, asked):
    drawing = services.add_drawing(read=read_drawing(encoded(Image.new("RGB", (5200, 1300), "red"))), title="Wall")
    with Image.open(drawing.original) as original, Image.open(drawing.image.file) as small:
        assert [original.size, small.size, (drawing.width, drawing.height)] == [(5200, 1300), (2560, 640), (5200, 1300)]


def test_drawing_is_turned_as_its_camera_says():
    picture = Image.new("RGB", (300, 200), "red")
    picture.paste("blue", (0, 0, 300, 100))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = decoded(encoded(picture, exif=exif.tobytes()))
    assert turned.size == (200, 300)
    assert [turned.getpixel((10, 150))[0] > 200, turned.getpixel((190, 150))[2] > 200] == [True, True]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK"])
def test_every_kind_of_points_becomes_colour_on_white(mode):
    picture = (
        Image.new("RGBA", (40, 40), (0, 0, 0, 0)) if mode in {"RGBA", "LA"} else Image.new("RGB", (40, 40), "white")
    )
    kind = "JPEG" if mode == "CMYK" else "PNG"
    found = decoded(encoded(picture.convert(mode), kind))
    assert [found.mode, found.info, min(found.getpixel((20, 20))) >= 254] == ["RGB", {}, True]


HOSTILE = {
    "bomb": (bomb, ValidationError),
    "81 million points": (lambda: png_header(9_000, 9_001), ValidationError),
    "endless strip": (lambda: png_header(40_000, 1), ValidationError),
    "nothing": (lambda: b"", ValidationError),
    "page": (lambda: b"<!doctype html><script>alert(1)</script>", ValidationError),
    "drawing of lines": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', ValidationError),
    "cut PNG": (lambda: planted("PNG")[:-9_000], UnreadablePictureError),
    "cut JPEG": (lambda: planted("JPEG")[:9_000], UnreadablePictureError),
    "GIF": (lambda: encoded(Image.new("RGB", (9, 9)), "GIF").getvalue(), ValidationError),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_within_two_seconds(name):
    make, error = HOSTILE[name]
    content = make()

    def read() -> None:
        with pytest.raises(error):
            read_drawing(io.BytesIO(content))

    assert quickest(read, limit=2)[1] <= 2


def test_form_says_plainly_what_is_wrong(monkeypatch):
    monkeypatch.setattr(originals, "MAX_PIXELS", 10_000)
    monkeypatch.setattr("hub.drawings.forms.MAX_BYTES", 100_000)

    def said(content: bytes) -> list[str]:
        file = SimpleUploadedFile("wall.jpg", content, content_type="image/jpeg")
        return NewDrawingForm({"title": "Wall"}, {"file": file}).errors.get("file", [])

    assert said(bytes(100_001)) == ["This file is larger than 97.7\xa0KB. Please save it as JPEG and try again."]
    assert said(encoded(Image.new("RGB", (101, 100))).getvalue()) == [
        "This picture is too large (101 × 100 points). Please make it smaller and try again."
    ]
    assert said(encoded(Image.effect_noise((90, 90), 90)).getvalue()[:900]) == [
        "This picture is damaged and cannot be read. Please choose another copy of it."
    ]
    assert said(b"GIF89a") == [
        "This file is not a picture that we can read. Please choose a JPEG, PNG, WebP, AVIF or HEIC file."
    ]
    assert said(encoded(Image.new("RGB", (90, 90))).getvalue()) == []


MEASURE = """
import resource, sys, django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()
from hub.drawings import pyramid
from hub.drawings.originals import decoded, read_drawing
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], "rb") as file:
    read = read_drawing(file)
    assert (read.width, read.height) == (12_000, 6_000)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(1 for _file in pyramid.files(decoded(file), [(60, 60, 10, 10)]))
print(count, (after - before) // 1024, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_wall_of_72_million_points_needs_less_than_half_a_gigabyte(big_file):
    answer = subprocess.run([sys.executable, "-c", MEASURE, big_file], capture_output=True, text=True, check=True)
    files, reading, making_too = map(int, answer.stdout.split())
    assert files == 387 + 3
    assert max(reading, making_too) < 500

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from hub.drawings import making, services
from hub.drawings.models import Drawing
from hub.drawings.originals import read_drawing
from tests.drawings.big import big_drawing
from tests.emptying import empty

SIZE = (1300, 700)


def gradient(size) -> Image.Image:
    """Red tells how far along a point is, green how far down: a tile in the wrong place shows."""
    along = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (along, down, Image.new("L", size, 90)))


def encoded(picture: Image.Image, kind="JPEG", **options) -> io.BytesIO:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    out.seek(0)
    return out


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """An empty folder for files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def no_other_drawings(db) -> None:
    """Those of the starter library are gone."""
    empty(Drawing)


@pytest.fixture
def asked(monkeypatch) -> list[int]:
    """The drawings for which tiles have been asked for; a test makes them itself."""
    found = []
    monkeypatch.setattr(services, "tiles_wanted", SimpleNamespace(enqueue=found.append))
    return found


@pytest.fixture
def drawing(db, asked, django_capture_on_commit_callbacks):
    """A closed drawing of 1300 × 700 points with its tiles."""
    with django_capture_on_commit_callbacks(execute=True):
        made = services.add_drawing(read=read_drawing(encoded(gradient(SIZE))), title="Wall")
    making.make_tiles(made.pk)
    made.refresh_from_db()
    return made


@pytest.fixture
def files(media):
    """`files("images")` → all files under a folder of the storage, as sorted paths."""
    return lambda folder: sorted(
        path.relative_to(media).as_posix() for path in (media / folder).rglob("*") if path.is_file()
    )


@pytest.fixture(scope="session")
def big_file(tmp_path_factory) -> Path:
    """A made-up recording of 12,000 × 6,000 points as a JPEG."""
    path = tmp_path_factory.mktemp("big") / "big.jpg"
    big_drawing().save(path, "JPEG", quality=90)
    return path


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        picture = Image.open(io.BytesIO(file.read()))
    picture.load()
    return picture

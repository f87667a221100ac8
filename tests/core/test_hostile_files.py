"""Files that mean harm are refused in plain words, on every way in, within two seconds; nothing of them is stored."""

import re
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.core.forms import PictureField
from hub.core.models import HubDocument, HubImage
from hub.core.uploads import MOST_BYTES
from hub.core.validators import validate_picture, validated_document
from tests.core import hostile, media
from tests.timing import quickest

pytestmark = pytest.mark.usefixtures("empty_shelf")
WAYS = {
    "pictures": {
        "alone": ("wagtailimages:add", "file", {"title": "x"}),
        "with others": ("wagtailimages:add_multiple", "files[]", {"title": "x"}),
        "in the chooser": (
            "wagtailimages_chooser:create",
            "image-chooser-upload-file",
            {"image-chooser-upload-title": "x"},
        ),
    },
    "documents": {
        "alone": ("wagtaildocs:add", "file", {"title": "x"}),
        "with others": ("wagtaildocs:add_multiple", "files[]", {"title": "x"}),
        "in the chooser": (
            "wagtaildocs_chooser:create",
            "document-chooser-upload-file",
            {"document-chooser-upload-title": "x"},
        ),
    },
}
FILES = {"pictures": hostile.PICTURES, "documents": hostile.DOCUMENTS}
CASES = [(kind, way, name) for kind, ways in WAYS.items() for way in ways for name in FILES[kind]]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def contents() -> dict:
    return {(kind, name): make() for kind, files in FILES.items() for name, (_file, make) in files.items()}


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor", password="a long enough password"))
    return client


def send(client, kind, way, name, content):
    address, field, rest = WAYS[kind][way]
    headers = {"x-requested-with": "XMLHttpRequest"} if way == "with others" else {}
    return client.post(reverse(address), {**rest, field: SimpleUploadedFile(name, content)}, headers=headers)


def said(answer, way) -> str:
    """The words in which the file is refused."""
    if way == "with others":
        return "" if answer.json()["success"] else answer.json()["error_message"]
    if way == "alone":
        return " ".join(answer.context["form"].errors.get("file", []))
    found = re.search(r'class="error-message"[^>]*>(.*?)</', answer.json().get("htmlFragment", ""), re.DOTALL)
    return found.group(1).strip() if found else ""


@pytest.mark.parametrize(("kind", "way", "name"), CASES)
def test_hostile_file_is_refused_in_the_admin(kind, way, name, staff, contents, folder):
    staff.get(reverse(WAYS[kind]["alone"][0]))  # templates are compiled at their first use
    asked = (staff, kind, way, FILES[kind][name][0], contents[kind, name])
    answer, took = quickest(lambda: send(*asked), limit=2)
    assert took < 2
    assert answer.status_code == 200
    assert len(said(answer, way)) > 15
    assert (HubImage.objects.count(), HubDocument.objects.count()) == (0, 0)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", hostile.PICTURES)
def test_hostile_picture_is_refused_by_the_field_of_public_forms(name, contents):
    with pytest.raises(ValidationError):
        PictureField().clean(SimpleUploadedFile(hostile.PICTURES[name][0], contents["pictures", name]))


@pytest.mark.parametrize("name", hostile.DOCUMENTS)
def test_hostile_document_is_refused_in_code_that_forgets_to_ask(name, contents, folder):
    with pytest.raises(ValidationError):
        HubDocument.objects.create(
            title="x", file=SimpleUploadedFile(hostile.DOCUMENTS[name][0], contents["documents", name])
        )
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("check", [validate_picture, lambda upload: validated_document(upload, "a.pdf")])
def test_endless_stream_is_read_to_the_limit_only(check):
    def refused() -> tuple[str, int]:
        upload = hostile.Endless()
        with pytest.raises(ValidationError) as refusal:
            check(upload)
        return refusal.value.code, upload.taken

    told, took = quickest(refused, limit=2)
    assert took < 2
    assert told == ("size", 15 * 1024 * 1024 + 1)


def test_bombs_do_not_fill_the_memory(contents):
    bombs = [
        ("a.docx", contents["documents", "an archive that unpacks to a gigabyte"]),
        ("a.pdf", contents["documents", "a packed stream that never ends"]),
    ]
    tracemalloc.start()
    for name, content in bombs:
        with pytest.raises(ValidationError):
            validated_document(SimpleUploadedFile(name, content), name)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150 * 1024 * 1024


def test_upload_is_kept_no_further_than_to_the_limit(rf):
    request = rf.post("/", {"file": SimpleUploadedFile("a.jpg", bytes(MOST_BYTES + 20 * 1024 * 1024))})
    assert MOST_BYTES <= request.FILES["file"].size <= MOST_BYTES + 64 * 1024


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.txt", "C:\\x\\passwd.txt", "a\0b.txt", "b" * 2000 + ".txt", "‮txt.exe.txt", " .txt"]
)
def test_name_that_means_harm_is_not_kept(name, staff, folder):
    send(staff, "documents", "with others", name, b"words")
    kept = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert kept == [document.file.name for document in HubDocument.objects.all()]
    assert all(len(path) == len("documents/") + 32 + len(".txt") for path in kept)


HARMLESS = {
    "a.pdf": hostile.pdf("/OpenAction [3 0 R /XYZ 0 0 0]"),
    "a.docx": hostile.docx(
        **{
            "word/_rels/document.xml.rels": hostile.RELATIONS.format(
                f'<Relationship Id="r1" Type="{hostile.OFFICE}/hyperlink" Target="https://example.org/" '
                'TargetMode="External"/>'
            )
        }
    ),
    "a.odt": hostile.odt(),
    "a.txt": "Круг, دائرة, วงกลม".encode(),
    "a.csv": "name,minutes\n".encode("utf-16"),
}


@pytest.mark.parametrize("way", WAYS["documents"])
@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_document_is_taken(name, way, staff):
    send(staff, "documents", way, name, HARMLESS[name])
    assert [document.file_extension for document in HubDocument.objects.all()] == [name[2:]]


def test_picture_with_an_ordinary_comment_is_taken():
    file = SimpleUploadedFile("a.jpg", hostile.jpeg(comment=b"A day < two nights > one"))
    assert HubImage.objects.create(title="x", file=file).width == 640


def test_admin_takes_no_document_that_was_hidden_behind_another_name(staff):
    document = media.document()
    staff.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "x", "file": SimpleUploadedFile("a.pdf", hostile.HTML)},
    )
    document.refresh_from_db()
    assert (document.title, document.file_extension) == ("A plan", "txt")

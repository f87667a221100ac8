"""Who gets which file and which screen: open drawings everybody, closed ones those who may change pictures, all others nobody."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Collection, GroupCollectionPermission

from hub.core.models import HubImage, User
from hub.drawings import making, services
from hub.drawings.models import Drawing
from hub.drawings.presenting import ShownPart, shown
from hub.drawings.rights import rights
from tests.drawings.conftest import SIZE, encoded, gradient

NAMES = ["0/0_0.webp", "2/2_1.webp", "overview.webp", "large.jpg"]
ROLES = ["nobody", "member", "admin access", "other pictures", "pictures", "chief"]


@pytest.fixture
def people(db) -> dict:
    """One person for each role. "other pictures" may change the pictures of another collection alone."""
    collection = Collection.get_first_root_node().add_child(name="Elsewhere")
    access = Permission.objects.get(codename="access_admin")
    found = {"nobody": AnonymousUser(), "member": User.objects.create_user("member")}
    for role, where in (
        ("admin access", None),
        ("other pictures", collection),
        ("pictures", Collection.get_first_root_node()),
    ):
        group = Group.objects.create(name=role)
        group.permissions.add(access)
        for codename in ("add_image", "change_image") if where else ():
            permission = Permission.objects.get(content_type__app_label=WagtailImage._meta.app_label, codename=codename)
            GroupCollectionPermission.objects.create(group=group, collection=where, permission=permission)
        found[role] = User.objects.create_user(role)
        found[role].groups.add(group)
    found["chief"] = User.objects.create_superuser("chief")
    return found


@pytest.fixture
def visitor(client, people):
    def signed_in(role: str):
        client.logout()
        if role != "nobody":
            client.force_login(people[role])
        return client

    return signed_in


def closed(drawing, name: str) -> str:
    return f"/closed/drawings/{drawing.folder.rsplit('/', 1)[1]}/{name}"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("nobody", 404),
        ("member", 404),
        ("admin access", 404),
        ("other pictures", 404),
        ("pictures", 200),
        ("chief", 200),
    ],
)
def test_closed_tiles_are_for_those_who_may_change_the_picture(drawing, visitor, role, status):
    client = visitor(role)
    assert [client.get(closed(drawing, name)).status_code for name in NAMES] == [status] * 4
    assert [client.get(f"/media/{drawing.folder}/{name}").status_code for name in NAMES] == [404] * 4


def test_closed_tile_is_never_stored_on_the_way(drawing, visitor):
    answer = visitor("pictures").get(closed(drawing, "1/0_0.webp"))
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-store, private", "image/webp")
    assert b"".join(answer.streaming_content)[:4] == b"RIFF"


def test_open_tiles_are_for_everybody_and_for_ever(drawing, client):
    services.open_or_close(image_id=drawing.image_id, is_open=True)
    old = closed(drawing, "0/0_0.webp")
    making.make_tiles(drawing.pk)
    drawing.refresh_from_db()
    answers = [client.get(f"/media/{drawing.folder}/{name}") for name in NAMES]
    assert [(each.status_code, each["Cache-Control"]) for each in answers] == [
        (200, "public, max-age=31536000, immutable")
    ] * 4
    assert client.get(old).status_code == 404
    assert client.get(f"/media/{drawing.original.name}").status_code == 404


def test_old_public_addresses_die_when_the_drawing_is_closed(drawing, client, django_capture_on_commit_callbacks):
    services.open_or_close(image_id=drawing.image_id, is_open=True)
    making.make_tiles(drawing.pk)
    address = f"/media/{Drawing.objects.get(pk=drawing.pk).folder}/0/0_0.webp"
    assert client.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        services.open_or_close(image_id=drawing.image_id, is_open=False)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["0/9_9.webp", "9/0_0.webp", "0/0_0.jpg", "0/-1_0.webp", "0/0_0.webp/", "../overview.webp", "%2e%2e/overview.webp",
     "originals/x.jpg", "part-1-2-3.jpg", "part-1-2-3-4.jpg", "0/٠_0.webp", "100/0_0.webp", ""],
)  # fmt: skip
def test_no_other_address_is_a_tile(drawing, visitor, name):
    client = visitor("chief")
    assert client.get(closed(drawing, name)).status_code == 404
    assert client.get(f"/media/images/drawings/{'a' * 32}/{name}").status_code == 404


def test_tiles_are_only_read(drawing, visitor):
    assert visitor("chief").post(closed(drawing, "0/0_0.webp")).status_code == 405


@pytest.mark.parametrize(
    ("role", "change", "add"),
    [
        ("nobody", False, False),
        ("member", False, False),
        ("admin access", False, False),
        ("other pictures", False, True),
        ("pictures", True, True),
        ("chief", True, True),
    ],
)
def test_rights_are_those_of_pictures(no_other_drawings, drawing, people, role, change, add):
    user = people[role]
    listed = rights.instances_user_has_any_permission_for(user, ["change"])
    assert (
        rights.user_has_permission_for_instance(user, "change", drawing),
        rights.user_has_permission(user, "add"),
        list(listed),
    ) == (change, add, [drawing] if change else [])


@pytest.mark.parametrize("name", ["index", "add", "edit", "preview", "delete", "history", "usage"])
def test_admin_screens_are_for_picture_people(drawing, visitor, name):
    address = reverse(f"drawings:{name}", args=[] if name in {"index", "add"} else [drawing.pk])
    statuses = {role: visitor(role).get(address).status_code for role in ROLES}
    assert statuses == {
        "nobody": 302,
        "member": 302,
        "admin access": 302,
        "other pictures": 200 if name in {"index", "add"} else 302,
        "pictures": 200,
        "chief": 200,
    }


def test_upload_in_the_admin_makes_a_drawing(
    no_other_drawings, visitor, asked, people, django_capture_on_commit_callbacks
):
    file = SimpleUploadedFile("Jane_Minsk.jpg", encoded(gradient(SIZE)).getvalue(), content_type="image/jpeg")
    said = {"title": "Wall", "description": "A wall of notes", "credit": "River"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor("pictures").post(reverse("drawings:add"), {"file": file, **said})
    drawing = Drawing.objects.get()
    assert (answer.status_code, asked) == (302, [drawing.pk])
    assert (drawing.width, drawing.height, drawing.is_open) == (*SIZE, False)
    image = drawing.image
    assert (image.title, image.description, image.credit, image.uploaded_by_user) == (
        *said.values(),
        people["pictures"],
    )
    assert "Jane" not in image.file.name + drawing.original.name


def test_what_is_said_of_a_drawing_can_be_changed(no_other_drawings, drawing, visitor):
    said = {"title": "Other wall", "description": "Notes", "credit": "Rain"}
    visitor("pictures").post(reverse("drawings:edit", args=[drawing.pk]), said)
    image = Drawing.objects.get().image
    assert {name: getattr(image, name) for name in said} == said


@pytest.mark.parametrize("role", ROLES)
def test_tiles_are_made_again_by_picture_people_alone(
    drawing, visitor, asked, role, django_capture_on_commit_callbacks
):
    asked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        visitor(role).post(reverse("drawings:again", args=[drawing.pk]))
    assert asked == ([drawing.pk] if role in {"pictures", "chief"} else [])
    assert visitor("chief").get(reverse("drawings:again", args=[drawing.pk])).status_code == 405


def test_preview_shows_a_closed_drawing_with_its_parts(drawing, visitor):
    services.cut_parts(image_id=drawing.image_id, parts=[[10, 20, 30, 40]])
    making.make_tiles(drawing.pk)
    answer = visitor("pictures").get(reverse("drawings:preview", args=[drawing.pk]))
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r'data-tiles="([^"]+)"', page) == [closed(drawing, "{level}/{x}_{y}.webp")]
    assert re.findall(r'href="([^"]+)" data-part', page) == [closed(drawing, "part-1000-2000-3000-4000.jpg")]


def test_reader_of_a_closed_drawing_gets_no_address_of_it(drawing):
    found = shown(image=drawing.image, parts=[([10, 20, 30, 40], "A note")], credit="River")
    assert (found.tiles, found.overview, found.large, found.plain) == ("", "", "", None)
    assert found.parts == (ShownPart(1, "10 20 30 40", "A note", ""),)


def test_open_drawing_is_shown_with_all_that_was_said(drawing, django_assert_num_queries):
    services.cut_parts(image_id=drawing.image_id, parts=[[10, 20, 30, 40]])
    services.open_or_close(image_id=drawing.image_id, is_open=True)
    making.make_tiles(drawing.pk)
    drawing.refresh_from_db()
    jpeg = drawing.image.get_rendition("width-960|format-jpeg")
    base = f"/media/{drawing.folder}/"
    image = HubImage.objects.select_related("drawing").get(pk=drawing.image_id)
    with django_assert_num_queries(1):
        found = shown(
            image=image,
            parts=[([10, 20, 30, 40], "A note"), ([0, 0, 5.5, 5], "Not cut yet")],
            long_description="A wall",
            transcript="Words",
            licence="CC0",
            language="sw",
        )
    assert found.__dict__ == {
        "image": image,
        "key": f"drawing-{drawing.image_id}",
        "title": "Wall",
        "alt": "Wall",
        "language": "sw",
        "width": 1300,
        "height": 700,
        "overview": f"{base}overview.webp",
        "plain": jpeg,
        "large": f"{base}large.jpg",
        "tiles": f"{base}{{level}}/{{x}}_{{y}}.webp",
        "tile": 512,
        "levels": 3,
        "parts": (
            ShownPart(1, "10 20 30 40", "A note", f"{base}part-1000-2000-3000-4000.jpg"),
            ShownPart(2, "0 0 5.5 5", "Not cut yet", ""),
        ),
        "long_description": "A wall",
        "transcript": "Words",
        "credit": "",
        "licence": "CC0",
    }


def test_picture_without_a_large_drawing_is_shown_alone(db, asked):
    from hub.core.pictures import neutral_name

    content = encoded(Image.new("RGB", (300, 200)))
    image = HubImage.objects.create(title="Small", file=SimpleUploadedFile(neutral_name("jpg"), content.read()))
    found = shown(image=image, parts=[([0, 0, 50, 50], "Left")])
    assert (found.tiles, found.width, found.height, found.levels) == ("", 300, 200, 0)
    assert found.parts == (ShownPart(1, "0 0 50 50", "Left", ""),)


def test_words_of_a_drawing_are_never_markup(drawing, rf):
    from django.template.loader import render_to_string

    services.open_or_close(image_id=drawing.image_id, is_open=True)
    making.make_tiles(drawing.pk)
    evil = '"><script>alert(1)</script>'
    found = shown(
        image=HubImage.objects.get(pk=drawing.image_id),
        title=evil,
        alt=evil,
        parts=[([0, 0, 50, 50], evil)],
        long_description=evil,
        transcript=evil,
        credit=evil,
        licence=evil,
    )
    page = render_to_string("components/drawing.html", {"shown": found, "language": "en"})
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 8  # title twice, alt, part, description, transcript, credit, licence

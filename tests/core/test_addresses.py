"""Odd addresses and broken references: a plain answer, never an error."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hub.core.models import HomePage, HubImage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/en", "/ar?q=1", "/th"])
def test_language_without_a_slash_leads_to_its_first_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 301
    assert answer.url.split("?")[0] == path.split("?")[0] + "/"


@pytest.mark.parametrize(
    "path",
    [
        "/media//{name}",
        "/media/./{name}",
        "/media/x/../{name}",
        "/media/%2f{name}",
        "/media/images/../{name}",
        "/media/" + "a" * 5000,
    ],
)
def test_original_is_reached_by_no_detour(client, path):
    image = HubImage.objects.create(title="Circle", file=SimpleUploadedFile("a.png", png()))
    assert client.get(path.format(name=image.file.name)).status_code == 404


def test_rendition_is_served(client):
    image = HubImage.objects.create(title="Circle", file=SimpleUploadedFile("a.png", png()), is_open=True)
    assert client.get(image.get_rendition("width-960|format-jpeg").url).status_code == 200


def test_page_outlives_its_deleted_picture(client):
    image = HubImage.objects.create(title="Circle", file=SimpleUploadedFile("a.png", png()))
    page = StandardPage(title="With a picture", slug="with-a-picture")
    page.body = [("figure", {"image": image, "caption": "Us", "credit": ""})]
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    page.save_revision().publish()
    assert b"<figure" in client.get("/en/with-a-picture/").content
    image.delete()
    page.save_revision().publish()
    answer = client.get("/en/with-a-picture/")
    assert answer.status_code == 200
    assert b"<figure" not in answer.content


def test_picture_is_ready_before_the_first_reader(client, django_assert_num_queries):
    image = HubImage.objects.create(title="Circle", file=SimpleUploadedFile("a.png", png()))
    page = StandardPage(title="With a picture", slug="with-a-picture")
    page.body = [("figure", {"image": image, "caption": "", "credit": ""})]
    HomePage.objects.get(locale__language_code="en").add_child(instance=page)
    page.save_revision().publish()
    made = image.renditions.count()
    client.get("/en/with-a-picture/")
    assert made == image.renditions.count() == 3


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "green").save(out, "PNG")
    return out.getvalue()

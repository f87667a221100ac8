"""Pages with a picture and a document, and who asks for them, for the tests of media."""

import io
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Page

from hub.core.models import RENDITION_SPECS, HomePage, HubDocument, HubImage, StandardPage, User


def picture_file(name="a.png", colour="teal") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def picture() -> HubImage:
    return HubImage.objects.create(title="A circle", file=picture_file())


def document() -> HubDocument:
    return HubDocument.objects.create(title="A plan", file=SimpleUploadedFile("plan.txt", b"One, two, three."))


def body_with(image=None, file=None) -> list:
    figure = {"image": {"image": image, "alt_text": "A circle", "decorative": False}, "caption": "", "credit": ""}
    blocks = [("figure", {**figure, "image": _described(image)})] if image else []
    link = f'<p><a linktype="document" id="{file.pk}">The plan</a></p>' if file else "<p>Words</p>"
    return [*blocks, ("text", link)]


def _described(image):
    image.contextual_alt_text, image.decorative = "A circle", False
    return image


def home(code="en") -> Page:
    return HomePage.objects.get(locale__language_code=code)


def page_with(image=None, file=None, *, publish: bool, code="en", slug="with-media", **fields) -> StandardPage:
    parent = home(code)
    page = StandardPage(
        title="With media", slug=slug, live=False, locale=parent.locale, body=body_with(image, file), **fields
    )
    parent.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
        page.refresh_from_db()
    return page


def reader(name="stranger", *groups: str) -> User:
    """Somebody who is signed in; without groups she may do nothing."""
    user = User.objects.create_user(name, password=None)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def editor() -> User:
    """Somebody who works on pictures and documents, and on pages."""
    user = reader("editor", "Editors")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def rendition_urls(image: HubImage) -> list[str]:
    image = HubImage.objects.get(pk=image.pk)
    return [rendition.url for rendition in image.get_renditions(*RENDITION_SPECS).values()]


def files_in(folder: Path) -> dict[str, int]:
    """How many files lie in each folder of the storage."""
    return {
        name: len(list((folder / name).glob("*"))) if (folder / name).is_dir() else 0
        for name in ("original_images", "images", "closed", "documents")
    }

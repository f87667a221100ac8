"""Pictures and documents can be fetched exactly where a page with them can be read: six states, three addresses, three
visitors; and a walk through the states that looks at the folders too."""

import datetime as dt
import os
import uuid
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Workflow

from hub.core import guarding
from hub.core.models import RENDITION_SPECS, HubImage, HubRendition, Leftover
from tests.core import media

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, empty_shelf):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block whose work is committed at its end."""

    @contextmanager
    def block():
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return block


def draft(page):
    pass


def pending(page):
    Workflow.objects.get(name="Moderators approval").start(page, None)


def live(page):
    page.get_latest_revision().publish()


def private(page):
    live(page)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="The inner circle"))


def unpublished(page):
    live(page)
    Page.objects.get(pk=page.pk).specific.unpublish()


def deleted(page):
    live(page)
    Page.objects.get(pk=page.pk).specific.delete()


STATES = {state.__name__: state for state in (pending, draft, private, unpublished, deleted, live)}
NOBODY = {"anonymous": 404, "stranger": 404, "editor": 404}
STAFF = {"anonymous": 404, "stranger": 404, "editor": 200}
EVERYBODY = {"anonymous": 200, "stranger": 200, "editor": 200}
EXPECTED = {
    (state, kind): NOBODY if kind == "original" else EVERYBODY if state == "live" else STAFF
    for state in STATES
    for kind in ("original", "rendition", "document")
}


def visitors() -> dict[str, Client]:
    clients = {"anonymous": Client(), "stranger": Client(), "editor": Client()}
    clients["stranger"].force_login(media.reader())
    clients["editor"].force_login(media.editor())
    return clients


@pytest.mark.parametrize("state", STATES)
def test_media_table(state, committed):
    image, document = media.picture(), media.document()
    with committed():
        STATES[state](media.page_with(image, document, publish=False))
    urls = {
        "original": [f"/media/{image.file.name}", f"/closed/{image.filename}", f"/media/images/{image.filename}"],
        "rendition": media.rendition_urls(image),
        "document": [document.url],
    }
    asking = visitors()
    answers = {
        (state, kind): {name: {client.get(url).status_code for url in urls[kind]} for name, client in asking.items()}
        for kind in urls
    }
    assert answers == {
        key: {name: {status} for name, status in row.items()} for key, row in EXPECTED.items() if key[0] == state
    }


def test_table_is_complete():
    assert sum(len(row) for row in EXPECTED.values()) == 54


def fetched(*urls: str) -> set[int]:
    return {Client().get(url).status_code for url in urls}


def test_picture_goes_with_its_page_through_all_states(committed, folder):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=False)
        noted = media.rendition_urls(image)
    closed_files = {"original_images": 1, "images": 0, "closed": 3, "documents": 0}
    open_files = {"original_images": 1, "images": 3, "closed": 0, "documents": 0}
    assert (fetched(*noted), media.files_in(folder)) == ({404}, closed_files)

    def after(step):
        """What readers get at the old addresses and at the new ones, and the files, when the step is committed."""
        nonlocal noted
        with committed():
            step()
        old, noted = noted, [rendition.url for rendition in HubRendition.objects.all()]
        return fetched(*old), fetched(*noted), media.files_in(folder)

    def fresh():
        return Page.objects.get(pk=page.pk).specific

    assert after(lambda: live(page)) == ({404}, {200}, open_files)
    assert after(lambda: fresh().unpublish()) == ({404}, {404}, closed_files)
    assert after(lambda: fresh().save_revision().publish()) == ({404}, {200}, open_files)
    restriction = PageViewRestriction(page=page, restriction_type="password", password="a circle")
    assert after(restriction.save) == ({404}, {404}, closed_files)
    assert after(restriction.delete) == ({404}, {200}, open_files)
    assert after(lambda: fresh().delete()) == ({404}, {404}, closed_files)
    assert after(lambda: HubImage.objects.get().delete()) == ({404}, set(), dict.fromkeys(closed_files, 0))
    assert Leftover.objects.count() == 0


def test_picture_of_an_ancestor_that_becomes_private_closes(committed):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
    with committed():
        PageViewRestriction.objects.create(page=media.home(), restriction_type="login")
    image.refresh_from_db()
    assert image.is_open is False
    with committed():
        PageViewRestriction.objects.all().delete()
    image.refresh_from_db()
    assert image.is_open is True
    assert page.live


def test_page_that_moves_under_a_private_one_closes_its_picture(committed):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
        private(media.page_with(publish=False, slug="inner"))
    assert HubImage.objects.get().is_open is True
    with committed():
        page.move(Page.objects.get(slug="inner"), pos="last-child")
    assert HubImage.objects.get().is_open is False


def test_picture_stays_open_as_long_as_one_translation_is_live(committed):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
        other = media.page_with(image, publish=True, code="es", translation_key=page.translation_key)
    states = []
    for each in (page, other):
        with committed():
            each.unpublish()
        states.append(HubImage.objects.get().is_open)
    assert states == [True, False]


def test_picture_that_only_the_draft_of_a_live_page_uses_is_closed(committed):
    old, new = media.picture(), media.picture()
    with committed():
        page = media.page_with(old, publish=True)
    page.body = media.body_with(new)
    with committed():
        revision = page.save_revision()
    assert dict(HubImage.objects.values_list("pk", "is_open")) == {old.pk: True, new.pk: False}
    with committed():
        revision.publish()
    assert dict(HubImage.objects.values_list("pk", "is_open")) == {old.pk: False, new.pk: True}


@pytest.mark.parametrize(("model", "is_open"), [("core.Theme", True), ("core.HubSettings", True), ("core.User", False)])
def test_use_outside_of_pages_opens_only_what_readers_are_shown(model, is_open, committed):
    image, user_of_it = media.picture(), apps.get_model(model)
    ReferenceIndex.objects.create(
        content_type=ContentType.objects.get_for_model(user_of_it),
        base_content_type=ContentType.objects.get_for_model(user_of_it),
        object_id="1",
        to_content_type=ContentType.objects.get_for_model(HubImage),
        to_object_id=str(image.pk),
        model_path="picture",
        content_path="picture",
        content_path_hash=uuid.uuid4(),
    )
    with committed():
        guarding.settle()
    assert HubImage.objects.get().is_open is is_open


def test_reader_of_a_private_page_sees_its_pictures_and_nobody_else_does(committed):
    image, document = media.picture(), media.document()
    with committed():
        page = media.page_with(image, document, publish=True)
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="a circle")
    urls = [*media.rendition_urls(image), document.url]
    reader = Client()
    door = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    reader.post(door, {"password": "a circle", "return_url": page.url})
    answers = [reader.get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store, private"}
    assert all(url in reader.get(page.url).content.decode() for url in urls)
    assert fetched(*urls) == {404}


def test_reader_with_an_account_sees_the_pictures_of_a_page_for_those_who_signed_in(committed):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    reader = Client()
    reader.force_login(media.reader())
    urls = media.rendition_urls(image)
    assert {reader.get(url).status_code for url in urls} == {200}
    with committed():
        page.unpublish()
    assert {reader.get(url).status_code for url in media.rendition_urls(image)} == {404}


def test_page_whose_day_has_not_come_holds_its_media_back(committed):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
    Page.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + dt.timedelta(days=1))
    with committed():
        guarding.settle()
    urls = media.rendition_urls(image)
    assert (HubImage.objects.get().is_open, fetched(*urls)) == (False, {404})


def test_a_hook_holds_media_back_that_a_page_uses(committed):
    image = media.picture()
    with committed():
        media.page_with(image, publish=True)
    with hooks.register_temporarily("held_back_media", lambda model: [image.pk]), committed():
        guarding.settle()
    urls = media.rendition_urls(image)
    assert (HubImage.objects.get().is_open, fetched(*urls)) == (False, {404})


def test_open_rendition_may_be_kept_for_ever_and_an_open_document_is_asked_for_again(committed):
    image, document = media.picture(), media.document()
    with committed():
        media.page_with(image, document, publish=True)
    urls = [*media.rendition_urls(image), document.url]
    answers = [Client().get(url) for url in urls]
    assert [answer.headers["Cache-Control"] for answer in answers] == [
        *["public, max-age=31536000, immutable"] * 3,
        "no-cache",
    ]
    assert answers[-1].headers["X-Content-Type-Options"] == "nosniff"
    assert answers[-1].headers["Content-Security-Policy"] == "default-src 'none'"
    assert answers[-1].headers["Content-Disposition"].startswith("attachment")


def test_cached_page_forgets_the_address_of_a_closed_picture(committed, settings):
    settings.HUB_READER_CACHE_SECONDS = 600
    image, reader = media.picture(), Client()
    with committed():
        page = media.page_with(image, publish=True)
        other = media.page_with(image, publish=True, slug="other")
    before = reader.get(page.url).content.decode()
    assert media.rendition_urls(image)[0] in before
    with committed():
        other.unpublish()
    assert reader.get(page.url).content.decode() == before
    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert reader.get(page.url).status_code == 302
    with committed():
        PageViewRestriction.objects.all().delete()
    after = reader.get(page.url).content.decode()
    assert media.rendition_urls(image)[0] in after
    assert media.rendition_urls(image)[0] not in before


def test_page_asks_the_database_nothing_about_its_renditions(committed):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
    reader = Client()
    reader.get(page.url)
    with CaptureQueriesContext(connection) as asked:
        reader.get(page.url)
    assert [query["sql"] for query in asked if "core_hubrendition" in query["sql"]] == []


class BrokenStorage:
    """While it is in force, no file can be written or removed."""

    def __init__(self, monkeypatch):
        self.patch = monkeypatch

    def __enter__(self):
        def refuse(*args, **kwargs):
            raise OSError("canary-of-a-name.jpg")

        self.context = self.patch.context()
        inner = self.context.__enter__()
        inner.setattr(FileSystemStorage, "_save", refuse)
        inner.setattr(FileSystemStorage, "delete", refuse)

    def __exit__(self, *error):
        self.context.__exit__(*error)


def test_storage_that_fails_is_tried_again(committed, folder, monkeypatch, caplog):
    image = media.picture()
    with committed():
        page = media.page_with(image, publish=True)
    with BrokenStorage(monkeypatch), committed():
        page.unpublish()
    image.refresh_from_db()
    assert (image.is_open, guarding.misplaced().count(), media.files_in(folder)["images"]) == (False, 3, 3)
    assert "canary" not in caplog.text
    assert "OSError" in caplog.text
    with committed():
        call_command("check_media")
    assert (guarding.misplaced().count(), media.files_in(folder)["images"], media.files_in(folder)["closed"]) == (
        0,
        0,
        3,
    )


def test_file_that_could_not_be_removed_goes_with_the_next_event(committed, folder, monkeypatch):
    image = media.picture()
    image.get_renditions(*RENDITION_SPECS)
    with BrokenStorage(monkeypatch), committed():
        image.delete()
    assert (Leftover.objects.count(), media.files_in(folder)["original_images"]) == (4, 1)
    with committed():
        guarding.settle()
    assert (Leftover.objects.count(), set(media.files_in(folder).values())) == (0, {0})


def test_command_says_what_is_wrong_and_mends_it(committed, folder, capsys):
    image = media.picture()
    with committed():
        media.page_with(image, publish=True)
    HubImage.objects.update(is_open=False)
    (folder / "images" / "orphan.jpg").write_bytes(b"x")
    os.utime(folder / "images" / "orphan.jpg", (0, 0))
    call_command("check_media", dry_run=True)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "     1 to be opened",
        "     0 to be closed",
        "     3 renditions in the wrong folder",
        "     0 files given up and still there",
        "     1 files that nothing knows",
        "     0 renditions whose file is missing",
    ]
    assert HubImage.objects.get().is_open is False
    with committed():
        call_command("check_media")
    capsys.readouterr()
    call_command("check_media", dry_run=True)
    assert [int(line[:6]) for line in capsys.readouterr().out.splitlines()] == [0] * 6
    assert HubImage.objects.get().is_open is True
    assert media.files_in(folder)["images"] == 3


@pytest.mark.parametrize("name", ["a plan.txt", "a plan?.txt", "plán.txt"])
def test_document_of_an_old_name_is_guarded_too(name, folder):
    document = media.document()
    type(document).objects.update(file=f"documents/{name}")
    document.refresh_from_db()
    (folder / "documents" / name).write_bytes(b"One, two, three.")
    staff = Client()
    staff.force_login(media.editor())
    assert (Client().get(document.url).status_code, staff.get(document.url).status_code) == (404, 200)


def test_list_of_pictures_stands_though_a_file_is_lost(admin_client, folder):
    image = media.picture()
    (folder / image.file.name).unlink()
    assert admin_client.get(reverse("wagtailimages:index")).status_code == 200

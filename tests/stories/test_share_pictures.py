"""Pictures on their way: taken one by one, refused in plain words, seen by their host alone."""

import io

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from hub.core.models import HubImage
from hub.stories.models import Submission, SubmissionPicture
from hub.stories.sharing import keeping, pictures
from tests.core.test_pictures import CANARIES, FORMATS, upload
from tests.stories.sharing import WHAT, begin, hidden, picture_file, say, send_pictures, sent, tell

NOT_A_PICTURE = "This file is not a picture that we can read. Please choose a JPEG, PNG, WebP, AVIF or HEIC file."


def file(name, content) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def cut_jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((400, 400), 60).save(out, "JPEG")
    return out.getvalue()[: len(out.getvalue()) // 3]


def test_refused_files_are_named_and_never_take_the_others_with_them(client, place):
    submission = begin(client)
    files = [
        picture_file("a.jpg"),
        file("Jane & <b>.jpg", b"<html>"),
        file("svg.png", b"<svg onload=x>"),
        picture_file("b.jpg", "red"),
    ]
    answer = send_pictures(client, *files)
    assert [(each["name"], each["reason"]) for each in answer.context["refused"]] == [
        ("Jane & <b>.jpg", NOT_A_PICTURE),
        ("svg.png", NOT_A_PICTURE),
    ]
    assert "Jane &amp; &lt;b&gt;.jpg" in answer.content.decode()
    assert submission.pictures.count() == 2
    assert list(HubImage.objects.filter(title__contains="Jane")) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "This file is empty. Please choose the picture again."), (b"MZ\x90\x00", NOT_A_PICTURE), (cut_jpeg(), None)],
)
def test_broken_files_are_refused_in_plain_words(client, place, content, reason):
    submission = begin(client)
    [refused] = send_pictures(client, file("x.jpg", content)).context["refused"]
    assert refused["reason"] == (
        reason or "This picture is damaged and cannot be read. Please choose another copy of it."
    )
    assert submission.pictures.count() == 0


@pytest.mark.parametrize("kind", FORMATS)
def test_every_kind_of_picture_is_taken_without_what_it_told(client, place, kind):
    submission = begin(client)
    assert send_pictures(client, upload(kind)).status_code == 302
    image = submission.pictures.get().image
    stored = image.file.read()
    small = b"".join(client.get(f"/en/share/steps/pictures/{submission.pictures.get().pk}/small.jpg").streaming_content)
    assert [each for each in CANARIES if each in stored or each in small] == []
    assert "Jane" not in image.file.name + image.title


def test_picture_sent_twice_is_one(client, place):
    submission = begin(client)
    for _try in range(2):
        send_pictures(client, picture_file())
    assert submission.pictures.count() == 1


def test_too_large_and_too_many_are_refused(client, place, settings, monkeypatch):
    submission = begin(client)
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    answer = send_pictures(client, picture_file(), picture_file("b.jpg", "red"))
    assert [each["reason"] for each in answer.context["refused"]] == [
        "There are 1 pictures already. Remove one to make room."
    ]
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    answer = send_pictures(client, picture_file("c.jpg", "blue"))
    assert answer.context["refused"][0]["reason"].startswith("This picture is larger than 15 megabytes.")
    assert submission.pictures.count() == 1


def test_full_disk_refuses_the_picture_and_keeps_the_words(client, place, monkeypatch):
    submission, before = begin(client), HubImage.objects.count()
    say(client, "what", WHAT)

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    [refused] = send_pictures(client, picture_file()).context["refused"]
    assert (
        refused["reason"]
        == "We could not store this picture just now. Everything else is kept. Please try again later."
    )
    submission.refresh_from_db()
    assert submission.answers_of("what")["title"] == WHAT["title"]
    assert (submission.pictures.count(), HubImage.objects.count()) == (0, before)


def test_cut_line_loses_no_words(client, place):
    submission = begin(client)
    say(client, "what", WHAT)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="pictures"; filename="a.jpg"\r\n\r\n'
        + picture_file().read()[:100]
    )
    client.generic("POST", "/en/share/steps/pictures/", body, content_type="multipart/form-data; boundary=x")
    submission.refresh_from_db()
    assert submission.answers_of("what")["title"] == WHAT["title"]
    assert submission.pictures.count() == 0


def test_script_is_told_of_each_picture(client, place):
    begin(client)
    asked = {"headers": {"accept": "application/json"}}
    good, bad = send_pictures(client, picture_file(), **asked), send_pictures(client, file("x.jpg", b"no"), **asked)
    assert (good.status_code, good.json()) == (200, {"refused": []})
    assert (bad.status_code, bad.json()) == (422, {"refused": [{"name": "x.jpg", "reason": NOT_A_PICTURE}]})


def test_picture_is_told_of_on_a_page_of_its_own(client, place):
    submission = begin(client)
    send_pictures(client, picture_file())
    picture = submission.pictures.get()
    path = f"pictures/{picture.pk}"
    wrong = say(client, path, {"alt": "x" * 301, "faces": "hidden"})
    assert sorted(wrong.context["form"].errors) == ["alt", "faces"]
    picture.refresh_from_db()
    assert picture.answers == {"alt": "x" * 301, "faces": "hidden"}
    assert say(client, path, {"alt": "Tables", "faces": "none"}).headers["Location"] == "/en/share/steps/pictures/"
    picture.refresh_from_db()
    assert picture.answers == {"alt": "Tables", "faces": "none"}


def test_removed_picture_is_gone_with_its_file_and_what_was_said(client, place, django_capture_on_commit_callbacks):
    submission = tell(client)
    picture = submission.pictures.get()
    stored = picture.image.file
    mark = hidden(client, "/en/share/steps/pictures/")["mark"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/en/share/steps/pictures/{picture.pk}/remove/", {"mark": mark})
    submission.refresh_from_db()
    assert (submission.pictures.count(), HubImage.objects.filter(pk=picture.image_id).count()) == (0, 0)
    assert stored.storage.exists(stored.name) is False
    assert [name for name in submission.answers_of("consent") if name.startswith("p")] == []


@pytest.mark.parametrize("action", ["see", "tell", "remove", "small"])
def test_foreign_pictures_are_out_of_reach(client, place, action):
    foreign = tell(Client()).pictures.get()
    begin(client)
    mark = hidden(client, "/en/share/steps/what/")["mark"]
    path = f"/en/share/steps/pictures/{foreign.pk}/"
    if action == "see":
        assert client.get(path).status_code == 404
    elif action == "tell":
        assert client.post(path, {"mark": mark, "alt": "changed"}).status_code == 404
    elif action == "small":
        assert client.get(f"{path}small.jpg").status_code == 404
    else:
        client.post(f"{path}remove/", {"mark": mark})
    assert SubmissionPicture.objects.get(pk=foreign.pk).answers["alt"] == "Tables with fruit"


def test_no_picture_comes_in_after_the_sending(client, place):
    submission = tell(client)
    mark = hidden(client, "/en/share/steps/pictures/")["mark"]
    Submission.objects.update(state="sent")
    answer = client.post("/en/share/steps/pictures/", {"mark": mark, "pictures": [picture_file("b.jpg", "red")]})
    assert answer.headers["Location"] == "/en/share/state/"
    assert submission.pictures.count() == 1


def test_pictures_of_a_sent_story_are_no_longer_changed(client, place):
    submission = sent(client)
    with pytest.raises(keeping.ClosedError):
        pictures.describe(picture=submission.pictures.get(), answers={"alt": "x"})

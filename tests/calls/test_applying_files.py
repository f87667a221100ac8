"""Files of an application: taken in clean and sealed, refused in plain words, opened by her alone."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hub.calls.applying import files
from hub.calls.models import ApplicationFile, CallQuestion
from hub.core.models import Leftover
from tests.calls.applying import SESSION, begin, mark, picture_file, say, send, send_files, tell

CANARY = b"Kanarienvogel"


def file(name, content, kind="application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type=kind)


def test_files_are_cleaned_sealed_and_kept_under_names_that_say_nothing(client, call):
    application = begin(client, call)
    answer = send_files(
        client,
        picture_file("Kanarienvogel.jpg", text=CANARY),
        picture_file("again.jpg"),
        file("Kanarienvogel.txt", b"Only words."),
    )
    assert answer.headers["Location"] == "/en/apply/steps/4/"
    rows = list(application.files.all())
    assert sorted(row.kind for row in rows) == ["jpg", "txt"]  # the same picture twice is one
    assert not any("Kanarienvogel" in row.name for row in rows)
    opened = {row.kind: files.read_file(row) for row in rows}
    assert (opened["txt"], opened["jpg"][:2], CANARY in opened["jpg"]) == (b"Only words.", b"\xff\xd8", False)
    stored = b"".join(default_storage.open(row.name).read() for row in rows)
    assert (b"Only words." in stored, b"\xff\xd8\xff" in stored[:100]) == (False, False)


def test_owner_opens_her_file_and_nobody_else_does(client, call):
    application = begin(client, call)
    send_files(client, picture_file(), file("a.txt", b"<script>x</script>"))
    rows = {row.kind: f"/en/apply/files/{row.pk}/" for row in application.files.all()}
    shown = {kind: client.get(path).headers for kind, path in rows.items()}
    ways = {
        kind: (
            head["Content-Type"],
            head["Content-Disposition"],
            head["Content-Security-Policy"],
            head["Cache-Control"],
        )
        for kind, head in shown.items()
    }
    closed = ("default-src 'none'; sandbox", "private, no-store")
    assert ways == {
        "jpg": ("image/jpeg", 'inline; filename="file.jpg"', *closed),
        "txt": ("text/plain; charset=utf-8", 'attachment; filename="file.txt"', *closed),
    }
    other = Client()
    begin(other, call)
    assert [each.get(rows["txt"]).status_code for each in (other, Client())] == [404, 302]
    other.post(f"{rows['txt']}remove/", {"mark": mark(other)})
    assert application.files.count() == 2
    client.post(f"{rows['txt']}remove/", {"mark": "x"})
    assert application.files.count() == 2
    client.post(f"{rows['txt']}remove/", {"mark": mark(client)})
    assert ([row.kind for row in application.files.all()], Leftover.objects.count()) == (["jpg"], 1)


REFUSED = [
    ("a.jpg", b"", files.EMPTY),
    ("a.jpg", b"<html>", "not a picture"),
    ("a.svg", b"<svg/>", files.KIND),
    ("a.exe", b"MZ", files.KIND),
    ("noname", b"x", files.KIND),
    ("a.pdf", b"<html>", files.KIND),
    ("a.docx", b"PK\x03\x04rubbish", files.KIND),
    ("a.csv", b"a,b", files.KIND),
    ("a.txt", b"MZ\x90\x00", files.KIND),
    ("a.txt", b"x" * (2 * 1024 * 1024 + 1), "larger than 2 megabytes"),
]


def test_wrong_files_are_refused_in_plain_words_and_the_good_one_stays(client, call):
    CallQuestion.objects.filter(page=call, clean_name="sketch").update(most=2)
    application = begin(client, call)
    answer = send_files(client, *(file(name, content) for name, content, _why in REFUSED), picture_file())
    assert answer.status_code == 200
    reasons = [each["reason"] for each in answer.context["refused"]]
    assert [str(why) in reason for reason, (_name, _content, why) in zip(reasons, REFUSED, strict=True)] == [True] * 10
    assert [row.kind for row in application.files.all()] == ["jpg"]


def test_only_so_many_files_and_one_less_makes_room(client, call, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 2)
    application = begin(client, call)
    colours = [picture_file(colour=colour) for colour in ("red", "green", "blue")]
    told = send_files(client, *colours, headers={"accept": "application/json"})
    assert (told.status_code, [each["reason"] for each in told.json()["refused"]]) == (
        422,
        ["There are 2 files already. Remove one to make room."],
    )
    assert application.files.count() == 2


def test_full_disk_is_said_and_everything_else_is_kept(client, call, monkeypatch):
    application = tell(client, call)

    def full(*_given, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(default_storage), "save", full, raising=False)
    answer = send_files(client, picture_file())
    assert str(files.NO_ROOM) in answer.content.decode()
    assert (application.files.count(), application.answers["place"]) == (0, "Demo town")


def test_needed_file_is_needed(client, call):
    CallQuestion.objects.filter(page=call, clean_name="sketch").update(required=True)
    application = tell(client, call)
    assert (send(client).status_code, application.files.count()) == (200, 0)
    send_files(client, picture_file())
    assert send(client).headers["Location"] == "/en/apply/sent/"
    assert application.files.count() == 1


def test_file_of_a_question_that_does_not_apply_goes_when_it_is_sent(client, call):
    CallQuestion.objects.filter(page=call, clean_name="sketch").update(show_if_key="plays", show_if_value="yes")
    tell(client, call)
    send_files(client, picture_file())
    say(client, 3, {**SESSION, "q-plays": "no"})
    assert ApplicationFile.objects.count() == 1
    send(client)
    assert (ApplicationFile.objects.count(), Leftover.objects.count()) == (0, 1)


@pytest.mark.parametrize("step", [1, 2, 99])
def test_files_go_where_a_question_asks_for_them(client, call, step):
    application = begin(client, call)
    said = {"mark": mark(client), "files": [picture_file()]}
    assert client.post(f"/en/apply/steps/{step}/files/", said).headers["Location"] == "/en/apply/steps/"
    assert application.files.count() == 0

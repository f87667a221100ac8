"""What was promised to be gone is gone, everywhere, on the day; what was not is untouched. No copy of the database says it."""

import datetime as dt
import io
import shutil
import subprocess
import uuid
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.background import rounds
from hub.calls import keeping
from hub.calls.enums import Afterwards, State
from hub.calls.hosting import accounts
from hub.calls.models import Application, ApplicationFile, Opening, Report, Round
from hub.core.models import Leftover, User
from hub.mail.models import Letter
from tests.calls import full
from tests.canary import found_in_caches, found_in_database, found_in_files

SEALED, LOOSE = "zanzibarheron", "zanzibarstork"  # where it is sealed; where it stands as it is
DAY = dt.timedelta(days=1)


def letters_about(application) -> Letter:
    key = f"{keeping.letters_of(application.pk)}received"
    return Letter.objects.create(key=key, to_address=f"{LOOSE}@example.org", text=LOOSE)


def told_by_wagtails_log(application) -> ModelLogEntry:
    return ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Application),
        object_id=str(application.pk),
        label=application.reference,
        action="wagtail.edit",
        timestamp=timezone.now(),
        data={"title": LOOSE},
    )


@pytest.fixture
def due(db, client) -> Application:
    """One whose day is today, with every canary in its place, and one that is kept until tomorrow."""
    today, reviewer = timezone.localdate(), User.objects.create_user("demo-reviewer")
    round_ = Round.objects.create(title="Demo call")
    held = full.application(round_, says=SEALED, reviewer=reviewer, reference=f"{LOOSE}-one", delete_on=today)
    full.application(round_, says="kept words", reviewer=reviewer, reference="kept", delete_on=today + DAY)
    letters_about(held)
    told_by_wagtails_log(held)
    accounts.link(application=held, link_to=str)
    full.hold(client, held)
    assert SEALED in client.get("/en/apply/report/check/").content.decode()
    return held


def purge(*options: str) -> str:
    out = io.StringIO()
    call_command("purge_applications", *options, stdout=out)
    return out.getvalue()


def everything() -> dict:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (Application, Report, Opening)}


@pytest.mark.parametrize("afterwards", Afterwards.values)
def test_purge_leaves_nothing_anywhere(due, client, settings, django_capture_on_commit_callbacks, afterwards):
    Application.objects.filter(pk=due.pk).update(afterwards=afterwards)
    file = due.files.get().name
    assert full.found_when_opened(SEALED) == full.SEALED
    assert found_in_database(SEALED) == set()
    assert found_in_database(LOOSE) == {
        "calls_application.reference",
        "calls_opening.reference",
        "hub_mail_letter.text",
        "hub_mail_letter.to_address",
        "wagtailcore_modellogentry.data",
        "wagtailcore_modellogentry.label",
    }
    assert default_storage.exists(file)

    with django_capture_on_commit_callbacks(execute=True):
        said = purge("--really")

    word = {"anonymise": "anonymised", "delete": "deleted"}[afterwards]
    assert said == f"Demo call: 1 to be {word}\n1 applications purged.\n"
    for canary in (SEALED, LOOSE):
        assert found_in_database(canary) == set()
        assert full.found_when_opened(canary) == set()
        assert found_in_files(canary, settings.MEDIA_ROOT) == set()
        assert found_in_caches(canary) == 0
    assert (default_storage.exists(file), Leftover.objects.count()) == (False, 0)
    assert client.get("/en/apply/report/check/").headers["Location"] == "/en/apply/resume/"
    assert full.found_when_opened("kept words") == full.SEALED
    assert purge("--really") == "0 applications purged.\n"


def test_what_is_kept_of_an_application_tells_of_nobody(due):
    sent = Application.objects.get(pk=due.pk).begun_at
    keeping.purge(day=timezone.localdate())
    row = Application.objects.filter(pk=due.pk).values().get()
    for name in ("id", "answers", "contact", "notes", "decision_note", "changed_at"):
        row.pop(name)
    assert row.pop("reference").startswith("gone-")
    assert row.pop("anonymised_at") is not None
    assert row == {
        "round_id": due.round_id,
        "opening": None,
        "code_hash": None,
        "language": "en",
        "state": State.ACCEPTED,
        "decision": "",
        "place_on_list": None,
        "begun_at": sent,
        "sent_at": None,
        "decided_at": None,
        "told_at": None,
        "delete_on": timezone.localdate(),
        "afterwards": Afterwards.ANONYMISE,
        "invitation_id": None,
        "late_until": None,
        "answers_in": "",
    }
    log = Opening.objects.filter(round=due.round).exclude(reference="kept").order_by("pk")
    assert list(log.values_list("what", "reference", "number")) == [("contact", "", 1), ("deleted", "", 1)]


def test_without_really_it_only_says_what_would_be_done(due):
    before = everything()
    assert purge() == (
        "Demo call: 1 to be anonymised\n1 applications would be purged. Nothing was done: see --really.\n"
    )
    assert everything() == before


def test_worker_keeps_the_promise_by_itself(due):
    kept = rounds.registered()["applications"]
    assert kept.every == DAY
    assert kept.do(lambda: True) is None  # it was told to stop
    assert kept.do(lambda: False) == "1 applications emptied, as their calls promised."
    assert kept.do(lambda: False) is None


def test_what_was_taken_back_is_deleted_on_the_day_too_if_that_was_the_promise(due):
    Application.objects.filter(pk=due.pk).update(afterwards=Afterwards.DELETE)
    keeping.withdraw(application=due)
    assert keeping.purge(day=due.delete_on - DAY) == 0
    assert keeping.purge(day=due.delete_on) == 1
    assert not Application.objects.filter(pk=due.pk).exists()


def test_file_that_the_storage_keeps_is_tried_again(due, monkeypatch, django_capture_on_commit_callbacks):
    from hub.core import guarding

    def broken(name):
        raise OSError

    with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
        patched.setattr(default_storage, "delete", broken, raising=False)
        assert keeping.purge(day=timezone.localdate()) == 1
    name = Leftover.objects.get().name
    assert (default_storage.exists(name), ApplicationFile.objects.filter(name=name).exists()) == (True, False)
    assert guarding.remove_leftovers() == 0
    assert not default_storage.exists(name)


def copy_of_the_database() -> bytes:
    """As a thief would have it: what pg_dump writes, or the bytes of the file."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    held = connection.settings_dict
    command = ["pg_dump", "-h", held["HOST"], "-p", str(held["PORT"] or 5432), "-U", held["USER"], held["NAME"]]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.mark.skipif(
    connection.vendor == "postgresql" and not shutil.which("pg_dump"), reason="pg_dump is not installed here"
)
def test_copy_of_the_database_and_of_the_files_tells_of_nobody(django_db_setup, django_db_blocker, settings, tmp_path):
    """Really committed, since pg_dump sees nothing else; and taken away again."""
    settings.MEDIA_ROOT = tmp_path
    with django_db_blocker.unblock():
        round_ = Round.objects.create(key=uuid.uuid4(), title="Demo call of pelicans")
        reviewer = User.objects.create_user("demo-pelican")
        held = full.application(round_, says=SEALED, reviewer=reviewer)
        try:
            client = Client()
            full.hold(client, held)
            assert SEALED in client.get("/en/apply/report/check/").content.decode()
            assert full.found_when_opened(SEALED) == full.SEALED
            copied = copy_of_the_database()
            assert b"Demo call of pelicans" in copied
            assert (SEALED.encode() in copied.lower(), len(list(Path(tmp_path).rglob("*.bin")))) == (False, 1)
            assert found_in_files(SEALED, tmp_path) == set()
        finally:
            keeping.delete(application=held)
            round_.delete()
            reviewer.delete()

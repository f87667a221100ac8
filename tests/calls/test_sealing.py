"""What is sealed opens in its own place with its own key, and nowhere else."""

import json
import uuid

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from hub.calls.models import Application, Round
from hub.core.sealed import box, files, rotation
from hub.core.sealed.box import SealingError

pytestmark = pytest.mark.django_db
CANARY = "Amal Canary, +000 555 0199"


@pytest.fixture
def application():
    held = Round.objects.create(key=uuid.uuid4())
    return Application.objects.create(
        round=held, reference="demo", language="en", delete_on="2030-01-01", answers={"why": CANARY}
    )


def stored(table="calls_application", column="answers"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


def test_value_comes_back_and_is_unreadable_in_the_table(application):
    assert Application.objects.get().answers == {"why": CANARY}
    assert "Canary" not in json.dumps(stored())
    assert b"Canary" not in b"".join(box.seal(b"", place="x") for _each in range(2))


def test_wrong_key_raises_and_never_gives_text(application, settings):
    settings.HUB_SEALING_KEYS = ["tests:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]
    held = Application.objects.get()
    for _try in range(2):
        with pytest.raises(SealingError):
            _ = held.answers
    settings.HUB_SEALING_KEYS = ["other:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]
    with pytest.raises(SealingError, match="No key 'tests'"):
        _ = held.answers


def test_value_of_another_row_or_column_does_not_open(application):
    other = Application.objects.create(
        round=application.round, reference="other", language="en", delete_on="2030-01-01", answers={"why": "mine"}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE calls_application SET answers = (SELECT answers FROM calls_application WHERE reference = 'demo')"
            " WHERE reference = 'other'"
        )
        cursor.execute("UPDATE calls_application SET contact = answers WHERE reference = 'demo'")
    with pytest.raises(SealingError):
        _ = Application.objects.get(pk=other.pk).answers
    with pytest.raises(SealingError):
        _ = Application.objects.get(pk=application.pk).contact


@pytest.mark.parametrize("damage", ["", "x", "plain text", "aHViMS50ZXN0cy4="])
def test_damaged_value_raises(application, damage):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE calls_application SET answers = %s", [damage])
    with pytest.raises(SealingError):
        _ = Application.objects.get().answers


def test_nothing_readable_gets_past_the_field(application):
    with pytest.raises(FieldError):
        Application.objects.update(answers={"why": CANARY})
    with pytest.raises(FieldError):
        Application.objects.filter(answers={"why": CANARY}).exists()
    with pytest.raises(FieldError):
        Application.objects.filter(answers__icontains="Canary").exists()


def test_value_that_nobody_opened_is_saved_as_it_is(application):
    before = stored()
    held = Application.objects.get()
    held.state = "received"
    held.save()
    assert stored() == before


def test_keys_are_changed_and_what_is_done_is_not_done_again(application, settings):
    held = settings.HUB_SEALING_KEYS
    settings.HUB_SEALING_KEYS = ["new:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", *held]
    columns = ("answers", "contact", "notes", "decision_note")
    assert rotation.rotate_values(Application) == dict.fromkeys(columns, 1)
    assert dict(rotation.rotate_values(Application)) == dict.fromkeys(columns, 0)
    settings.HUB_SEALING_KEYS = settings.HUB_SEALING_KEYS[:1]
    assert Application.objects.get().answers == {"why": CANARY}


def test_file_is_sealed_in_the_storage():
    name = files.keep(CANARY.encode(), place="a")
    assert files.read(name, place="a") == CANARY.encode()
    with pytest.raises(SealingError):
        files.read(name, place="b")
    from django.core.files.storage import default_storage

    with default_storage.open(name) as file:
        assert b"Canary" not in file.read()

"""New keys: everything is sealed anew, also when the first try is broken off, and never without the old one."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from hub.calls.models import Application, ApplicationFile, Round
from hub.core import storage_checking
from hub.core.models import Leftover, User
from hub.core.sealed import box, files, rotation
from hub.core.sealed.box import SealingError
from tests.calls import full

NEW = "new:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(settings, tmp_path):
    """Three applications sealed with the key of yesterday; there is a newer one."""
    settings.MEDIA_ROOT = tmp_path
    round_, reviewer = Round.objects.create(title="Demo call"), User.objects.create_user("demo-reviewer")
    for _each in range(3):
        full.application(round_, says="heron", reviewer=reviewer)
    settings.HUB_SEALING_KEYS = [NEW, *settings.HUB_SEALING_KEYS]


def reseal() -> str:
    out = io.StringIO()
    call_command("reseal", stdout=out)
    return out.getvalue()


def test_everything_is_sealed_anew_and_opens_without_the_old_key(
    sealed, settings, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        said = reseal().splitlines()
    assert said[-1] == "Everything is sealed with the key new."
    assert dict(line.split(": ") for line in said[:-1]) == {
        **dict.fromkeys(full.SEALED, "3 sealed anew"),
        "calls_message.text": "6 sealed anew",
    }
    settings.HUB_SEALING_KEYS = [NEW]
    assert full.found_when_opened("heron") == full.SEALED
    assert (len(list(tmp_path.rglob("*.bin"))), Leftover.objects.count()) == (3, 0)
    assert {line.split(": ")[1] for line in reseal().splitlines()[:-1]} == {"0 sealed anew"}


def test_run_that_is_broken_off_is_taken_up_where_it_ended(sealed, settings, monkeypatch):
    monkeypatch.setattr(rotation, "ROWS", 1)
    opened, calls = box.open_, []

    def broken(data, *, place):
        calls.append(place)
        if len(calls) > 6:  # in the middle of the second application
            raise KeyboardInterrupt
        return opened(data, place=place)

    with monkeypatch.context() as patched:
        patched.setattr(box, "open_", broken)
        with pytest.raises(KeyboardInterrupt):
            reseal()
    assert full.found_when_opened("heron") == full.SEALED
    done = sum(int(line.split(": ")[1].split()[0]) for line in reseal().splitlines()[:-1])
    assert done == 10 * 3 - 4  # of the second one nothing was done
    settings.HUB_SEALING_KEYS = [NEW]
    assert full.found_when_opened("heron") == full.SEALED


def test_without_the_old_key_it_ends_with_an_error_and_changes_nothing(sealed, settings):
    before = list(Application.objects.order_by("pk").values())
    settings.HUB_SEALING_KEYS = [NEW]
    with pytest.raises(CommandError, match="No key 'tests'"):
        reseal()
    assert list(Application.objects.order_by("pk").values()) == before
    with pytest.raises(SealingError):
        full.found_when_opened("heron")


def test_file_that_is_not_in_the_storage_is_told_of_and_keeps_no_other_back(sealed, settings):
    lost, *others = ApplicationFile.objects.order_by("pk")
    default_storage.delete(lost.name)
    with pytest.raises(CommandError, match="1 files are not in the storage"):
        reseal()
    settings.HUB_SEALING_KEYS = [NEW]
    for row in others:
        row.refresh_from_db()
        assert files.read(row.name, place=row.place) == b"heron"


def test_sealed_file_that_no_row_names_is_found(sealed, monkeypatch):
    monkeypatch.setattr(storage_checking, "YOUNG", storage_checking.timedelta(0))
    lost = files.keep(b"heron", place="nowhere")
    assert [name for name in storage_checking.unknown_files() if name.startswith("sealed/")] == [lost]

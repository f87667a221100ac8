"""Where packs lie and who hands them out: the old one stays until the new one is whole."""

import datetime as dt
import shutil
import subprocess

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from hub.background import rounds
from hub.core.context_processors import offered_languages
from hub.core.shelves import Shelf
from hub.planner import chores
from hub.planner.packing import building, keeping
from hub.planner.packing.assembling import Pack
from hub.planner.packing.keeping import FOLDER

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 17)


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def pack(content: bytes = b"<!doctype html>one", language: str = "en", day: dt.date = DAY) -> Pack:
    return Pack(language, day, content, 1)


def files() -> list[str]:
    return sorted(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else []


def test_newest_of_a_language_is_kept_and_the_old_one_goes():
    names = [keeping.keep(pack(f"number {n}".encode())).name for n in range(4)]
    other = keeping.keep(pack(language="ar")).name
    newest = keeping.keep(pack(day=DAY + dt.timedelta(days=1))).name
    assert names == ["jam-sessions-en-2026-05-17.html", *(f"jam-sessions-en-2026-05-17-{n}.html" for n in (2, 3, 4))]
    assert files() == sorted([newest, f"{newest}.sha256", other, f"{other}.sha256"])
    assert {code: kept.name for code, kept in keeping.kept_packs().items()} == {"en": newest, "ar": other}


def test_checksum_verifies(tmp_path):
    kept = keeping.keep(pack("ก ข ค".encode()))
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum on this machine")
    done = subprocess.run(
        ["sha256sum", "-c", f"{kept.name}.sha256"], cwd=tmp_path / FOLDER, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, f"{kept.name}: OK\n")


@pytest.mark.parametrize("fails_at", [".html", ".sha256"])
def test_broken_build_leaves_the_old_pack(monkeypatch, fails_at):
    old = keeping.keep(pack(b"old"))
    save = default_storage.save

    def full(name, content, **more):
        if name.endswith(fails_at):
            with open(default_storage.path(name), "wb") as half:
                half.write(b"ha")
            raise OSError(28, "No space left on device")
        return save(name, content, **more)

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="No space left"):
        keeping.keep(pack(b"new"))
    assert files() == [old.name, f"{old.name}.sha256"]
    assert keeping.kept_packs() == {"en": old}


def test_two_who_build_at_once_do_not_take_each_others_pack_away(monkeypatch):
    quicker = keeping.keep(pack(b"quicker"))
    monkeypatch.setattr(Shelf, "_next_name", lambda self, language, day: quicker.name)
    with pytest.raises(FileExistsError):
        keeping.keep(pack(b"slower"))
    assert keeping.kept_packs() == {"en": quicker}
    assert files() == [quicker.name, f"{quicker.name}.sha256"]


def test_pack_that_the_storage_damages_is_not_offered(monkeypatch):
    old = keeping.keep(pack(b"old"))
    save = default_storage.save
    monkeypatch.setattr(default_storage, "save", lambda name, content: save(name, type(content)(content.read()[:2])))
    with pytest.raises(keeping.DamagedError):
        keeping.keep(pack(b"new"))
    assert keeping.kept_packs() == {"en": old}


def test_half_a_pack_is_not_offered():
    default_storage.save(f"{FOLDER}/jam-sessions-en-2026-05-17.html", pack_file(b"half"))
    default_storage.save(f"{FOLDER}/jam-sessions-fr-2026-99-99.html", pack_file(b"no day"))
    default_storage.save(f"{FOLDER}/jam-sessions-fr-2026-99-99.html.sha256", pack_file(b"00  x"))
    assert keeping.kept_packs() == {}
    assert keeping.opened("jam-sessions-en-2026-05-17.html") is None


def pack_file(content: bytes):
    from django.core.files.base import ContentFile

    return ContentFile(content)


def test_what_fails_in_one_language_keeps_no_other_back(monkeypatch, starter_library):
    keep = keeping.keep
    monkeypatch.setattr(keeping, "keep", lambda pack: keep(pack) if pack.language != "en" else 1 / 0)
    monkeypatch.setattr(building.assembling, "pack", lambda code, hub, day: Pack(code, day, code.encode(), 1))
    with pytest.raises(ZeroDivisionError):  # a mistake of ours is not hidden
        building.build(["en"])

    def full(pack):
        if pack.language == "en":
            raise OSError(28, "No space left on device")
        return keep(pack)

    monkeypatch.setattr(keeping, "keep", full)
    made, failed = building.build(["en", "th"])
    assert ([kept.language for kept in made], list(failed)) == (["th"], ["en"])
    with pytest.raises(CommandError, match="en: OSError"):
        call_command("build_offline_pack", "--language", "en", verbosity=0)


def test_command_makes_the_languages_that_are_named(capsys, starter_library):
    call_command("build_offline_pack", "--language", "sw", "--language", "en")
    said = capsys.readouterr().out.splitlines()
    assert [line.split("-2")[0] for line in said] == ["jam-sessions-en", "jam-sessions-sw"]
    assert set(keeping.kept_packs()) == {"en", "sw"}


def test_command_refuses_a_language_that_the_hub_does_not_have():
    with pytest.raises(CommandError, match="xx"):
        call_command("build_offline_pack", "--language", "xx", verbosity=0)
    assert files() == []


def test_worker_makes_what_is_not_of_today(settings, monkeypatch, starter_library):
    made = []
    monkeypatch.setattr(
        building.assembling, "pack", lambda code, hub, day: made.append(code) or pack(language=code, day=day)
    )
    assert rounds.registered()["offline packs"].do is chores.build_packs
    assert chores.build_packs(lambda: False) is None  # switched off
    settings.HUB_OFFLINE_PACKS = True
    assert chores.build_packs(lambda: True) is None
    assert chores.build_packs(lambda: False) == "Offline packs made: 8."
    assert chores.build_packs(lambda: False) is None
    assert made == offered_languages()


def test_page_says_when_there_is_none_yet(client, starter_library):
    answer = client.get("/en/offline/")
    assert (answer.status_code, answer.context["own"], answer.context["others"]) == (200, None, [])
    assert "manage.py build_offline_pack" in answer.content.decode()


def test_page_names_size_day_and_number_before_the_tap(client, starter_library):
    kept = keeping.keep(pack(b"x" * 1_500_000))
    keeping.keep(pack(b"y" * 2_500_000, language="ar"))
    text = client.get("/en/offline/").content.decode()
    assert f'href="/en/offline/{kept.name}"' in text
    assert [part in text for part in ("1.4\xa0MB", "2.4\xa0MB", "17 May 2026", kept.checksum)] == [True] * 4
    assert client.get("/ar/offline/").context["own"].language == "ar"


def test_page_is_kept_by_no_cache(client, settings, starter_library):
    settings.HUB_READER_CACHE_SECONDS = 600
    assert "There is no file" in client.get("/en/offline/").content.decode()
    kept = keeping.keep(pack())
    assert kept.name in client.get("/en/offline/").content.decode()
    assert "private" in client.get("/en/offline/").headers["Cache-Control"]


def test_pack_is_handed_out_as_a_file(client, starter_library):
    kept = keeping.keep(pack(b"<!doctype html>all of it"))
    answer = client.get(f"/en/offline/{kept.name}")
    assert b"".join(answer.streaming_content) == b"<!doctype html>all of it"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kept.name}"'
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer = client.get(f"/th/offline/{kept.name}.sha256")
    assert b"".join(answer.streaming_content) == f"{kept.checksum}  {kept.name}\n".encode()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kept.name}.sha256"'


def test_pack_that_was_replaced_leads_to_the_page(client, starter_library):
    old = keeping.keep(pack())
    keeping.keep(pack())
    answer = client.get(f"/en/offline/{old.name}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/offline/")


@pytest.mark.parametrize(
    "name",
    [
        "jam-sessions-en.html",
        "jam-sessions-..-..-x.html",
        "jam-sessions-en-2026-05-17.html.sha256.sha256",
        "..%2Fx.html",
    ],
)
def test_names_of_nobodys_making_open_nothing(client, name, starter_library):
    answer = client.get(f"/en/offline/{name}")
    assert answer.status_code in {302, 404}
    assert client.post("/en/offline/").status_code == 405


@pytest.mark.parametrize("path", ["/en/", "/en/activities/", "/ar/offline/"])
def test_readers_find_the_way_to_it(client, path, starter_library):
    code = path.split("/")[1]
    assert f'href="/{code}/offline/"' in client.get(path).content.decode()

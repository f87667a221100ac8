"""The handbook's files: made where something has changed, kept whole, handed out with what belongs to them."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from hub.background import rounds
from hub.core import version
from hub.core.paper import tagged
from hub.core.shelves import DamagedError
from hub.handbook import chores
from hub.handbook.models import ChapterPage, HandbookPage
from hub.handbook.out import building, keeping
from hub.handbook.whole import whole
from tests.handbook.makers import chapter, listed
from tests.resources.makers import resource, translation_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 17)


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(chores, "_looked_at", "")


@pytest.fixture
def quick(monkeypatch):
    """Makers that need no Pango and no time; says what was made."""
    made = []

    def maker(kind):
        return lambda book, day: made.append((book.language, kind)) or f"{kind} of {book.title}".encode()

    monkeypatch.setattr(building, "MAKERS", {kind: maker(kind) for kind in ("pdf", "epub")})
    monkeypatch.setattr(tagged, "is_possible", lambda: True)
    return made


def files() -> list[str]:
    return sorted(default_storage.listdir(keeping.FOLDER)[1]) if default_storage.exists(keeping.FOLDER) else []


def test_files_are_made_once_and_again_when_the_book_changes(quick, starter_library):
    assert building.build(["en"])[1] == {}
    assert building.build(["en"]) == ([], {})
    chapter = ChapterPage.objects.get(slug="planning", locale__language_code="en")
    chapter.title = "Plans of ours"
    chapter.save_revision().publish()
    made, failed = building.build(["en"])
    assert ([kept.number for kept in made], failed) == ([2, 2], {})
    assert quick == [("en", "pdf"), ("en", "epub")] * 2
    names = sorted(kept.name for kept in made)
    assert files() == sorted([*names, *(f"{name}.sha256" for name in names)])
    assert len(building.build(["en"], is_new=True)[0]) == 2


def test_language_without_a_handbook_has_no_file_and_is_offered_the_first_ones(quick, starter_library, monkeypatch):
    english = whole("en")
    monkeypatch.setattr(building, "whole", lambda code: english)
    assert [kept.language for kept in building.build(["sw", "en"])[0]] == ["en", "en"]
    assert keeping.books("sw") == keeping.books("en")
    assert keeping.books("sw").language == "en"


def test_handbook_that_was_taken_down_has_no_files_any_more(quick, starter_library):
    building.build(["en"])
    HandbookPage.objects.get(locale__language_code="en").unpublish()
    ChapterPage.objects.update(live=False)
    version.bump()
    assert building.build(["en"]) == ([], {})
    assert (files(), bool(keeping.books("en"))) == ([], False)


def test_full_disk_leaves_the_old_files_and_says_so(quick, starter_library, monkeypatch):
    old = building.build(["en"])[0]
    save = default_storage.save

    def full(name, content, **more):
        if name.endswith(".sha256"):
            raise OSError(28, "No space left on device")
        return save(name, content, **more)

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "save", full)
        with pytest.raises(CommandError, match=r"en pdf: OSError .*No space left"):
            call_command("build_handbook", "--language", "en", "--again", verbosity=0)
    assert files() == sorted(name for kept in old for name in (kept.name, f"{kept.name}.sha256"))
    assert [keeping.books("en").pdf, keeping.books("en").epub] == old


def test_file_that_the_storage_damages_is_not_offered(quick, starter_library, monkeypatch):
    save = default_storage.save
    monkeypatch.setattr(default_storage, "save", lambda name, content: save(name, type(content)(content.read()[:2])))
    made, failed = building.build(["en"])
    assert (made, {key: type(error) for key, error in failed.items()}) == (
        [],
        {"en pdf": DamagedError, "en epub": DamagedError},
    )
    assert files() == []


def test_without_pango_there_is_an_epub_and_a_clear_word(quick, starter_library, settings, monkeypatch):
    monkeypatch.setattr(tagged, "is_possible", lambda: False)
    with pytest.raises(CommandError, match="en pdf: NoPangoError Pango is not on this machine"):
        call_command("build_handbook", "--language", "en", verbosity=0)
    assert (keeping.books("en").pdf, keeping.books("en").epub.language) == (None, "en")
    settings.HUB_HANDBOOK_FILES = True
    assert "Failed: " in chores.build_files(lambda: False)
    assert chores.build_files(lambda: False) is None  # said once


def test_book_that_would_be_too_large_is_refused(quick, starter_library, monkeypatch):
    monkeypatch.setattr(building, "MOST_BYTES", 3)
    made, failed = building.build(["en"])
    assert (made, set(failed)) == ([], {"en pdf", "en epub"})


def test_command_names_what_it_made_and_refuses_other_languages(quick, starter_library, capsys):
    call_command("build_handbook", "--language", "en")
    call_command("build_handbook", "--language", "en")
    said = capsys.readouterr().out.splitlines()
    assert [line.partition("-en-")[0] for line in said[:2]] == ["jam-sessions-handbook"] * 2
    assert said[2:] == ["All files are of what is published now."]
    with pytest.raises(CommandError, match="xx"):
        call_command("build_handbook", "--language", "xx", verbosity=0)


def test_worker_makes_what_has_changed_and_looks_only_then(quick, starter_library, settings):
    assert rounds.registered()["handbook files"].do is chores.build_files
    assert chores.build_files(lambda: False) is None  # switched off
    settings.HUB_HANDBOOK_FILES = True
    assert chores.build_files(lambda: True) is None
    said = chores.build_files(lambda: False)
    assert said == f"Files of the handbook made: {len(quick)}."
    assert ("en", "pdf") in quick
    assert chores.build_files(lambda: False) is None


def test_file_is_handed_out_with_type_length_name_and_sign(client, quick, starter_library):
    building.build(["en"])
    kept = keeping.books("en").pdf
    answer = client.get("/en/handbook/files/handbook.pdf")
    title = whole("en").title
    assert b"".join(answer.streaming_content) == f"pdf of {title}".encode()
    assert {name: answer[name] for name in ("Content-Type", "Content-Length", "ETag", "Content-Disposition")} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(kept.size),
        "ETag": f'"{kept.checksum}"',
        "Content-Disposition": f'attachment; filename="{title}-{kept.day.isoformat()}.pdf"',
    }
    assert client.get("/en/handbook/files/handbook.pdf", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get("/en/handbook/files/handbook.epub")["Content-Type"] == "application/epub+zip"
    assert client.post("/en/handbook/files/handbook.pdf").status_code == 405


def test_address_of_a_file_that_is_not_there_leads_to_the_handbook(client, starter_library):
    answer = client.get("/ar/handbook/files/handbook.epub")
    assert (answer.status_code, answer["Location"]) == (302, "/ar/handbook/")


@pytest.mark.parametrize("name", ["handbook.html", "handbook.pdf.sha256", "../manage.py", "x/handbook.pdf"])
def test_no_other_file_is_handed_out(client, quick, starter_library, name):
    building.build(["en"])
    assert client.get(f"/en/handbook/files/{name}").status_code in {301, 404}


def test_storage_that_does_not_answer_takes_no_page_down(quick, starter_library, client, monkeypatch, caplog):
    building.build(["en"])
    assert "/en/handbook/files/handbook.pdf" in client.get("/en/handbook/").content.decode()

    def fails(folder):
        raise PermissionError(folder)

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "listdir", fails)
        version.bump()
        answers = [client.get(path) for path in ("/en/handbook/", "/en/handbook/files/handbook.pdf", "/en/offline/")]
    assert [answer.status_code for answer in answers] == [200, 302, 200]
    assert "handbook.pdf" not in answers[0].content.decode()
    assert "PermissionError" in caplog.text
    assert "/en/handbook/files/handbook.pdf" in client.get("/en/handbook/").content.decode()


class BucketError(Exception):
    """As those of a bucket, which are no errors of the system."""


@pytest.mark.parametrize("step", ["exists", "open"])
def test_storage_that_fails_in_the_middle_leads_to_the_handbook(quick, starter_library, client, monkeypatch, step):
    building.build(["en"])
    held = keeping.SHELVES["pdf"].newest()

    def fails(*_args):
        raise BucketError

    monkeypatch.setattr(type(keeping.SHELVES["pdf"]), "offered", lambda _shelf: held)
    monkeypatch.setattr(default_storage, step, fails)
    answer = client.get("/en/handbook/files/handbook.pdf")
    assert (answer.status_code, answer["Location"]) == (302, "/en/handbook/")


def test_what_one_file_fails_at_keeps_none_of_the_others_back(quick, starter_library, monkeypatch, caplog):
    def fails(_book, _day):
        raise ValueError("a sign that nobody thought of")

    monkeypatch.setitem(building.MAKERS, "pdf", fails)
    made, failed = building.build(["en", "ar"])
    assert [(kept.language, kept.name[-5:]) for kept in made] == [("en", ".epub"), ("ar", ".epub")]
    assert {key: type(error) for key, error in failed.items()} == {"en pdf": ValueError, "ar pdf": ValueError}
    assert "ValueError" in caplog.text


def test_old_file_that_stays_takes_the_new_one_from_nobody(quick, starter_library, monkeypatch):
    building.build(["en"])

    def fails(_path):
        raise BucketError

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "delete", fails)
        made, failed = building.build(["en"], is_new=True)
    assert ([kept.number for kept in made], failed) == ([2, 2], {})
    assert keeping.books("en").pdf == made[0]


def test_chosen_page_that_is_withdrawn_is_in_no_file_even_while_no_worker_runs(quick, starter_library):
    page = resource(slug="lantern")
    arabic = translation_of(page, "ar")
    chapter(("resources", {"title": "", "text": "", "resources": listed(page.pk)}), key="lights")
    other = resource(slug="other")
    building.build(["en"])
    other.unpublish()
    assert files() != []
    arabic.unpublish()
    assert files() == []
    building.build(["en"])
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert files() == []
    building.build(["en"])
    page.delete()
    assert files() == []


@pytest.mark.parametrize("way", ["unpublished", "deleted", "closed", "book unpublished", "book closed"])
def test_withdrawn_chapter_is_in_no_file_even_while_no_worker_runs(quick, starter_library, client, way):
    building.build(["en", "ar"])
    path = "/en/handbook/files/handbook.epub"
    assert client.get(path).status_code == 200
    chapter = ChapterPage.objects.get(slug="planning", locale__language_code="ar")
    page = HandbookPage.objects.get(locale__language_code="en") if way.startswith("book") else chapter
    if way.endswith("unpublished"):
        page.unpublish()
    elif way == "deleted":
        page.delete()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert files() == []
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("error", [OSError(30, "Read-only file system"), BucketError()])
def test_chapter_is_withdrawn_whatever_the_storage_does(quick, starter_library, monkeypatch, error):
    building.build(["en"])

    def fails(_path):
        raise error

    monkeypatch.setattr(default_storage, "delete", fails)
    chapter = ChapterPage.objects.get(slug="planning", locale__language_code="en")
    chapter.unpublish()
    chapter.refresh_from_db()
    assert chapter.live is False

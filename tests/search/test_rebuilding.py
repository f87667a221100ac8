"""Writing all documents anew: in steps, resumable, and with the same result as publishing one by one."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from hub.search import collection, engines, rebuilding, services
from hub.search.engine import Tokens
from hub.search.models import IndexedWord, IndexState, RemovedDocument, SearchDocument
from tests.factories import activity
from tests.search.asking import Found, everywhere, in_both

pytestmark = pytest.mark.django_db
FIELDS = [field.attname for field in SearchDocument._meta.fields if field.name != "serial"]


def documents():
    return {row[0]: (*row[1:-1], bytes(row[-1])) for row in SearchDocument.objects.values_list(*FIELDS)}


def written_tokens():
    fields = "exact, title, lead, body" if connection.vendor == "sqlite" else "vector::text"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, {fields} FROM hub_search_text")
        return {row[0]: row[1:] for row in cursor.fetchall()}


def word_counts():
    held = IndexedWord.objects.exclude(documents=0)
    return {row[:2]: row[2:] for row in held.values_list("language", "form", "stem", "documents")}


def everything():
    return {"documents": documents(), "tokens": written_tokens(), "words": word_counts()}


def broken_off(monkeypatch, *, size=50):
    """A rebuild that ends after one step."""
    monkeypatch.setattr(rebuilding, "STEP", size)
    rebuilding.begin()
    steps = rebuilding.steps()
    next(steps)
    steps.close()


def test_last_field_is_the_sort_key():
    assert FIELDS[-1] == "sort_key"


def test_rebuild_gives_what_publishing_gave(starter_library):
    before = everything()
    call_command("rebuild_search")
    assert everything() == before


def test_rebuild_after_changes_gives_what_publishing_gave(starter_library):
    _kept, changed, gone = (activity(title=f"{word} walk") for word in ("Zyxwvu", "Qjkxzb", "Vbnmlk"))
    changed.title = "Wpqxzj run"
    changed.save_revision().publish()
    gone.unpublish()
    before = everything()
    call_command("rebuild_search")
    assert everything() == before
    assert ("en", "zyxwvu") in before["words"]
    assert ("en", "qjkxzb") not in before["words"]


def test_rebuild_broken_off_goes_on_where_it_was(starter_library, monkeypatch, capsys):
    before = everything()
    pages = Page.objects.filter(depth__gt=1).count()
    broken_off(monkeypatch)
    assert (rebuilding.is_begun(), rebuilding.pages_left()) == (True, pages - 50)
    call_command("rebuild_search")
    assert "Going on where the last rebuild was broken off." in capsys.readouterr().out
    assert everything() == before
    assert rebuilding.is_begun() is False


def test_restarted_rebuild_counts_every_word_once(starter_library, monkeypatch):
    before = everything()
    broken_off(monkeypatch)
    call_command("rebuild_search", restart=True)
    assert everything() == before


def test_change_during_a_rebuild_is_kept(client, starter_library, monkeypatch):
    monkeypatch.setattr(rebuilding, "STEP", 50)
    early = activity(title="Zyxwvu walk")
    rebuilding.begin()
    steps = rebuilding.steps()
    for _step in range(2):
        next(steps)
    first = SearchDocument.objects.order_by("pk").first()
    done_already = Page.objects.get(pk=first.pk).specific
    done_already.title = "Qjkxzb walk"
    done_already.save_revision().publish()
    late = activity(title="Vbnmlk walk")
    for _step in steps:
        pass
    assert everywhere(client, "Zyxwvu") == in_both(Found(1, [early.uid], ["en"]))
    assert everywhere(client, "Vbnmlk") == in_both(Found(1, [late.uid], ["en"]))
    assert SearchDocument.objects.get(pk=first.pk).title == "Qjkxzb walk"


def test_word_counts_are_right_after_changes_during_a_rebuild(starter_library, monkeypatch):
    kept, gone = activity(title="Zyxwvu walk"), activity(title="Zyxwvu run")
    monkeypatch.setattr(rebuilding, "STEP", 50)
    rebuilding.begin()
    steps = rebuilding.steps()
    next(steps)
    gone.unpublish()
    activity(title="Vbnmlk walk")
    for _step in steps:
        pass
    counted = word_counts()
    assert {form: counted.get(("en", form), (form, 0))[1] for form in ("zyxwvu", "vbnmlk")} == {
        "zyxwvu": 1,
        "vbnmlk": 1,
    }
    assert kept.live


def test_beginnings_and_spelling_work_between_the_steps(client, starter_library, monkeypatch):
    page = activity(title="Zyxwvu walk")
    found = in_both(Found(1, [page.uid], ["en"]))
    assert [everywhere(client, words) for words in ("zyxw", "zyxwwu")] == [found, found]
    monkeypatch.setattr(rebuilding, "STEP", 50)
    rebuilding.begin()
    next(rebuilding.steps())
    assert [everywhere(client, words) for words in ("zyxw", "zyxwwu")] == [found, found]


def test_searches_find_everything_between_the_steps(client, starter_library, monkeypatch):
    page = activity(title="Zyxwvu walk")
    monkeypatch.setattr(rebuilding, "STEP", 60)
    total = SearchDocument.objects.count()
    rebuilding.begin()
    seen = []
    for _step in rebuilding.steps():
        collection.forget()
        held = collection.current()
        seen.append((everywhere(client, "Zyxwvu"), len([row for row in held.rows if row])))
    assert len(seen) > 3
    assert seen == [(in_both(Found(1, [page.uid], ["en"])), total)] * len(seen)


def test_rebuild_removes_what_is_left_of_pages_that_have_gone(starter_library):
    before = everything()
    engines.current().write([Tokens(999_999, "en", ("ghost",), ("ghost",), (), ())])
    IndexedWord.objects.create(language="en", form="ghostly", stem="ghost", documents=3)
    RemovedDocument.objects.create(page_id=999_999, serial=1)
    draft = activity(title="Zyxwvu walk", publish=False)
    SearchDocument.objects.create(page_id=draft.pk, kind="activity", translation_key=draft.translation_key)
    assert 999_999 in written_tokens()
    call_command("rebuild_search")
    assert everything() == before
    assert RemovedDocument.objects.count() == 0
    assert IndexedWord.objects.filter(documents__lte=0).count() == 0


def test_rebuild_mends_documents_and_tokens_that_were_lost(starter_library):
    before = everything()
    SearchDocument.objects.filter(language="es").delete()
    engines.current().clear()
    call_command("rebuild_search")
    assert everything() == before


def test_rebuild_if_due_works_only_for_another_analysis(starter_library, monkeypatch):
    call_command("rebuild_search")
    assert rebuilding.is_due() is False
    state = IndexState.objects.get(pk=1)
    call_command("rebuild_search", if_due=True)
    assert IndexState.objects.get(pk=1).epoch == state.epoch
    monkeypatch.setattr(rebuilding.analysis, "VERSION", "another")
    assert rebuilding.is_due() is True
    call_command("rebuild_search", if_due=True)
    assert IndexState.objects.get(pk=1).epoch != state.epoch
    assert rebuilding.is_due() is False


def test_rebuild_begun_by_another_analysis_begins_again(starter_library, monkeypatch):
    broken_off(monkeypatch)
    monkeypatch.setattr(rebuilding.analysis, "VERSION", "another")
    assert rebuilding.is_begun() is False


def test_indexing_gives_the_number_of_documents(starter_library):
    public, draft = activity(title="Zyxwvu walk"), activity(title="Qjkxzb walk", publish=False)
    assert services.index_pages(pages=[public, draft]) == 1
    assert services.index_page(page=draft) is False

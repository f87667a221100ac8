"""Words in the admin: the editor's field, the list, renaming, merging, deleting; and who may."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page

from hub.activities.models import ActivityPage
from hub.core.models import User
from hub.tags.models import Word
from tests.factories import library_in
from tests.tags.words import names, word, worded

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/hub_tags/word/"


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings):
    settings.HUB_SECOND_FACTOR = "optional"


def somebody(*groups: str) -> User:
    user = User.objects.create_user("demo-" + "-".join(groups).lower(), password="a long enough password")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.fixture
def editor(client) -> User:
    user = somebody("Editors")
    client.force_login(user)
    return user


def merge_address(*words: Word) -> str:
    return (
        reverse("wagtail_bulk_action", args=["hub_tags", "word", "merge"])
        + "?"
        + "&".join(f"id={each.pk}" for each in words)
    )


@pytest.mark.parametrize(
    ("group", "may"), [("Editors", True), ("Moderators", True), ("Translators", False), ("Reviewers", False)]
)
def test_editors_and_moderators_look_after_words(client, group, may):
    worded("zebra", "lion")
    client.force_login(somebody(group))
    pages = [LIST, f"{LIST}edit/{word('zebra').pk}/", "/admin/words/unused/"]
    assert [client.get(page).status_code == 200 for page in pages] == [may] * 3
    client.post(merge_address(word("zebra"), word("lion")), {"stays": word("lion").pk})
    client.post("/admin/words/unused/")
    assert Word.objects.filter(name="zebra").exists() is not may


def test_list_names_language_and_pages_and_can_be_narrowed(client, editor):
    worded("zebra")
    worded("zebra", "lion", title="Two")
    worded("zèbre", parent=library_in("fr"))

    def rows(**asked):
        html = client.get(LIST, asked).content.decode()
        cells = re.findall(r"<tr[^>]*>(.*?)</tr>", html.split("<tbody>")[1].split("</tbody>")[0], re.S)
        return [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in cells]

    found = [
        [each for each in row if each in {"zebra", "lion", "zèbre", "English", "Français", "1", "2"}]
        for row in rows(q="zebra")
    ]
    assert found == [["zebra", "English", "2"]]
    assert len(rows(language="fr", q="z")) == Word.objects.filter(language="fr", name__icontains="z").count()


def test_words_can_neither_be_added_nor_deleted_by_hand(client):
    worded("zebra")
    client.force_login(User.objects.create_superuser("demo-chief", "", "a long enough password"))
    client.post(f"{LIST}add/", {"name": "lion"})
    assert not Word.objects.filter(name="lion").exists()
    client.post(f"{LIST}delete/{word('zebra').pk}/")
    client.post(reverse("wagtail_bulk_action", args=["hub_tags", "word", "delete"]) + f"?id={word('zebra').pk}")
    assert Word.objects.filter(name="zebra").exists()


def test_renaming_in_the_form(client, editor):
    page = worded("zebra")
    old = word("zebra")
    client.post(f"{LIST}edit/{old.pk}/", {"name": "  Striped   horse "})
    assert (names(page), Word.objects.get(pk=old.pk).slug) == (["Striped horse"], "striped-horse")
    entry = ModelLogEntry.objects.get(action="hub.tags.rename")
    assert (entry.user, entry.message) == (editor, "“zebra” renamed to “Striped horse”")


@pytest.mark.parametrize("name", ["", "a", "a,b", "x" * 41, "z\x07z"])
def test_renaming_to_no_word_is_refused(client, editor, name):
    worded("zebra")
    html = client.post(f"{LIST}edit/{word('zebra').pk}/", {"name": name}).content.decode()
    assert ("error" in html, word("zebra").slug) == (True, "zebra")


def test_renaming_to_a_word_that_is_there_offers_merging(client, editor):
    worded("zebra", "lion")
    html = client.post(f"{LIST}edit/{word('zebra').pk}/", {"name": "Lion"}).content.decode()
    link = re.search(r'href="([^"]*)">Merge the two', html).group(1).replace("&amp;", "&")
    asked = client.get(link).content.decode()
    assert [name in asked for name in ("Merge words", "zebra", "lion")] == [True] * 3


def test_merging_asks_first_with_the_numbers(client, editor):
    first, second = worded("zebra", "lion"), worded("zebra", title="Two")
    address = merge_address(word("zebra"), word("lion"))
    html = client.get(address).content.decode()
    numbers = re.findall(r"<bdi>(zebra|lion)</bdi></strong> – (\d+) pages?", html)
    assert sorted(numbers) == [("lion", "1"), ("zebra", "2")]
    assert re.findall(r'<input type="radio" name="stays" value="(\d+)"[^>]*checked', html) == [str(word("zebra").pk)]
    assert names(first) == ["zebra", "lion"]
    assert client.post(f"{address}&next={LIST}", {"stays": word("lion").pk}).headers["Location"] == LIST
    assert (names(first), names(second)) == (["lion"], ["lion"])
    assert ModelLogEntry.objects.get(action="hub.tags.merge").message == "zebra merged into “lion”; pages changed: 2"


def test_merging_again_after_it_was_done_is_told_and_harmless(client, editor):
    page = worded("zebra", "lion")
    address, stays = merge_address(word("zebra"), word("lion")), word("lion").pk
    for _press in range(2):
        assert client.post(address, {"stays": stays}).status_code in (200, 302)
    assert names(page) == ["lion"]


@pytest.mark.parametrize("ids", ["", "id=0", "id=x", "id=99999999999999999999", "id=-1", "id=١"])
def test_merging_what_is_not_there_is_no_error(client, editor, ids):
    address = reverse("wagtail_bulk_action", args=["hub_tags", "word", "merge"])
    assert client.get(f"{address}?{ids}").status_code == 200
    assert client.post(f"{address}?{ids}", {"stays": "1"}).status_code == 200


def test_word_outside_the_choice_cannot_stay(client, editor):
    page = worded("zebra", "lion", "rain")
    client.post(merge_address(word("zebra"), word("lion")), {"stays": word("rain").pk})
    assert names(page) == ["zebra", "lion", "rain"]


def test_words_of_two_languages_cannot_be_chosen_together(client, editor):
    worded("zebra")
    worded("zèbre", parent=library_in("fr"))
    address = merge_address(word("zebra"), word("zèbre", "fr"))
    assert "of the same language" in client.get(address).content.decode()
    client.post(address, {"stays": word("zebra").pk})
    assert Word.objects.filter(name__in=["zebra", "zèbre"]).count() == 2


def test_unused_words_are_shown_before_they_go(client, editor):
    worded("zebra")
    Word.objects.create(language="en", name="nowhere", slug="nowhere", folded="nowhere")
    html = client.get("/admin/words/unused/").content.decode()
    assert re.findall(r"<li><bdi>(.*?)</bdi>", html) == ["nowhere"]
    client.post("/admin/words/unused/")
    assert list(Word.objects.filter(name__in=["nowhere", "zebra"])) == [word("zebra")]
    assert ModelLogEntry.objects.get(action="hub.tags.delete").label == "nowhere"


def test_editor_is_offered_words_of_the_page_language(client, editor):
    page = worded("zebra crossing")
    worded("zèbre", parent=library_in("fr"))
    worded("zebu", title="Not yet", publish=False)
    form = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    address = re.search(r'data-w-tag-url-value="([^"]*)"', form).group(1)
    assert (address, client.get(address, {"term": "ZÉB"}).json()) == ("/admin/words/complete/en/", ["zebra crossing"])
    assert client.get("/admin/words/complete/fr/", {"term": "zeb"}).json() == ["zèbre"]
    assert [client.get("/admin/words/complete/fr/", {"term": term}).json() for term in ("", "\x00", "%")] == [
        [],
        [],
        [],
    ]
    assert client.get("/admin/words/complete/xx/", {"term": "zeb"}).status_code == 404


def test_nobody_from_outside_is_offered_words(client):
    assert client.get("/admin/words/complete/en/", {"term": "zeb"}).status_code == 302


def form_of(page, **changed) -> dict:
    """What the editor's form sends; formsets are empty, streams as they are."""
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    empty = ("steps", "materials", "format_notes", "variations", "creators", "handouts", "changelog")
    data = {name: streamfield([]) for name in empty}
    for name in ("theme_links", "links", "comments"):
        data[name] = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    plain = (
        "title",
        "slug",
        "uid",
        "summary",
        "primary_type",
        "energy",
        "trust_needed",
        "host_level",
        "licence",
        "traces",
    )
    more = ("participant_level", "emotional_depth", "reading_load", "language_load", "permission", "cultural_protocol")
    rest = ("duration_rule", "prep_minutes", "min_hosts", "maturity", "version")
    data |= {name: getattr(page, name) for name in (*plain, *more, *rest)}
    return nested_form_data({**data, **changed})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [('"songs at night", ZEBRA', ["songs at night", "zebra"]), ("songs at night", ["songs at night"]), ("", [])],
)
def test_editor_saves_words(client, typed, kept):
    client.force_login(User.objects.create_superuser("demo-chief", "", "a long enough password"))
    worded("zebra", title="Other")
    page = worded("before")
    client.post(f"/admin/pages/{page.pk}/edit/", form_of(page, words=typed))
    draft = ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [each.name for each in draft.own_words()] == kept


@pytest.mark.parametrize("typed", ["a", "x" * 41, ",".join(f"word {n}" for n in range(11)), "bad\x07word"])
def test_editor_is_told_of_what_is_no_word(client, typed):
    client.force_login(User.objects.create_superuser("demo-chief", "", "a long enough password"))
    page = worded("before")
    response = client.post(f"/admin/pages/{page.pk}/edit/", form_of(page, words=typed))
    assert list(response.context["form"].errors) == ["words"]
    assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id

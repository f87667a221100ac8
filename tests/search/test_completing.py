"""What is being typed: at most seven names, quickly and small."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from hub.core.models import Theme
from hub.search import services
from tests.factories import activity, translation

pytestmark = pytest.mark.django_db


def names(client, typed, language="en") -> list[dict]:
    answer = client.get(f"/{language}/search/names/", {"q": typed})
    assert answer.status_code == 200
    return answer.json()["names"]


def labels(client, typed, language="en") -> list[str]:
    return [name["label"] for name in names(client, typed, language)]


def test_names_lead_to_their_pages(client, starter_library):
    page = activity(title="Zyxwvu walk")
    assert names(client, "zyxw") == [{"label": "Zyxwvu walk", "kind": "", "path": f"/en/activities/{page.slug}/"}]


@pytest.mark.parametrize("typed", ["zyx", "ZYX", "zyxwvu w", "wal", "Zyxwvu  walk", "zÿx"])
def test_beginning_of_any_word_of_a_name_fits(client, starter_library, typed):
    activity(title="Zyxwvu walk")
    assert "Zyxwvu walk" in labels(client, typed)


@pytest.mark.parametrize("typed", ["yxw", "zyxwvu r", "walk zyx", "%", "_yxwvu", "zy%"])
def test_what_begins_no_word_does_not_fit(client, starter_library, typed):
    activity(title="Zyxwvu walk")
    assert "Zyxwvu walk" not in labels(client, typed)


@pytest.mark.parametrize("typed", ["", " ", "z", "  z  ", "\x00"])
def test_nothing_is_offered_below_two_letters(client, starter_library, typed):
    activity(title="Zyxwvu walk")
    assert names(client, typed) == []


def test_one_letter_is_enough_in_thai(client, starter_library):
    page = translation(activity(title="Zyxwvu walk"), "th", title="ฬฬฬ")
    assert labels(client, "ฬ", "th")[:1] == [page.title]


def test_thai_name_fits_from_within(client, starter_library):
    translation(activity(title="Zyxwvu walk"), "th", title="กิจกรรมฬิฆอุ่นเครื่อง")
    assert labels(client, "ฬิฆ", "th") == ["กิจกรรมฬิฆอุ่นเครื่อง"]


def test_other_names_are_offered_with_the_title(client, starter_library):
    activity(title="Zyxwvu walk", also_known_as="Qjkxzb game\nVbnmlk")
    assert labels(client, "qjk") == ["Zyxwvu walk (Qjkxzb game)"]
    assert labels(client, "zyx") == ["Zyxwvu walk"]


def test_at_most_seven_names_are_offered_in_less_than_two_kilobytes(client, starter_library):
    for number in range(12):
        translation(activity(title=f"Zyxwvu {number}"), "th", title=f"ฬิฆกิจกรรมอุ่นเครื่องสำหรับวงสนทนาและการเยียวยา {number}")
    for typed, language in (("zyx", "en"), ("ฬิฆ", "th")):
        answer = client.get(f"/{language}/search/names/", {"q": typed})
        assert len(answer.json()["names"]) == 7
        assert len(answer.content) < 2048


def test_names_that_begin_so_come_first_then_staffs_choice(client, starter_library):
    activity(title="Big zyxwvu", recommended=True)
    activity(title="Zyxwvu b")
    activity(title="Zyxwvu a")
    activity(title="Zyxwvu c", recommended=True)
    assert labels(client, "zyx") == ["Zyxwvu c", "Zyxwvu a", "Zyxwvu b", "Big zyxwvu"]


def test_names_in_the_readers_language_come_first_then_others(client, starter_library):
    activity(title="Zyxwvu a")
    spanish = translation(activity(title="Walk"), "es", title="Zyxwvu z")
    assert labels(client, "zyx", "es") == [spanish.title, "Zyxwvu a"]


def test_thing_is_offered_once(client, starter_library):
    translation(activity(title="Zyxwvu walk"), "es", title="Zyxwvu paseo")
    assert (labels(client, "zyx", "es"), labels(client, "zyx")) == (["Zyxwvu paseo"], ["Zyxwvu walk"])


def test_themes_are_offered_with_their_pages_and_types_with_their_lists(client, starter_library):
    theme = Theme.objects.filter(locale__language_code="en", parent=None).first()
    offered = names(client, theme.title)
    assert [each["path"] for each in offered if each["label"] == theme.title] == [
        f"/en/themes/{theme.cycle.key}/{theme.key}/"
    ]
    (icebreaker,) = [each for each in names(client, "icebr") if "type=" in each["path"]]
    assert icebreaker["path"] == "/en/activities/?type=icebreaker"
    assert client.get(icebreaker["path"]).context["results"].total > 0


def test_page_that_nobody_may_read_is_never_offered(client, starter_library):
    private, gone, draft = activity(title="Zyxwvu a"), activity(title="Zyxwvu b"), activity(title="Zyxwvu c")
    assert labels(client, "zyx") == ["Zyxwvu a", "Zyxwvu b", "Zyxwvu c"]
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone.delete()
    draft.unpublish()
    assert labels(client, "zyx") == []


def test_expired_page_is_never_offered(client, starter_library):
    page = activity(title="Zyxwvu walk")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))
    page.refresh_from_db()
    services.index_page(page=page)
    assert labels(client, "zyx") == []

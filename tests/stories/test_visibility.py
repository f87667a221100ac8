"""What is not for everybody is nowhere: list, counts, search, sitemap, activity, home, direct address."""

import datetime as dt
import io
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from hub.activities.models import ActivityPage
from hub.consent.models import Consent
from hub.search.models import SearchDocument
from tests.factories import consent, picture, quote, recording, story, story_translation

pytestmark = pytest.mark.django_db
CANARY = "zyxwvcanary"


def used():
    return ActivityPage.objects.get(slug="five-fingers", locale__language_code="en")


def canary(**fields):
    """A story that would show up everywhere."""
    facts = {"country": "UY", "place_precision": "country", "session_date": dt.date(2019, 5, 1), "linked_alone": True}
    return story(title=f"Demo {CANARY}", slug=CANARY, activities=[used()], **{**facts, **fields})


def places(client) -> dict[str, bool]:
    """Where a reader meets the story."""

    def shows(path):
        answer = client.get(path)
        return answer.status_code == 200 and CANARY in answer.content.decode().replace(f"q={CANARY}", "").replace(
            f'value="{CANARY}"', ""
        ).replace(f"“{CANARY}”", "")

    listed = client.get("/en/stories/").content.decode()
    return {
        "list": shows("/en/stories/"),
        "another language": shows("/es/stories/"),
        "words": bool(re.search(r'data-total="[1-9]', client.get(f"/en/stories/?q={CANARY}").content.decode())),
        "country": "country=UY" in listed or 'data-key="UY"' in listed,
        "year": 'data-key="2019"' in listed,
        "search": bool(re.search(r'data-total="[1-9]', client.get(f"/en/search/?q={CANARY}").content.decode())),
        "names": CANARY in client.get(f"/en/search/names/?q={CANARY}").content.decode(),
        "sitemap": shows("/sitemap-1.xml"),
        "home": shows("/en/"),
        "activity": shows("/en/activities/five-fingers/"),
        "address": client.get(f"/en/stories/{CANARY}/").status_code == 200,
        "borrowed address": client.get(f"/th/stories/{CANARY}/").status_code == 200,
    }


ALL = dict.fromkeys(
    "list|another language|words|country|year|search|names|sitemap|home|activity|address|borrowed address".split("|")
)


def nowhere():
    return dict.fromkeys(ALL, False)


def test_published_story_is_everywhere(client):
    canary()
    assert places(client) == dict.fromkeys(ALL, True)


def test_draft_is_nowhere(client):
    canary(publish=False)
    assert places(client) == nowhere()


def test_unpublished_story_is_gone_at_once(client):
    page = canary()
    places(client)
    page.unpublish()
    assert places(client) == nowhere()


def test_private_story_is_nowhere(client):
    canary(visibility="private")
    assert places(client) == nowhere()


def test_story_that_becomes_private_goes_in_all_languages(client):
    page = canary()
    spanish = story_translation(page, "es", title=f"Historia {CANARY}")
    assert client.get(spanish.address).status_code == 200
    page.visibility = "private"
    page.save_revision().publish()
    assert places(client) == nowhere()
    assert client.get(spanish.address).status_code != 200


def test_private_story_that_becomes_public_is_back_and_hand_made_privacy_stays(client):
    page = canary(visibility="private")
    by_hand = PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.visibility = "public"
    page.save_revision().publish()
    assert list(PageViewRestriction.objects.filter(page=page)) == [by_hand]
    by_hand.delete()
    assert places(client)["address"] is True


def test_embargo_keeps_a_new_story_unseen_until_its_day(client):
    page = canary(embargo_until=timezone.localdate() + dt.timedelta(3))
    assert (page.live, places(client)) == (False, nowhere())
    call_command("publish_scheduled")
    assert places(client) == nowhere()


def test_story_comes_out_on_its_day(client):
    page = canary(embargo_until=timezone.localdate() + dt.timedelta(3))
    past = timezone.now() - dt.timedelta(hours=1)
    revision = page.get_latest_revision()
    revision.content |= {"go_live_at": past.isoformat(), "embargo_until": timezone.localdate().isoformat()}
    revision.save()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    call_command("publish_scheduled")
    assert places(client) == dict.fromkeys(ALL, True)


def test_embargo_on_a_published_story_takes_all_its_languages_down(client):
    page = canary()
    spanish = story_translation(page, "es", title=f"Historia {CANARY}")
    page.embargo_until = timezone.localdate() + dt.timedelta(3)
    page.save_revision().publish()
    assert places(client) == nowhere()
    assert client.get(spanish.address).status_code == 404


def test_page_that_waits_for_its_day_is_nowhere_even_if_it_is_called_live(client):
    from hub.search.services import index_ids

    page = canary()
    Page.objects.filter(pk=page.pk).update(live=True, go_live_at=timezone.now() + dt.timedelta(3))
    index_ids([page.pk])
    from django.core.cache import cache

    cache.clear()
    assert places(client) == nowhere()


@pytest.mark.parametrize("precision", ["exact", "city", "region", "country", "hidden"])
def test_place_is_told_as_far_as_allowed(client, precision):
    names = {"place": "Demohouse", "city": "Democity", "region": "Demoregion"}
    page = canary(place_precision=precision, place_reason="All agreed.", **names)
    told = {
        "exact": ["Demohouse", "Democity", "Demoregion", "Uruguay"],
        "city": ["Democity", "Demoregion", "Uruguay"],
        "region": ["Demoregion", "Uruguay"],
        "country": ["Uruguay"],
        "hidden": [],
    }[precision]
    html = client.get(page.address).content.decode()
    document = SearchDocument.objects.get(pk=page.pk)
    text = f"{document.body} {document.keywords} {document.labels} {document.card}"
    every = [*names.values(), "Uruguay"]
    assert [name for name in every if name in html] == told
    assert [name for name in every if name in text] == told


@pytest.mark.parametrize(
    ("size", "agreed", "shown"), [("2-5", False, False), ("", False, False), ("2-5", True, True), ("6-12", False, True)]
)
def test_country_of_a_very_small_group_is_shown_only_if_they_agree(client, size, agreed, shown):
    page = canary(group_size=size, country_agreed=agreed)
    assert ("Uruguay" in client.get(page.address).content.decode()) is shown
    assert ("UY" in SearchDocument.objects.get(pk=page.pk).labels) is shown
    assert places(client)["country"] is shown


def items(held):
    return {
        "quotes": [quote("canaryquote", consent=held)],
        "pictures": [picture(alt="canaryalt", caption="canarycaption", consent=held)],
        "recordings": [recording(title="canarytitle", transcript="canarytranscript", consent=held)],
    }


WORDS = ["canaryquote", "canaryalt", "canarycaption", "canarytitle", "canarytranscript"]


def found(client, page):
    html = client.get(page.address).content.decode()
    searched = SearchDocument.objects.get(pk=page.pk).body
    return [word for word in WORDS if word in html], [word for word in WORDS if word in searched]


def test_items_with_a_consent_are_shown_and_found(client):
    page = canary(rows=items(consent()))
    assert tuple(map(set, found(client, page))) == (set(WORDS), set(WORDS))


@pytest.mark.parametrize(
    "change", [{"state": "unsure"}, {"state": "withdrawn", "withdrawn_on": dt.date(2026, 1, 1)}, {"scopes": ["print"]}]
)
def test_consent_that_no_longer_holds_takes_its_items_out_at_once(client, change):
    held = consent()
    page = canary(rows=items(held))
    for name, value in change.items():
        setattr(held, name, value)
    held.save()
    assert found(client, page) == ([], [])


def test_deleted_consent_takes_its_items_out_at_once(client):
    held = consent()
    page = canary(rows=items(held))
    held.delete()
    assert found(client, page) == ([], [])


def test_item_goes_on_the_day_after_its_consent_ends_and_is_never_searched(client, monkeypatch):
    today = timezone.localdate()
    page = canary(rows=items(consent(until=today)))
    shown, searched = found(client, page)
    assert (set(shown), searched) == (set(WORDS), [])
    monkeypatch.setattr(timezone, "localdate", lambda *args: today + dt.timedelta(1))
    assert found(client, page) == ([], [])


def test_safety_notes_are_for_staff_alone(client):
    page = canary(safety_notes="canarynotes", place_reason="canaryreason", place="canaryplace")
    html = client.get(page.address).content.decode()
    document = SearchDocument.objects.get(pk=page.pk)
    text = f"{html} {document.body} {document.keywords} {document.card}"
    assert [word for word in ("canarynotes", "canaryreason", "canaryplace") if word in text] == []


def test_picture_closes_with_the_consent_for_it(django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreed = consent(kind="picture", until=timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        shown = story(rows={"pictures": [picture(consent=agreed)]}).pictures.get().image

    def is_open():
        shown.refresh_from_db()
        return shown.is_open

    def given(**fields):
        for name, value in fields.items():
            setattr(agreed, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            agreed.save()
        return is_open()

    assert is_open()
    assert [given(state="unsure"), given(state="given"), given(scopes=["print"]), given(scopes=["site"])] == [
        False,
        True,
        False,
        True,
    ]
    Consent.objects.update(until=timezone.localdate() - dt.timedelta(days=1))
    call_command("check_media", stdout=io.StringIO())
    assert not is_open()
    agreed.refresh_from_db()
    assert given(until=None)
    with django_capture_on_commit_callbacks(execute=True):
        agreed.delete()
    assert not is_open()

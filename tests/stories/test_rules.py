"""What a story must have before it is published, on every way to a publication."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.stories import rules
from tests.factories import consent, picture, quote, recording, story

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 10)


def problems(**fields):
    return rules.problems(story(publish=False, **fields), today=TODAY)


def test_whole_story_has_no_problem():
    assert problems() == {}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what_happened": ""}, "what_happened"),
        ({"place_precision": "exact"}, "place_reason"),
        ({"place_precision": "exact", "place_reason": " "}, "place_reason"),
        ({"session_date": TODAY + dt.timedelta(1)}, "session_date"),
        ({"embargo_until": TODAY}, "embargo_until"),
        ({"safety_state": "pending"}, "safety_state"),
        ({"safety_state": "changes"}, "safety_state"),
    ],
)
def test_story_that_is_not_ready_says_where(fields, field):
    assert list(problems(**fields)) == [field]


def test_exact_place_with_its_reason_may_be_told():
    assert problems(place_precision="exact", place_reason="A public library; all agreed.") == {}


@pytest.mark.parametrize(
    "state",
    [
        {"state": "unsure"},
        {"state": "withdrawn", "withdrawn_on": TODAY},
        {"scopes": ["print"]},
        {"until": dt.date(2020, 1, 1)},
    ],
)
def test_item_without_a_valid_consent_is_refused_by_name(state):
    held = consent(pseudonym="Demo bird", **state)
    with pytest.raises(ValidationError) as failure:
        story(rows={"quotes": [quote("The sea was loud", consent=held)]})
    (message,) = failure.value.messages
    assert "“The sea was loud”" in message
    assert "Demo bird" in message


def test_every_kind_of_item_needs_a_consent():
    rows = {"pictures": [picture(alt="A hill")], "quotes": [quote("Yes")], "recordings": [recording(title="Our map")]}
    assert problems(rows=rows) == {
        "pictures": ["“A hill” has no consent."],
        "quotes": ["“Yes” has no consent."],
        "recordings": ["“Our map” has no consent."],
    }


def test_recording_needs_its_words():
    row = recording(title="Our map", transcript="", consent=consent())
    assert problems(rows={"recordings": [row]}) == {
        "recordings": ["“Our map” needs a long description and a transcript."]
    }


def test_refused_story_stays_a_draft():
    page = story(publish=False, rows={"quotes": [quote()]})
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live is False


def test_bulk_publishing_names_what_is_not_ready(admin_client):
    page = story(publish=False, title="Not ready yet", safety_state="pending")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/"
    answer = admin_client.post(address, follow=True)
    page.refresh_from_db()
    assert page.live is False
    assert "“Not ready yet”" in answer.content.decode()


def form_data(page, admin_client):
    """What the editor's form holds, as the browser would send it."""
    import html5lib

    tree = html5lib.parse(admin_client.get(f"/admin/pages/{page.pk}/edit/").content, namespaceHTMLElements=False)
    form = next(each for each in tree.iter("form") if each.get("id") == "page-edit-form")
    data = {"links-count": ["0"], "credit_names-count": ["0"]}  # a script of the editor's adds these
    for node in form.iter():
        name = node.get("name")
        if not name or "__prefix__" in name:
            continue
        if node.tag == "input" and (node.get("type") not in {"checkbox", "radio"} or node.get("checked") is not None):
            data.setdefault(name, []).append(node.get("value", ""))
        elif node.tag == "textarea":
            data[name] = [node.text or ""]
        elif node.tag == "select":
            data[name] = [each.get("value", "") for each in node.iter("option") if each.get("selected") is not None]
    return data


def test_editor_is_told_which_item_blocks_and_may_keep_a_draft(admin_client):
    page = story(publish=False, rows={"quotes": [quote("The sea was loud")]})
    data = form_data(page, admin_client)
    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", {**data, "action-publish": "1"})
    page.refresh_from_db()
    assert (answer.status_code, page.live) == (200, False)
    assert "“The sea was loud” has no consent." in answer.content.decode()
    assert admin_client.post(f"/admin/pages/{page.pk}/edit/", data).status_code == 302


def test_editor_publishes_once_the_consent_is_there(admin_client):
    page = story(publish=False, rows={"quotes": [quote("The sea was loud", consent=consent())]})
    data = form_data(page, admin_client)
    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", {**data, "action-publish": "1"})
    page.refresh_from_db()
    assert (answer.status_code, page.live) == (302, True)


def test_facts_of_the_original_hold_in_all_languages_at_once():
    from hub.stories.models import StoryPage
    from tests.factories import story_translation

    page = story(country="CL", place_precision="country", session_date=timezone.localdate())
    spanish = story_translation(page, "es", title="Historia")
    page.place_precision = "hidden"
    page.save_revision().publish()
    assert StoryPage.objects.get(pk=spanish.pk).place_told == {}

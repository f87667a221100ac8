"""What editors are held to: nothing that is not ready is published, on no way."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from hub.core.models import User
from hub.gatherings import rules
from hub.gatherings.blocks import OutcomeBlock
from hub.gatherings.models import EditionPage
from tests.gatherings import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hub(starter_library):
    """All pages stand in the starter library's tree."""


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"state": "open"}, {"join_way"}),
        ({"state": "open", "join_way": "ask"}, set()),
        ({"state": "open", "join_way": "link"}, {"join_link"}),
        ({"state": "open", "join_way": "link", "join_link": "https://example.org/"}, set()),
        ({"state": "open", "join_way": "link", "join_link": "ftp://example.org/"}, {"join_link"}),
        ({"join_link": "javascript:alert(1)"}, {"join_link"}),
        ({"join_way": "contact"}, {"join_contact"}),
        ({"state": "over", "dates": [makers.date("2020-01-01")]}, {"state"}),
        ({"state": "over"}, set()),
        ({"place_precision": "city"}, {"place_precision"}),
        ({"place_precision": "city", "country": "KE"}, set()),
        ({"place_precision": "country", "city": "Kisumu"}, {"place_precision"}),
    ],
)
def test_what_is_not_ready_is_named_and_not_published(fields, wrong):
    page = makers.edition(makers.series(), publish=False, **fields)
    assert set(rules.problems(page)) == wrong
    if wrong:
        with pytest.raises(ValidationError):
            page.save_revision(clean=False).publish()
    else:
        page.save_revision().publish()
    page.refresh_from_db()
    assert page.live is not bool(wrong)


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("demo-editor", "", "A long enough password 7"))
    return client


def form_with(date: dict, **more) -> dict:
    """What the form of a new edition with one date sends."""
    return {
        **{"title": "Demo", "slug": "demo-form", "summary": "Short.", "state": "announced", "place_precision": "join"},
        **{"licence": "by-sa", "format": "", "theme_links-TOTAL_FORMS": "0"},
        **{"theme_links-INITIAL_FORMS": "0", "theme_links-MIN_NUM_FORMS": "0", "theme_links-MAX_NUM_FORMS": "1000"},
        **{f"{name}-count": "0" for name in ("topics", "outcome_pages", "quotes")},
        **{"dates-count": "1", "dates-0-deleted": "", "dates-0-order": "0", "dates-0-type": "date", "dates-0-id": ""},
        **{f"dates-0-value-{name}": value for name, value in date.items()},
        "outcome": '{"blocks": [], "entityMap": {}}',
        **more,
    }


def test_form_has_every_field_and_a_date_that_cannot_be_is_refused(desk, settings):
    settings.HUB_SECOND_FACTOR = "off"
    parent = makers.series()
    path = reverse("wagtailadmin_pages:add", args=["gatherings", "editionpage", parent.pk])
    html = desk.get(path).content.decode()
    named = [field.name for field in EditionPage._meta.fields if field.name in EditionPage.SHARED_FIELDS]
    assert [name for name in named if f'data-contentpath="{name}"' not in html] == []
    date = {"day": "2027-03-28", "begins": "02:30", "ends": "05:00", "last_day": "", "zone": "Europe/Berlin"}
    data = form_with(date, **{"action-publish": "1"})
    assert "this time comes twice or not at all" in desk.post(path, data).content.decode()
    assert not EditionPage.objects.filter(slug="demo-form").exists()
    desk.post(path, data | {"dates-0-value-begins": "03:30"})
    page = EditionPage.objects.get(slug="demo-form")
    assert (page.live, [(span.begins.hour, span.zone) for span in page.spans]) == (True, [(1, "Europe/Berlin")])
    desk.post(path, data | {"slug": "demo-open", "state": "open", "dates-0-value-begins": "03:30"})
    assert not EditionPage.objects.filter(slug="demo-open").exists()


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ({"day": "", "begins": "", "ends": ""}, "This field is required."),
        ({"day": "", "begins": "18:30", "ends": "20:00"}, "This field is required."),
        ({"day": "2027-03-29", "begins": "18:30", "ends": ""}, "Give both hours, or none for a whole day."),
    ],
)
def test_draft_may_have_a_date_that_is_not_finished_and_a_published_page_may_not(desk, settings, date, wrong):
    settings.HUB_SECOND_FACTOR = "off"
    path = reverse("wagtailadmin_pages:add", args=["gatherings", "editionpage", makers.series().pk])
    data = form_with({"last_day": "", "zone": "Africa/Nairobi", **date})
    assert wrong in desk.post(path, data | {"action-publish": "1"}).content.decode()
    assert not EditionPage.objects.filter(slug="demo-form").exists()
    desk.post(path, data)
    draft = EditionPage.objects.get(slug="demo-form")
    assert (draft.live, len(draft.get_latest_revision_as_object().dates)) == (False, 1)
    assert desk.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).status_code == 200


def test_pages_that_came_of_it_are_of_kinds_that_readers_find():
    names = {model.__name__ for model in OutcomeBlock().target_models}
    assert names >= {"StoryPage", "ActivityPage", "AgendaPage", "ThemesPage", "StandardPage"}

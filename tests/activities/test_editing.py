"""Activities in the admin: drafts may be incomplete, nothing unready is published on any way, copies are new activities."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from hub.activities.models import ActivityPage
from hub.core.enums import TranslationState
from hub.search.models import SearchDocument
from tests.factories import activity, library_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor", password="a long enough password"))
    return client


def draft(**fields) -> ActivityPage:
    page = activity(publish=False, **fields)
    page.save_revision()
    return page


UNREADY = {
    "no steps": {"steps": []},
    "steps that do not add up": {"steps": [("step", {"title": "Begin", "minutes": 99, "do": "Stand."})]},
    "deep without a way out": {"emotional_depth": 3, "care_after": "Stay for tea."},
    "deep without care": {"emotional_depth": 4, "opt_out": "Pass the stone."},
    "shorter than its shortest": {"duration_min": 20, "duration_max": 10},
    "smaller than its smallest": {"group_min": 20, "group_max": 10},
}


@pytest.mark.parametrize("name", UNREADY)
def test_unready_activity_is_not_published_by_any_code(name):
    page = draft(**UNREADY[name])
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live is False


@pytest.mark.parametrize("name", UNREADY)
def test_unready_activity_is_not_published_in_bulk(editor, name):
    page = draft(title="Not ready", **UNREADY[name])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = editor.post(address, {"include_descendants": ""}, follow=True)
    page.refresh_from_db()
    assert page.live is False
    assert "Not ready to be published: “Not ready”" in answer.content.decode()


def test_ready_activity_is_published_in_bulk(editor):
    page = draft()
    editor.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}", {})
    page.refresh_from_db()
    assert page.live is True
    assert SearchDocument.objects.filter(page_id=page.pk).exists()


def test_incomplete_draft_can_be_previewed(editor):
    page = draft(title="Only a title", steps=[], duration_min=None, formats=[], needs=[])
    page.summary = page.primary_type = ""
    page.save_revision(clean=False)
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


def test_preview_may_be_framed_by_the_admin(editor):
    page = draft()
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("publish", [True, False])
def test_copy_is_a_new_activity_for_good(editor, publish):
    page = activity(title="First")
    editor.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Second",
            "new_slug": "second",
            "new_parent_page": library_in("en").pk,
            "copy_subpages": "",
            "publish_copies": "on" if publish else "",
        },
    )
    copy = ActivityPage.objects.get(slug="second")
    assert copy.uid != page.uid
    assert copy.get_latest_revision_as_object().uid == copy.uid
    copy.get_latest_revision().publish()
    assert SearchDocument.objects.get(page_id=copy.pk).uid == copy.uid


def test_new_translation_never_passes_for_an_original():
    page = activity(title="First")
    copy = page.copy_for_translation(Locale.objects.get(language_code="sw"))
    assert ActivityPage.objects.get(pk=copy.pk).translation_state == TranslationState.DRAFT
    assert copy.uid == page.uid


def test_editor_form_shows_the_fields_in_the_order_of_the_page(editor):
    page = activity()
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    order = ["summary", "use_when", "purpose", "duration_min", "energy", "materials", "steps", "opt_out", "origin"]
    places = [html.index(f'data-contentpath="{name}"') for name in order]
    assert places == sorted(places)

"""Publishing many pages at once keeps to the rules of each kind, as its form does."""

import importlib

import pytest
from django.urls import reverse

from hub.activities.models import ActivityPage
from hub.gatherings.models import EditionPage
from hub.planner.models import AgendaPage
from hub.resources.models import ResourcePage

pytestmark = pytest.mark.django_db
KINDS = {"activities": ActivityPage, "gatherings": EditionPage, "planner": AgendaPage, "resources": ResourcePage}


@pytest.mark.parametrize("app", KINDS)
@pytest.mark.parametrize("is_ready", [True, False])
def test_what_is_not_ready_is_named_and_not_published(admin_client, starter_library, monkeypatch, app, is_ready):
    page = KINDS[app].objects.filter(locale__language_code="en", alias_of=None).first()
    page.unpublish()
    if not is_ready:
        rules = importlib.import_module(f"hub.{app}.rules")
        monkeypatch.setattr(rules, "problems", lambda page, **more: {"title": ["Too short."]})
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}&next=/admin/"
    said = admin_client.post(path, {"include_descendants": ""}, follow=True).content.decode()
    page.refresh_from_db()
    assert (page.live, "Not ready to be published" in said) == (is_ready, not is_ready)

"""What editors see before anybody else does."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from hub.core.models import HomePage, HubPage, User

pytestmark = pytest.mark.django_db


def test_draft_of_every_kind_of_page_can_be_looked_at(client, settings, starter_library):
    settings.HUB_SECOND_FACTOR = "optional"
    client.force_login(User.objects.create_superuser("demo-editor", "", "A long enough password 7"))
    seen = {}
    for model in get_page_models():
        page = model.objects.first() if issubclass(model, HubPage) else None
        if page:
            page.save_revision(clean=False)
            answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
            seen[model.__name__] = answer.status_code
    assert {name: status for name, status in seen.items() if status != 200} == {}
    assert set(seen) >= {"ActivityLibraryPage", "StoryIndexPage", "ResourceIndexPage", "CallIndexPage"}
    assert set(seen) >= {"GatheringIndexPage", "SeriesPage", "EditionPage", "ThemePage", "ChapterPage", "HomePage"}


def test_what_only_previews_do_is_done_in_previews(rf, starter_library):
    request = rf.get("/en/")
    page = HomePage.objects.get(locale__language_code="en")
    page.serve_preview(request, "")
    assert request.is_preview is True

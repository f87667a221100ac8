"""What refers to what: written once for a page, and the same as Wagtail would have written."""

import pytest
from wagtail.models import ReferenceIndex

from hub.core import usages
from hub.core.models import Cycle, Theme
from hub.stories.models import StoryPage

pytestmark = pytest.mark.django_db


def rows(instance) -> set:
    found = ReferenceIndex.get_references_for_object(instance)
    return set(found.values_list("to_content_type", "to_object_id", "model_path", "content_path"))


def test_saved_page_has_the_references_that_wagtail_would_find(starter_library):
    page = StoryPage.objects.filter(locale__language_code="en", live=True).first()
    ReferenceIndex.create_or_update_for_object(page)
    whole = rows(page)
    ReferenceIndex.remove_for_object(page)
    page.save()
    assert whole
    assert rows(page) == whole


def test_what_is_no_part_of_a_page_is_noted_and_forgotten_all_the_same(starter_library):
    theme = Theme.objects.exclude(cycle=None).first()
    whole = rows(theme)
    ReferenceIndex.remove_for_object(theme)
    with usages.noted_once(), usages.noted_once():
        theme.save()
        assert rows(theme) == whole
        Cycle.objects.create(key="demo", title="Demo", locale=theme.locale).delete()
        theme.delete()
    assert (bool(whole), rows(theme)) == (True, set())

"""The whole starter library, thought about in every language: once it is read, nothing more is asked of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hub.activities.models import ActivityPage
from hub.core import languages
from hub.planner.plans.document import Day, Item, Kind, Plan
from hub.planner.sheets import sheet_of
from hub.planner.thinking.weighing import CHECKS

pytestmark = pytest.mark.django_db


def whole_library() -> Plan:
    uids = sorted(set(ActivityPage.objects.visible().values_list("uid", flat=True)))
    items = tuple(Item(uid, Kind.ACTIVITY, 20, uid) for uid in uids)
    said = {"people": 14, "format": "online", "languages": "English, Thai", "needs": ("seated", "no-hearing")}
    return Plan(days=(Day("day", items, date="2026-03-08", start="09:00", end="12:00"),), **said)


@pytest.mark.parametrize("language", languages.names())
def test_whole_library_is_thought_about_without_a_query(language, starter_library):
    with translation.override(language):
        sheet = sheet_of(whole_library())
        with CaptureQueriesContext(connection) as asked:
            said = sheet.findings, sheet.materials, sheet.roles, sheet.stages, sheet.sources
    assert (len(asked), all(said)) == (0, True)
    assert {finding.kind for finding in sheet.findings} <= set(CHECKS)
    assert [each.key for each in sheet.findings] == list(dict.fromkeys(each.key for each in sheet.findings))
    assert [each.name for each in sheet.materials if each.quantity is not None and each.quantity < 1] == []

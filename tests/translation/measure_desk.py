"""How long the desk takes over 2,000 subjects in eight languages. Printed, not asserted:

HUB_DATABASE_URL=… .venv/bin/python -m pytest -q -s --reuse-db tests/translation/measure_desk.py
"""

import statistics
import time

import pytest
from django.conf import settings
from django.db import connection

from hub.core.models import Theme, User
from tests.translation.many import many_subjects

pytestmark = pytest.mark.django_db
DESK = "/admin/translation/"


def test_desk_says_how_quick_it_is(client, starter_library):
    people = [User.objects.create_user(f"t{number}", chosen_name=f"T {number}") for number in range(3)]
    many_subjects(2000, people=people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client.force_login(User.objects.create_superuser("chief"))
    theme = Theme.objects.first().key
    wanted = [{}, {"p": 3}, {"p": 40}, {"q": "river"}, {"q": "es river 1"}, {"theme": theme}, {"state": "to-do"}]
    wanted += [{"language": "es", "state": "outdated"}, {"assignee": "nobody"}, {"assignee": "me"}]
    wanted += [{"language": code} for code, _name in settings.LANGUAGES]
    wanted += [{"language": "ar", "state": state} for state in ("none", "machine", "draft", "checked", "unpublished")]
    wanted += [
        {"kind": "activities.activitypage", "q": word, "state": "draft"} for word in ("a", "song", "zzz", "fire")
    ]
    client.get(DESK)
    times = []
    for number in range(40):
        asked = wanted[number % len(wanted)]
        before = time.perf_counter()
        assert client.get(DESK, asked).status_code == 200
        times.append(((time.perf_counter() - before) * 1000, asked))
    taken = sorted(each for each, _asked in times)
    slowest = max(times, key=lambda each: each[0])[1]
    print(f"\n{connection.vendor}: p50 {statistics.median(taken):.0f} ms, p95 {taken[37]:.0f} ms, slowest {slowest}")
    for name in ("csv", "xlsx"):
        before = time.perf_counter()
        size = len(b"".join(client.get(DESK, {"export": name})))
        print(f"{name}: {(time.perf_counter() - before) * 1000:.0f} ms, {size} bytes")

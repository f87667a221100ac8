"""How long it takes to seal 10,000 applications anew. Printed, not asserted:

HUB_DATABASE_URL=… .venv/bin/python -m pytest -q -s --reuse-db tests/calls/measure_resealing.py
"""

import time

import pytest
from django.db import connection

from hub.calls.models import Application, Round
from hub.core import resealing

pytestmark = pytest.mark.django_db
NEW = "new:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
ROWS = 10_000


def test_resealing_says_how_quick_it_is(settings):
    round_ = Round.objects.create(title="Demo call")
    answers = {f"question{number}": "We sing, and then we make plans. " * 8 for number in range(12)}
    contact = {"name": "Demo person", "way": "phone", "value": "000", "safe": "in the evening"}
    fields = {"round": round_, "language": "en", "delete_on": "2031-01-01", "answers": answers, "contact": contact}
    Application.objects.bulk_create(
        [Application(reference=f"demo-{number}", **fields) for number in range(ROWS)], batch_size=500
    )
    settings.HUB_SEALING_KEYS = [NEW, *settings.HUB_SEALING_KEYS]
    for name in ("first", "again"):
        before = time.perf_counter()
        done = sum(each.done for each in resealing.reseal())
        print(f"\n{connection.vendor}, {name}: {done} values of {ROWS} rows in {time.perf_counter() - before:.1f} s")

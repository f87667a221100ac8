"""How long the list and the ranking of 5,000 applications take. Run by name: pytest tests/calls/measure_review.py -s"""

import random
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.calls.models import Application, Review
from hub.calls.review import assigning
from hub.calls.rounds_of import round_of
from tests.calls import reviewing
from tests.people.conftest import person

NUMBER, READERS, TIMES = 5000, 20, 11


@pytest.mark.django_db
def test_list_and_ranking_of_five_thousand_are_quick():
    page = reviewing.call(reviews_wanted=3)
    round_, chance = round_of(page), random.Random(7)
    for number in range(READERS):
        reviewing.reader(page, f"demo-reader-{number}")
    known = {"round": round_, "state": "received", "delete_on": page.data_kept_until}
    words = {"idea": "We sing by the river. " * 150}
    Application.objects.bulk_create(
        (
            Application(reference=f"made-{number}", language=("en", "ar", "es")[number % 3], answers=words, **known)
            for number in range(NUMBER)
        ),
        batch_size=500,
    )
    Application.objects.filter(round=round_).update(sent_at=timezone.now())
    begun = time.perf_counter()
    assert assigning.give_out(round_=round_, wanted=3) == 3 * NUMBER
    print(f"\n{connection.vendor}: giving out {3 * NUMBER} readings {time.perf_counter() - begun:.1f} s")
    rows = list(Review.objects.filter(application__round=round_))
    for row in rows:
        row.state, row.score = "done", chance.randint(10, 50) / 10
    Review.objects.bulk_update(rows, ["state", "score"], batch_size=500)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE calls_application; ANALYZE calls_review")
    client = reviewing.client_of(person("demo-staff", "Moderators"))
    listed, key = reverse("calls:applications", args=[round_.pk]), round_.pk
    for address in (
        *(f"{listed}?order={order}" for order in ("sent", "rank", "least-read", "disagreed")),
        f"{listed}?order=rank&language=ar&p=20",
        reverse("calls:round", args=[key]),
        reverse("calls:reviewers", args=[key]),
    ):
        _measured(client, address)


def _measured(client, address) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        asked = len(queries)
        slow = sum(float(each["time"]) for each in queries.captured_queries) * 1000
    took, busy = [], []
    for _time in range(TIMES):
        begun, began = time.perf_counter(), time.process_time()
        assert client.get(address).status_code == 200
        took.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - began) * 1000)
    took.sort()
    where = address.split("/", 4)[-1]
    said = f"{asked:3} queries ({slow:.0f} ms), median {took[TIMES // 2]:.0f} ms, p95 {took[int(TIMES * 0.95)]:.0f} ms"
    print(f"{where[-45:]:45} {said}; Python alone {sorted(busy)[TIMES // 2]:.0f} ms")

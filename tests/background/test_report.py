"""What superusers see of the background work in the admin."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from hub.background import rows, services
from hub.background.enums import TaskState
from hub.background.views import lines
from hub.core.models import User
from tests.background import samples

pytestmark = pytest.mark.usefixtures("empty")
ADDRESS = "/admin/reports/background/"
NOTE = "tests.background.samples.note"
BROKEN = {"task": NOTE, "error": "builtins.ValueError"}


def somebody(client, *, role: str) -> None:
    group = Group.objects.create(name="Guests of the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if role == "editor":
        group.permissions.add(*Permission.objects.filter(content_type__app_label__contains="background"))
        group.permissions.add(*Permission.objects.filter(content_type__app_label__startswith="django_tasks"))
    user = User.objects.create_user("guest", "", "a long enough password", is_superuser=role == "superuser")
    user.groups.add(group)
    client.force_login(user)


@pytest.fixture
def tasks(clock) -> None:
    """One done, one at work, two waiting, one to be tried again, one given up."""
    for number in range(6):
        samples.note.enqueue(number)
    one, two, three, four = rows.every().order_by("pk")[:4]
    services.succeeded(row=services.claim(pk=one.pk, key="worker"))
    services.claim(pk=two.pk, key="worker")
    services.failed(row=services.claim(pk=three.pk, key="worker"), error=ValueError(samples.CANARY))
    rows.every().filter(pk=four.pk).update(worker_ids=list("abcde"))
    services.failed(row=services.claim(pk=four.pk, key="worker"), error=ValueError(samples.CANARY))
    services.beat(key="worker")


def test_lines_count_tasks_by_state_and_error(tasks):
    assert [(line.task_path, line.state, line.error, line.number, line.can_be_tried) for line in lines()] == [
        (NOTE, TaskState.GIVEN_UP, "ValueError", 1, True),
        (NOTE, TaskState.WAITING, "", 2, False),
        (NOTE, TaskState.AGAIN, "ValueError", 1, True),
        (NOTE, TaskState.RUNNING, "", 1, False),
        (NOTE, TaskState.DONE, "", 1, False),
    ]


def test_report_shows_states_and_the_worker_without_words_of_errors(client, tasks):
    somebody(client, role="superuser")
    html = client.get(ADDRESS).content.decode()
    assert html.count(">Try again</button>") == 2
    assert ("A worker is running." in html, "No worker is running" in html) == (True, False)
    assert (samples.CANARY in html, "style=" in html) == (False, False)
    services.sign_off(key="worker")
    assert "No worker is running" in client.get(ADDRESS).content.decode()


def test_report_costs_as_many_queries_at_one_task_as_at_many(client, tasks, django_assert_num_queries):
    with django_assert_num_queries(1):
        lines()
    for number in range(10, 20):
        samples.note.enqueue(number)
    with django_assert_num_queries(1):
        lines()


def test_report_without_tasks_says_so(client):
    somebody(client, role="superuser")
    assert "There were no tasks in the last week." in client.get(ADDRESS).content.decode()


def test_button_tries_again_what_failed_so_and_does_it_where_no_worker_runs(client, tasks):
    somebody(client, role="superuser")
    services.sign_off(key="worker")
    answer = client.post(ADDRESS, BROKEN)
    assert (answer.status_code, answer.url) == (302, ADDRESS)
    assert {line.state for line in lines()} == {TaskState.DONE}
    assert len(samples.done) == 5  # the two that failed, the two that waited, the one that the dead worker had in hand


def test_button_leaves_it_to_a_worker_that_runs(client, tasks):
    somebody(client, role="superuser")
    client.post(ADDRESS, BROKEN)
    assert [(line.state, line.number) for line in lines()] == [
        (TaskState.WAITING, 4),
        (TaskState.RUNNING, 1),
        (TaskState.DONE, 1),
    ]
    assert samples.done == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {**BROKEN, "error": "builtins.KeyError"},
        {**BROKEN, "task": "os.remove"},
        {**BROKEN, "task": "x" * 10_000},
        {**BROKEN, "error": "'; DROP TABLE core_user; --\x00"},
    ],
)
def test_button_refuses_what_did_not_fail(client, tasks, data):
    somebody(client, role="superuser")
    before = list(rows.every().order_by("pk").values())
    answer = client.post(ADDRESS, data, follow=True)
    assert "There is nothing to try again." in answer.content.decode()
    assert list(rows.every().order_by("pk").values()) == before


@pytest.mark.parametrize(("role", "may"), [("superuser", True), ("editor", False), ("guest", False)])
def test_report_and_button_are_for_superusers(client, tasks, role, may):
    somebody(client, role=role)
    assert (client.get(ADDRESS).status_code == 200) is may
    assert (ADDRESS in client.get("/admin/").content.decode()) is may
    client.post(ADDRESS, BROKEN)
    assert (rows.failed().count() == 0) is may


def test_report_is_not_for_strangers(client, db):
    assert client.get(ADDRESS).url == f"/en/account/login/?next={ADDRESS}"


@pytest.mark.parametrize(
    ("role", "worker", "waits", "told"),
    [
        ("superuser", False, True, True),
        ("superuser", True, True, False),
        ("superuser", False, False, False),
        ("editor", False, True, False),
        ("guest", False, True, False),
    ],
)
def test_home_tells_superusers_when_work_waits_and_nobody_does_it(client, role, worker, waits, told):
    if waits:
        samples.note.enqueue(1)
    if worker:
        services.beat(key="worker")
    somebody(client, role=role)
    assert ("1 task waits, and no worker is running." in client.get("/admin/").content.decode()) is told


def test_last_sign_of_life_is_shown(client, tasks):
    somebody(client, role="superuser")
    shown = timezone.now().strftime("%Y-%m-%dT12:00:00")
    assert f'<time datetime="{shown}' in client.get(ADDRESS).content.decode()

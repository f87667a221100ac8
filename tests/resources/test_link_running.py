"""Many links: politeness, ending in time, going on where it was, and bounds."""

import datetime as dt
import threading
import time
from collections import Counter
from functools import partial
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command

from hub.background import rounds
from hub.resources.health import running, services
from hub.resources.health.judging import Verdict
from hub.resources.health.looking import look
from hub.resources.link_states import LinkState, Reason
from hub.resources.models import Link
from tests.resources.links import ANSWERS, GONE, NO_NAME, hold, look_from, looked, page_ids, run

pytestmark = pytest.mark.django_db
A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"


@pytest.fixture
def nobody_asked(monkeypatch):
    look = look_from({})
    monkeypatch.setattr(running.run, "__kwdefaults__", {**running.run.__kwdefaults__, "look": look, "pause": 0})
    return look


def hold_many(monkeypatch, addresses) -> None:
    (page,) = page_ids(1)
    hold(monkeypatch, [(address, page) for address in addresses])


def states() -> dict[str, str]:
    return dict(Link.objects.values_list("address", "state"))


def test_run_looks_at_what_is_due_and_at_nothing_else(monkeypatch):
    hold_many(monkeypatch, [A, B, C])
    looked(C, GONE)
    look = look_from({B: GONE})
    assert run(look) == 2
    assert sorted(look.asked) == [A, B]
    assert states() == {A: "answers", B: "gone", C: "gone"}
    assert run(look) == 0


def test_run_looks_at_most_at_so_many(monkeypatch):
    hold_many(monkeypatch, [A, B, C])
    assert [run(look_from({}), most=2), run(look_from({}), most=2), run(look_from({}), most=0)] == [2, 1, 0]


def test_run_that_is_told_to_end_goes_on_where_it_was(monkeypatch):
    addresses = [f"https://{number}.example/" for number in range(40)]
    hold_many(monkeypatch, addresses)
    due = dict(Link.objects.values_list("address", "next_check_at"))
    done = []
    assert run(look_from({}), is_stopping=lambda: len(done) >= 7, on_each=lambda: done.append(1), threads=2) == 7
    left = {link.address: link.next_check_at for link in Link.objects.filter(state=LinkState.UNKNOWN)}
    assert left == {address: due[address] for address in left}
    assert len(left) == 33
    assert run(look_from({})) == 33


def test_links_in_the_hands_of_somebody_who_died_are_due_again(monkeypatch, clock):
    hold_many(monkeypatch, [A])
    assert len(services.take(most=10)) == 1
    assert services.take(most=10) == []
    clock.go(hours=1, minutes=1)
    assert len(services.take(most=10)) == 1


def test_host_is_asked_one_at_a_time_with_a_pause(monkeypatch):
    hold_many(monkeypatch, [f"https://{host}.example/{number}" for host in "ab" for number in range(4)])
    lock, busy, most, began = threading.Lock(), Counter(), Counter(), {}

    def slow(address, *, gate, stop):
        host = running.host_of(address)
        with gate(host):
            with lock:
                busy[host] += 1
                most[host] = max(most[host], busy[host])
                began.setdefault(host, []).append(time.monotonic())
            stop.wait(0.02)
            with lock:
                busy[host] -= 1
        return ANSWERS

    assert run(slow, pause=0.1) == 8
    assert most == {"a.example": 1, "b.example": 1}
    gaps = [later - earlier for times in began.values() for earlier, later in pairwise(times)]
    assert len(gaps) == 6
    assert min(gaps) >= 0.1


def test_host_that_wants_to_be_left_alone_is_left_alone(monkeypatch, clock):
    addresses = [f"https://busy.example/{number}" for number in range(5)]
    hold_many(monkeypatch, [*addresses, A])
    too_often = Verdict(LinkState.REFUSES_ROBOTS, Reason.TOO_OFTEN, 429, retry_after=7200)
    look = look_from({}, otherwise=too_often)
    run(look)
    asked = [address for address in look.asked if "busy" in address]
    assert len(asked) == 1
    rest = Link.objects.filter(address__in=addresses).exclude(address=asked[0])
    assert set(rest.values_list("state", "next_check_at")) == {("unknown", clock.now + dt.timedelta(hours=2))}


def test_address_that_breaks_our_code_stops_nobody(monkeypatch):
    hold_many(monkeypatch, [A, B])
    assert run(look_from({A: RuntimeError("x")})) == 1
    assert states() == {A: "unknown", B: "answers"}


# Is it them, or are we cut off?


def test_hub_that_is_cut_off_writes_down_no_failure(monkeypatch, clock):
    hold_many(monkeypatch, [A, B, C])
    looked(A, ANSWERS)
    look = look_from({}, otherwise=NO_NAME)
    run(look)
    assert states() == {A: "answers", B: "unknown", C: "unknown"}
    assert look.asked.count(A) == 1  # the witness
    later = clock.now + dt.timedelta(hours=6)
    assert set(Link.objects.exclude(address=A).values_list("next_check_at", flat=True)) == {later}


def test_failures_are_written_once_somebody_answers(monkeypatch):
    hold_many(monkeypatch, [A, B, C])
    run(look_from({A: NO_NAME, B: GONE, C: NO_NAME}))
    assert states() == {A: "broken", B: "gone", C: "broken"}


def test_witness_from_before_is_asked_where_the_run_has_none(monkeypatch):
    hold_many(monkeypatch, [A, B])
    looked(B, ANSWERS)
    look = look_from({A: NO_NAME})
    run(look)
    assert (states(), sorted(look.asked)) == ({A: "broken", B: "answers"}, [A, B])


# Round and command


def test_worker_goes_round(monkeypatch, nobody_asked, settings):
    settings.HUB_LINK_CHECKS = True
    assert rounds.registered()["links"].every == dt.timedelta(minutes=10)
    hold_many(monkeypatch, [A])
    assert rounds.registered()["links"].do(lambda: False) == "Links: looked at 1."
    assert rounds.registered()["links"].do(lambda: False) is None


def test_worker_looks_at_nothing_where_the_hub_is_told_not_to(monkeypatch, nobody_asked, settings):
    settings.HUB_LINK_CHECKS = False
    hold_many(monkeypatch, [A])
    assert rounds.registered()["links"].do(lambda: False) is None
    assert (nobody_asked.asked, states()) == ([], {A: "unknown"})


def test_worker_that_is_told_to_end_ends(monkeypatch, nobody_asked):
    hold_many(monkeypatch, [A])
    assert running.go_round(lambda: True) is None
    assert states() == {A: "unknown"}


def command(*arguments) -> str:
    out = StringIO()
    call_command("check_links", *arguments, "--quiet", stdout=out)
    return out.getvalue().strip()


def test_command_says_what_is_due_and_asks_nobody(monkeypatch, nobody_asked):
    hold_many(monkeypatch, [A, B])
    looked(A, ANSWERS)
    before = list(Link.objects.values())
    assert command("--dry-run") == "2 links are known, 1 are due."
    assert (nobody_asked.asked, list(Link.objects.values())) == ([], before)


def test_command_looks_at_what_is_due_or_at_all(monkeypatch, nobody_asked):
    hold_many(monkeypatch, [A, B, C])
    assert command("--limit", "1") == "0 links are new, 0 went. Looked at 1; editors hear of 0."
    assert command() == "0 links are new, 0 went. Looked at 2; editors hear of 0."
    assert command() == "0 links are new, 0 went. Looked at 0; editors hear of 0."
    assert command("--all") == "0 links are new, 0 went. Looked at 3; editors hear of 0."


# Five thousand


def memory() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="measures memory as Linux tells it")
def test_five_thousand_links_stay_within_bounds(web, monkeypatch):
    """Over real sockets to 500 hosts, one in fifty of them gone and one in fifty hanging up."""
    paths = ["file"] * 48 + ["410", "reset"]
    hold_many(monkeypatch, [f"http://{n % 500}.many.test/{paths[n // 500 % 5 * 10 + n % 10]}?{n}" for n in range(5000)])
    before, began = memory(), time.monotonic()
    done = run(partial(look, network=web.network()), most=5000)
    seconds, grown = time.monotonic() - began, memory() - before
    print(f"5,000 links: {seconds:.1f} s, {grown:.0f} MB more, {len(web.dialled)} connections")
    assert done == 5000
    assert Counter(states().values()) == {"answers": 4800, "gone": 100, "broken": 100}
    assert grown < 60
    assert seconds < 120

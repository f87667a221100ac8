"""What a look at a link makes of every kind of answer, over real sockets; and that it never connects where it must not."""

import socket
import threading
import time

import pytest

from hub.resources.health import networks
from hub.resources.health.exchanges import Limits, StoppedError
from hub.resources.health.looking import look
from hub.resources.link_states import LinkState, Reason
from tests.resources.answering import OPEN

LIMITS = Limits(connect=0.5, exchange=0.6, link=1.5)
A, M, L, R, U = (
    LinkState.ANSWERS,
    LinkState.MOVED,
    LinkState.NEEDS_LOGIN,
    LinkState.REFUSES_ROBOTS,
    LinkState.UNCHECKED,
)
S, G, B = LinkState.SUSPECT, LinkState.GONE, LinkState.BROKEN
TABLE = [
    # address, state, reason, code, connections
    ("http://site.test/page", A, "", 200, 2),
    ("http://site.test/words", A, "", 200, 2),
    ("http://site.test/", A, "", 200, 2),
    ("http://site.test/file", A, "", 200, 1),
    ("http://site.test/204", A, "", 204, 1),
    ("https://site.test/page", A, "", 200, 2),
    ("http://second-answers.test/file", A, "", 200, 2),
    ("http://site.test/moved", M, "", 200, 3),
    ("http://site.test/moved-twice", M, "", 200, 4),
    ("http://site.test/for-now", A, "", 200, 3),
    ("http://site.test/moved-then-for-now", M, "", 200, 4),
    ("http://site.test/moved-to-404", G, "not-found", 404, 3),
    ("http://site.test/loop", B, "loop", None, 6),
    ("http://site.test/to-inside", B, "inside", None, 1),
    ("http://site.test/to-number-inside", B, "inside", None, 1),
    ("http://site.test/to-short-number", B, "inside", None, 1),
    ("http://site.test/to-mapped", B, "inside", None, 1),
    ("http://site.test/to-metadata", B, "inside", None, 1),
    ("http://site.test/to-file", B, "scheme", None, 1),
    ("http://site.test/to-port", U, "port", None, 1),
    ("http://site.test/to-secrets", B, "secrets", None, 1),
    ("http://site.test/to-nonsense", B, "invalid", None, 1),
    ("http://site.test/to-onion", U, "hidden-name", None, 1),
    ("http://site.test/to-nowhere", B, "strange", None, 1),
    ("http://site.test/to-login", B, "tls", None, 2),
    ("http://site.test/to-signin", L, "login", 200, 3),
    ("http://site.test/401", L, "login", 401, 1),
    ("http://site.test/403", R, "forbidden", 403, 2),
    ("http://site.test/404", G, "not-found", 404, 2),
    ("http://site.test/410", G, "not-found", 410, 2),
    ("http://site.test/418", B, "client", 418, 2),
    ("http://site.test/429", R, "too-often", 429, 1),
    ("http://site.test/451", R, "forbidden", 451, 2),
    ("http://site.test/500", B, "server", 500, 2),
    ("http://site.test/503", B, "server", 503, 2),
    ("http://site.test/999", R, "forbidden", 999, 2),
    ("http://site.test/head-405", A, "", 200, 2),
    ("http://site.test/head-lies", A, "", 200, 2),
    ("http://site.test/head-reset", A, "", 200, 2),
    ("http://site.test/soft-404", S, "says-not-found", 200, 2),
    ("http://site.test/soft-404-fr", S, "says-not-found", 200, 2),
    ("http://site.test/soft-404-ru", S, "says-not-found", 200, 2),
    ("http://site.test/to-home", S, "home-page", 200, 3),
    ("http://site.test/to-home-elsewhere", S, "home-page", 200, 2),
    ("http://site.test/for-sale", S, "for-sale", 200, 2),
    ("http://site.test/to-for-sale", S, "for-sale", 200, 2),
    ("http://site.test/captcha", R, "asks-for-a-person", 200, 2),
    ("http://site.test/challenge", R, "asks-for-a-person", 403, 2),
    ("http://site.test/not-http", B, "strange", None, 2),
    ("http://site.test/bad-status", B, "strange", None, 2),
    ("http://site.test/huge-header", B, "strange", None, 2),
    ("http://site.test/many-headers", B, "strange", None, 2),
    ("http://site.test/endless-100", B, "strange", None, 2),
    ("http://site.test/endless", A, "", 200, 2),
    ("http://site.test/drips-body", A, "", 200, 2),
    ("http://site.test/gzip-bomb", A, "", 200, 2),
    ("http://site.test/reset", B, "reset", None, 2),
    ("http://site.test/hangs", B, "slow", None, 2),
    ("http://site.test/drips", B, "slow", None, 2),
    ("http://refused.test/", B, "refused", None, 1),
    ("https://wrong-name.test/", B, "tls", None, 1),
    ("http://no-such-name.test/", B, "no-name", None, 0),
    ("http://empty.test/", B, "no-name", None, 0),
    ("http://inside.test/", B, "inside", None, 0),
    ("http://loopback.test/", B, "inside", None, 0),
    ("http://metadata.test/", B, "inside", None, 0),
    ("http://mapped.test/", B, "inside", None, 0),
    ("http://one-of-two-inside.test/", B, "inside", None, 0),
    ("http://127.0.0.1/", B, "inside", None, 0),
    ("http://0177.0.0.1/", B, "inside", None, 0),
    ("http://0x7f000001/", B, "inside", None, 0),
    ("http://[::1]/", B, "inside", None, 0),
    ("http://site.test:8080/", U, "port", None, 0),
    ("http://abcdefghij.onion/", U, "hidden-name", None, 0),
    ("http://somebody:word@site.test/", B, "secrets", None, 0),
    ("http://site.test@127.0.0.1/", B, "secrets", None, 0),
    ("ftp://site.test/x", B, "scheme", None, 0),
    ("javascript:alert(1)", B, "scheme", None, 0),
    ("http://", B, "invalid", None, 0),
    ("http://site.test\\@127.0.0.1/", B, "invalid", None, 0),
    ("http://site.test/\r\nHost: other.test", B, "invalid", None, 0),
    ("not an address", B, "invalid", None, 0),
]


@pytest.mark.parametrize(
    ("address", "state", "reason", "status", "connections"), TABLE, ids=lambda value: str(value)[:60]
)
def test_look_tells_what_became_of_a_link(web, address, state, reason, status, connections):
    began = time.monotonic()
    verdict = look(address, network=web.network(), limits=LIMITS)
    assert (verdict.state, verdict.reason, verdict.status, len(web.dialled)) == (state, reason, status, connections)
    assert time.monotonic() - began < LIMITS.link + 1
    assert [number for number, _port in web.dialled if not networks.is_open(number)] == []


def test_table_has_every_state_and_reason_that_a_look_can_end_with():
    assert {row[1] for row in TABLE} == set(LinkState) - {LinkState.UNKNOWN}
    assert {row[2] for row in TABLE} == set(Reason.values)


def test_page_for_signing_in_is_a_page_like_others_for_whoever_links_to_it(web):
    verdict = look("http://login.test/session/new", network=web.network(), limits=LIMITS)
    assert (verdict.state, web.dialled) == (A, [("93.184.215.15", 80)] * 2)


def test_target_is_where_the_redirects_for_good_lead(web):
    network = web.network()
    told = {
        path: look(f"http://site.test{path}", network=network, limits=LIMITS).target
        for path in ("/moved", "/moved-twice", "/moved-then-for-now", "/for-now")
    }
    assert told == {
        "/moved": "http://site.test/page",
        "/moved-twice": "http://site.test/page",
        "/moved-then-for-now": "http://site.test/for-now",
        "/for-now": "",
    }


def test_retry_after_is_kept(web):
    network = web.network()
    waits = [look(f"http://site.test/{code}", network=network, limits=LIMITS).retry_after for code in (429, 503, 500)]
    assert waits == [7200, 3600, 0]


def test_name_is_asked_for_once_so_that_it_cannot_change_under_us(web):
    verdict = look("http://rebinding.test/moved", network=web.network(), limits=LIMITS)
    assert (verdict.state, web.resolved) == (M, ["rebinding.test"])
    assert web.dialled == [(OPEN, 80)] * 3
    again = look("http://rebinding.test/moved", network=web.network(), limits=LIMITS)
    assert (again.state, again.reason, len(web.dialled)) == (B, Reason.INSIDE, 3)


def test_question_says_who_asks_and_nothing_else(web, settings, monkeypatch):
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example.org"
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    look("http://site.test/file?a=1#part", network=web.network(), limits=LIMITS)
    assert list(web.http.asked) == [
        (
            "HEAD",
            "site.test",
            "/file?a=1",
            {
                "Host": "site.test",
                "User-Agent": "JamSessionsHub-LinkCheck (+https://hub.example.org/)",
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
        )
    ]


def test_endless_page_is_left_after_some_kilobytes(web):
    look("http://site.test/endless", network=web.network(), limits=LIMITS)
    deadline = time.monotonic() + 5
    before = -1
    while before != web.http.sent and time.monotonic() < deadline:
        before = web.http.sent
        threading.Event().wait(0.2)
    assert before < 5_000_000  # what lay in the buffers of the system when we hung up


def test_look_ends_when_it_is_told_to(web):
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    with pytest.raises(StoppedError):
        look("http://site.test/hangs", network=web.network(), limits=Limits(connect=1, exchange=4, link=4), stop=stop)
    assert time.monotonic() - began < 1.5


PRIVATE = [
    "http://127.0.0.1/", "http://localhost.example/", "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.0.1/",
    "http://169.254.169.254/latest/", "http://100.64.0.1/", "http://[fd00:ec2::254]/", "http://[fe80::1]/",
    "http://0.0.0.0/", "http://[::]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://017700000001/",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_open_net_opens_no_socket_to_a_private_number(monkeypatch, address):
    """With nothing of ours in between but the answer of the name server for the one that is a name."""
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, place: opened.append(place))
    known = socket.getaddrinfo
    numbers = {"localhost.example": "127.0.0.1"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **k: known(numbers.get(host, host), *a, **k))
    verdict = look(address, limits=LIMITS)
    assert (verdict.state, verdict.reason, opened) == (B, Reason.INSIDE, [])


NUMBERS = {
    "93.184.215.14": True, "8.8.8.8": True, "2606:2800:21f:cb07::1": True,
    "127.0.0.1": False, "127.8.9.1": False, "10.0.0.1": False, "172.31.255.255": False, "192.168.1.1": False,
    "169.254.169.254": False, "100.64.0.1": False, "100.100.100.200": False, "168.63.129.16": False,
    "0.0.0.0": False, "0.1.2.3": False, "192.0.0.192": False, "192.0.2.1": False, "198.18.0.1": False,  # noqa: S104
    "198.51.100.1": False, "203.0.113.5": False, "192.88.99.1": False, "224.0.0.1": False, "239.255.255.255": False,
    "240.0.0.1": False, "255.255.255.255": False,
    "::": False, "::1": False, "::ffff:8.8.8.8": False, "::ffff:127.0.0.1": False, "::8.8.8.8": False,
    "fe80::1": False, "fe80::1%eth0": False, "fec0::1": False, "fc00::1": False, "fd00:ec2::254": False, "ff02::1": False,
    "2002:7f00:1::": False, "2002:808:808::": False, "2001::1": False, "2001:db8::1": False,
    "64:ff9b::7f00:1": False, "64:ff9b::808:808": False, "64:ff9b:1::1": False, "100::1": False,
    "3fff::1": False, "nonsense": False, "": False, "2130706433": False,
}  # fmt: skip


def test_only_numbers_of_the_open_net_are_open():
    assert {number: networks.is_open(number) for number in NUMBERS} == NUMBERS


def test_connecting_judges_the_number_once_more(web):
    with pytest.raises(networks.InsideError):
        web.network().connect(["127.0.0.1"], 80, 1)
    assert web.dialled == []

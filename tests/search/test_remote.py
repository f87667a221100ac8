"""What happens when the search server is away, slow, broken or behind: readers and editors must not notice."""

import logging

import pytest
from django.core.management import call_command

from config import env
from hub.search import engines, query, remote
from hub.search.engine import DatabaseEngine
from hub.search.models import IndexState, SearchDocument
from tests import factories
from tests.search.fake_search_server import FakeSearchServer
from tests.search.test_engines import CLIENTS, asked, remote_engine, tokens

ADDRESS = "/en/activities/?q=zebrawood"
FAULTS = ["refused", 500, 503, 404, 401, "nonsense", "hangs"]


@pytest.fixture
def fake():
    server = FakeSearchServer()
    yield server
    server.stop()


@pytest.fixture
def page(db):
    return factories.activity(title="Zebrawood circle")


@pytest.fixture(params=CLIENTS)
def engine(request, page, fake, monkeypatch, caplog, django_capture_on_commit_callbacks):
    """The hub's engine, on a server that holds one page; it waits for a server that hangs, but not for long."""
    address = f"{request.param}+http://{fake.place}"
    engine = remote_engine(address, TIMEOUT=30)
    monkeypatch.setattr(engines, "current", lambda: engine)
    documents = SearchDocument.objects.filter(pk=page.pk)
    with django_capture_on_commit_callbacks(execute=True):
        engine.write([tokens(document.pk, document.title) for document in documents])
    if request.node.callspec.params.get("fault") == "hangs":
        engine = remote_engine(address, TIMEOUT=0.3)
    fake.asked.clear()
    caplog.set_level(logging.WARNING)
    return engine


def break_down(fake, fault) -> None:
    if fault == "refused":
        fake.stop()
    else:
        fake.fault = fault


def warnings(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def titles_shown(response) -> list[bool]:
    return [response.status_code == 200, "Zebrawood circle" in response.content.decode()]


def is_trusted(engine) -> bool:
    return IndexState.objects.filter(pk=1, signature__endswith=engine.name).exists()


def test_page_asks_the_server(engine, fake, client, caplog):
    assert titles_shown(client.get(ADDRESS)) == [True, True]
    assert set(fake.asked) == {"POST /hub_search_1/_search"}
    assert warnings(caplog) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_page_is_answered_by_the_database_where_the_server_fails(engine, fake, client, caplog, fault):
    break_down(fake, fault)
    assert titles_shown(client.get(ADDRESS)) == [True, True]
    assert [message.split(" (")[0] for message in warnings(caplog)] == ["The search server does not answer"]


def test_score_is_the_databases_where_the_server_fails(engine, fake, page):
    fake.fault = 500
    question = {"en": asked("zebrawood circle")}
    assert engine.score(question, {"en": [page.pk]}) == DatabaseEngine().score(question, {"en": [page.pk]})


def test_server_that_failed_is_left_alone_for_a_while_and_then_asked_again(engine, fake, page):
    question = {"en": asked("zebrawood")}
    fake.fault = 500
    assert [engine.match(question) for _time in range(5)] == [[page.pk]] * 5
    assert len(fake.asked) == 1
    fake.fault = None
    engine._away_until = float("-inf")
    assert (engine.match(question), len(fake.asked)) == ([page.pk], 2)


def test_warning_comes_once_a_minute_and_names_no_password(engine, fake, caplog, monkeypatch):
    fake.fault = 500
    now = remote.time.monotonic()
    for seconds in (0, 31, 59, 62, 95):
        monkeypatch.setattr(remote.time, "monotonic", lambda seconds=seconds: now + seconds)
        engine.match({"en": asked("zebrawood")})
    assert (len(warnings(caplog)), len(fake.asked)) == (2, 4)
    assert [fake.place in message for message in warnings(caplog)] == [False, False]


def test_question_that_is_too_long_for_the_server_does_not_silence_it(engine, fake, page):
    long = {"en": query.some_of(asked("zebrawood"))}
    many = query.Clause(tuple(query.Sequence((f"word{number}",)) for number in range(1100)))
    long["en"] = query.Question((*long["en"].clauses, many), any_of=True)
    assert engine.match(long) == [page.pk]
    assert (engine.match({"en": asked("zebrawood")}), len(fake.asked)) == ([page.pk], 2)


@pytest.mark.parametrize("fault", FAULTS)
def test_publishing_succeeds_where_the_server_fails(engine, fake, client, fault, django_capture_on_commit_callbacks):
    break_down(fake, fault)
    with django_capture_on_commit_callbacks(execute=True):
        factories.activity(title="Quagga walk")
    assert "Quagga walk" in client.get("/en/activities/?q=quagga").content.decode()
    assert not is_trusted(engine)


def test_database_answers_after_a_missed_change_until_the_rebuild(
    engine, fake, client, django_capture_on_commit_callbacks
):
    fake.fault = 500
    with django_capture_on_commit_callbacks(execute=True):
        factories.activity(title="Quagga walk")
    fake.fault = None
    fake.asked.clear()
    assert "Quagga walk" in client.get("/en/activities/?q=quagga").content.decode()
    assert fake.asked == []
    with django_capture_on_commit_callbacks(execute=True):
        call_command("rebuild_search", verbosity=0)
    fake.asked.clear()
    assert "Quagga walk" in client.get("/en/activities/?q=quagga").content.decode()
    assert (is_trusted(engine), "POST /hub_search_1/_search" in fake.asked) == (True, True)


def test_rebuild_that_the_server_did_not_follow_leaves_the_database_in_charge(
    engine, fake, django_capture_on_commit_callbacks
):
    fake.fault = 500
    with django_capture_on_commit_callbacks(execute=True):
        engine.write([tokens(1, "Round")])
    fake.fault = None
    IndexState.objects.update(signature=f"1-pairs-{engine.name}")
    with django_capture_on_commit_callbacks(execute=True):
        engine.keep_only({1})
    assert not is_trusted(engine)


def test_change_that_is_undone_never_reaches_the_server(engine, fake, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        engine.write([tokens(1, "Round")])
        engine.remove([2])
    assert fake.asked == []


def test_server_that_no_rebuild_has_filled_is_not_asked(engine, fake, page):
    other = remote.RemoteEngine(env.search_server(f"opensearch+http://{fake.place}/other"))
    assert (other.match({"en": asked("zebrawood")}), fake.asked) == ([page.pk], [])


def test_rebuild_is_due_for_another_server_but_not_for_another_password(db):
    def name(url):
        return remote_engine(url).name

    assert name("opensearch+http://a:b@127.0.0.1:1/hub") == name("opensearch+http://a:c@127.0.0.1:1/hub")
    assert len({name(f"opensearch+http://127.0.0.1:{place}") for place in ("1/hub", "2/hub", "1/other")}) == 3


@pytest.mark.parametrize("kind", CLIENTS)
def test_password_may_hold_any_character(kind, db, fake):
    engine = remote_engine(f"{kind}+http://me:p%40ss%3Aw%2Frd@{fake.place}")
    engine.match({"en": asked("round")})
    assert fake.authorization == "Basic bWU6cEBzczp3L3Jk"


def test_address_is_read_as_documented():
    pytest.importorskip("elasticsearch")
    assert env.search_server("") == {}
    assert env.search_server("elasticsearch+https://me:secret@search.example.org/library") == {
        "BACKEND": "wagtail.search.backends.elasticsearch8",
        "HOSTS": ["https://me:secret@search.example.org:9200"],
        "INDEX_PREFIX": "library_",
        "TIMEOUT": 5,
        "OPTIONS": {"max_retries": 0},
    }


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9200", "solr+http://127.0.0.1", "opensearch+ftp://x", "opensearch+http:///x"]
)
def test_address_that_cannot_be_understood_ends_the_start(url):
    with pytest.raises(env.MissingSetting, match=r"^The hub cannot start: SEARCH_URL must look like opensearch\+https"):
        env.search_server(url)


def test_address_without_the_client_package_ends_the_start(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(env.MissingSetting, match=r"SEARCH_URL wants a client package: pip install '\.\[search\]'"):
        env.search_server("opensearch+http://127.0.0.1")


def test_engine_is_the_database_and_no_client_is_loaded_without_an_address():
    import subprocess
    import sys

    code = (
        "import sys; from hub.search import engines; "
        "print(engines.current().name, {'opensearchpy', 'elasticsearch'} & set(sys.modules))"
    )
    environment = env.with_settings(DJANGO_SETTINGS_MODULE="config.settings.test", SEARCH_URL="")
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "database set()"

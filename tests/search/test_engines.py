"""The contract of a search engine: the same cases for the database and for every search server that can be reached.

Two of the engines here are the real client packages speaking to `fake_search_server`, which is not the real server: it
exercises our wiring, the JSON and what the questions mean. Real servers are named in SEARCH_TEST_URLS (docs/scaling.md);
the last test of this file says by name which of them were not there.
"""

import importlib.util
import secrets
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

import pytest

from config import env
from hub.core import version
from hub.search import query, remote, services
from hub.search.engine import DatabaseEngine
from hub.search.models import IndexState, SearchDocument
from hub.search.query import Sequence
from tests.search.fake_search_server import FakeSearchServer

CLIENTS = {"opensearch": "opensearchpy", "elasticsearch": "elasticsearch"}
NAMED = env.text("SEARCH_TEST_URLS", "").split()
PLACES = {url: f"{url.partition('+')[0]} at {urlsplit(url).netloc.rpartition('@')[2]}" for url in NAMED}
LIBRARY_QUERIES = [
    "circle", "names", "group games", '"in a circle"', "song -dance", "-circle", "breathe together", "círculo",
    "nombres -juego", "juego de nombres", "cercle", "l'histoire du groupe", "roda", "jogo dos nomes", "دائرة",
    "أسماء المجموعة", "круг", "история группы", "duara", "mchezo wa majina", "วงกลม", "แนะนำตัว", "warm-up",
    "story song", "", "-", '"', "xyzzy", "photo consent",
]  # fmt: skip


class Committed:
    """An engine whose writes are committed, as far as it can tell."""

    def __init__(self, engine, committing):
        self.engine, self.committing = engine, committing

    def __getattr__(self, name):
        def call(*arguments, **named):
            with self.committing(execute=True):
                return getattr(self.engine, name)(*arguments, **named)

        return call


class Silent(DatabaseEngine):
    """Is written, but must not be asked."""

    def match(self, questions):
        raise AssertionError("The server was not asked.")

    def score(self, questions, page_ids):
        raise AssertionError("The server was not asked.")


def remote_engine(url: str, **options) -> remote.RemoteEngine:
    """An engine whose server has what a rebuild would have left."""
    kind = url.partition("+")[0]
    if not importlib.util.find_spec(CLIENTS[kind]):
        pytest.skip(f"{kind}: its client package is not installed (pip install '.[search]')")
    engine = remote.RemoteEngine({**env.search_server(url), **options})
    IndexState.objects.update_or_create(pk=1, defaults={"signature": f"1-pairs-{engine.name}"})
    version.forget()
    return engine


@cache
def absent(url: str) -> str:
    """Why a named server cannot be tested; empty where it can."""
    kind = url.partition("+")[0]
    if kind in CLIENTS and not importlib.util.find_spec(CLIENTS[kind]):
        return "its client package is not installed"
    try:
        remote.RemoteEngine(env.search_server(url)).backend.es.info()
    except (Exception, SystemExit) as error:
        return f"{type(error).__name__}"
    return ""


@pytest.fixture
def fake():
    server = FakeSearchServer()
    yield server
    server.stop()


@pytest.fixture(
    params=["database", "opensearch, faked", "elasticsearch, faked", *NAMED], ids=lambda name: PLACES.get(name, name)
)
def engine(request, db, fake, django_capture_on_commit_callbacks):
    """Each engine, empty. A remote one that asks the database instead of its server fails."""
    if request.param == "database":
        committed = Committed(DatabaseEngine(), django_capture_on_commit_callbacks)
        committed.clear()
        yield committed
        return
    url = request.param
    if url.endswith("faked"):
        url = f"{url.partition(',')[0]}+http://{fake.place}/test"
    elif absent(url):
        pytest.skip(f"{PLACES[url]}: {absent(url)}")
    engine = remote_engine(url, INDEX_PREFIX=f"test-{secrets.token_hex(4)}_")
    engine.database = Silent()
    committed = Committed(engine, django_capture_on_commit_callbacks)
    committed.clear()
    yield committed
    engine.index.delete()


def tokens(page_id, title="Untitled", *, names="", lead="", body="", language="en"):
    document = SearchDocument(page_id=page_id, language=language, title=title, names=names, lead=lead, body=body)
    return services.read(document).tokens


def asked(text, language="en", synonyms=None):
    return query.question(query.terms(text), language, synonyms)


def found(engine, text, language="en", synonyms=None):
    return sorted(engine.match({language: asked(text, language, synonyms)}))


def ranked(engine, text, page_ids, synonyms=None):
    scores = engine.score({"en": asked(text, synonyms=synonyms)}, {"en": page_ids})
    return sorted(page_ids, key=lambda page_id: -scores[page_id])


def filler(first=900, count=12):
    """Pages without the words in question: rarity is nothing in a library of two pages."""
    return [
        tokens(first + number, f"Number {number}", lead="A page beside", body="of others") for number in range(count)
    ]


def test_write_makes_pages_found(engine):
    engine.write([tokens(1, "Round of names"), tokens(2, "Song of the river")])
    assert (found(engine, "names"), found(engine, "river"), found(engine, "fire")) == ([1], [2], [])


def test_write_replaces_what_a_page_was_found_by(engine):
    engine.write([tokens(1, "Round of names"), tokens(2, "Song")])
    engine.write([tokens(1, "Map of the river")])
    assert (found(engine, "names"), found(engine, "map"), found(engine, "song")) == ([], [1], [2])


def test_remove_takes_pages_out_and_ignores_others(engine):
    engine.write([tokens(1, "Round"), tokens(2, "Round"), tokens(3, "Round")])
    engine.remove([1, 3, 77])
    assert found(engine, "round") == [2]


def test_clear_leaves_nothing(engine):
    engine.write([tokens(1, "Round")])
    engine.clear()
    assert found(engine, "round") == []


def test_keep_only_removes_all_others(engine):
    engine.write([tokens(number, "Round") for number in (1, 2, 3, 4)])
    engine.keep_only({2, 4})
    assert found(engine, "round") == [2, 4]


def test_all_words_may_stand_in_different_fields(engine):
    engine.write(
        [tokens(1, "River", body="a song"), tokens(2, "River"), tokens(3, "Song"), tokens(4, lead="song, river")]
    )
    assert found(engine, "river song") == [1, 4]


def test_phrase_stands_in_one_field_word_by_word(engine):
    engine.write([
        tokens(1, "A walking circle"),
        tokens(2, "Circle walking"),
        tokens(3, "Walking", lead="circle"),
        tokens(4, "Walking", names="Circle"),
        tokens(5, body="First walking in a circle"),
        tokens(6, body="slowly walking circles begin"),
    ])  # fmt: skip
    assert found(engine, '"walking circle"') == [1, 6]


def test_excluded_words_and_phrases_take_pages_out(engine):
    engine.write([tokens(1, "River song"), tokens(2, "River", body="of fire"), tokens(3, "River", body="song of fire")])
    assert (found(engine, "river -song"), found(engine, 'river -"song of fire"')) == ([2], [1, 2])


def test_only_excluded_finds_all_others_of_the_language(engine):
    engine.write([tokens(1, "River"), tokens(2, "Song"), tokens(3, "Río", language="es"), tokens(4, "Map")])
    assert found(engine, "-river") == [2, 4]


def test_any_of_is_content_with_one_clause_and_keeps_exclusions(engine):
    engine.write([tokens(1, "River"), tokens(2, "Song"), tokens(3, "Map"), tokens(4, "Song", body="fire")])
    assert sorted(engine.match({"en": query.some_of(asked("river song -fire"))})) == [1, 2]


def test_title_question_looks_at_titles_and_names_alone(engine):
    engine.write(
        [
            tokens(1, "Round of names"),
            tokens(2, "Names going round"),
            tokens(3, "Hello", names="Round of names"),
            tokens(4, "Hello", lead="round of names", body="round of names"),
        ]
    )
    in_title = replace(asked("round names"), is_title=True)
    assert sorted(engine.match({"en": in_title})) == [1, 2, 3]


def test_titles_are_named_only_past_a_number_of_hits(engine):
    engine.write(
        [tokens(1, "Round of names"), tokens(2, "Hello", body="round of names"), tokens(3, "Names", body="round")]
    )
    wanted = {"en": asked("round names")}
    few, many = engine.match_and_titles(wanted, past=3), engine.match_and_titles(wanted, past=2)
    assert [(sorted(found), titled) for found, titled in (few, many)] == [([1, 2, 3], []), ([1, 2, 3], [1])]
    assert engine.match_and_titles({"en": asked("")}, past=0) == ([], [])


def test_synonyms_are_alternatives_words_and_phrases(engine):
    engine.write(
        [
            tokens(1, "Energizer"),
            tokens(2, "A warm up game"),
            tokens(3, "Up and warm"),
            tokens(4, "Energizer", body="cold"),
        ]
    )
    stems = query.exact_tokens("energizer", "en")
    synonyms = {stems: (Sequence(query.exact_tokens("warm up", "en"), is_phrase=True),)}
    assert (found(engine, "energizer", synonyms=synonyms), found(engine, "energizer")) == ([1, 2, 4], [1, 4])
    assert found(engine, "energizer -cold", synonyms=synonyms) == [1, 2]


def test_languages_are_asked_at_once_and_apart(engine):
    engine.write([
        tokens(1, "Table"), tokens(2, "Table", language="fr"), tokens(3, "الدائرة", language="ar"),
        tokens(4, "วงกลม", language="th"), tokens(5, "Круг", language="ru"), tokens(6, "Table", language="pt"),
    ])  # fmt: skip
    both = engine.match({"en": asked("table"), "fr": asked("tables", "fr"), "ru": asked("круга", "ru")})
    assert (sorted(both), found(engine, "دائرة", "ar"), found(engine, "วงกลม", "th")) == ([1, 2, 5], [3], [4])


def test_question_without_clauses_finds_nothing(engine):
    engine.write([tokens(1, "River")])
    assert (engine.match({"en": asked("")}), engine.match({})) == ([], [])


def test_score_puts_title_over_lead_over_body(engine):
    engine.write([
        *filler(),
        tokens(1, "Walk", lead="On the bank", body="of a river"),
        tokens(2, "Walk", lead="On a river", body="with others"),
        tokens(3, "The river", lead="On a bank", body="with others"),
    ])  # fmt: skip
    assert ranked(engine, "river", [1, 2, 3]) == [3, 2, 1]


def test_score_puts_the_very_title_first(engine):
    engine.write([
        *filler(),
        tokens(1, "Round of names", body="People sit."),
        tokens(2, "Names, a round of many names", lead="round names", body="Round names round names."),
        tokens(3, "Another game", body="A round of names."),
    ])  # fmt: skip
    assert ranked(engine, "round of names", [1, 2, 3])[0] == 1


def test_score_counts_synonyms_less_than_the_word_itself(engine):
    engine.write([*filler(), tokens(1, "Icebreaker game"), tokens(2, "Energizer game")])
    synonyms = {query.exact_tokens("energizer", "en"): (Sequence(query.exact_tokens("icebreaker", "en")),)}
    assert ranked(engine, "energizer", [1, 2], synonyms) == [2, 1]


def test_score_is_that_of_each_language_and_none_without_words(engine):
    engine.write([*filler(), tokens(1, "Table"), tokens(2, "La table ronde", language="fr")])
    questions = {"en": asked("table"), "fr": asked("table", "fr")}
    scores = engine.score(questions, {"en": [1], "fr": [2]})
    assert (sorted(scores), min(scores.values()) > 0) == ([1, 2], True)
    assert (engine.score({"en": asked("-table")}, {"en": [1]}), engine.score(questions, {"en": [], "fr": []})) == (
        {},
        {},
    )


@pytest.mark.parametrize("kind", CLIENTS)
def test_server_finds_in_the_library_what_the_database_finds(kind, db, fake, django_capture_on_commit_callbacks):
    engine = remote_engine(f"{kind}+http://{fake.place}")
    documents = list(SearchDocument.objects.all())
    with django_capture_on_commit_callbacks(execute=True):
        engine.write([services.read(document).tokens for document in documents])
    engine.database = Silent()
    languages = sorted({document.language for document in documents})
    different = {}
    for text in LIBRARY_QUERIES:
        questions = {language: asked(text, language) for language in languages}
        expected = sorted(DatabaseEngine().match(questions))
        if sorted(engine.match(questions)) != expected:
            different[text] = expected
    assert different == {}


def test_server_gives_more_hits_than_one_answer_holds(db, fake, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(remote, "PART", 3)
    engine = remote_engine(f"opensearch+http://{fake.place}")
    engine.database = Silent()
    with django_capture_on_commit_callbacks(execute=True):
        engine.write([tokens(number, "Round") for number in range(1, 10)])
    assert engine.match({"en": asked("round")}) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert fake.asked.count("POST /hub_search_1/_search") == 4


@pytest.mark.parametrize("kind", CLIENTS)
def test_every_kind_of_search_server_was_reached(kind):
    named = [url for url in NAMED if url.startswith(kind)]
    missing = [f"{PLACES[url]}: {absent(url)}" for url in named if absent(url)]
    if missing or not named:
        pytest.skip("; ".join(missing) or f"{kind}: SEARCH_TEST_URLS names no such server")
    assert [absent(url) for url in named] == [""] * len(named)

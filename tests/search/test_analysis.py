"""Which words meet and which do not, in every language, through the public functions of index and query."""

import tomllib
from pathlib import Path

import pytest

from hub.search import analysis, query, stemming, thai

WORDS = Path(__file__).parent / "words"
PAIRS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORDS.glob("*.toml"))}
ONE_WAY = {"th"}  # a query is found inside a longer text, not the other way round
KNOWN_GAPS = {"th": [("ออนไลน", "ออนไลน์")]}
LEAST_MEETING, LEAST_APART = 60, 30


def meets(asked: str, text: str, language: str) -> bool:
    """Whether a query finds a text, by the tokens alone."""
    have = set(analysis.tokens(text, language))
    question = query.question(query.terms(asked), language)
    return bool(question.clauses) and all(
        any(set(choice.tokens) <= have for choice in clause.alternatives) for clause in question.clauses
    )


def directions(language: str, first: str, second: str):
    return [(first, second)] if language in ONE_WAY else [(first, second), (second, first)]


@pytest.fixture
def without_dictionary(monkeypatch):
    """Thai as where its dictionary is not installed; what either way has remembered is forgotten."""
    caches = (thai.inner, stemming.stem, analysis._analysed)
    for cached in caches:
        cached.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(thai, "segmenter", lambda: None)
        yield
    for cached in caches:
        cached.cache_clear()


def test_pairs_are_there_for_every_language():
    assert sorted(PAIRS) == ["ar", "en", "es", "fr", "pt", "ru", "sw", "th"]
    assert {code: len(pairs["meet"]) for code, pairs in PAIRS.items() if len(pairs["meet"]) < LEAST_MEETING} == {}
    assert {code: len(pairs["apart"]) for code, pairs in PAIRS.items() if len(pairs["apart"]) < LEAST_APART} == {}


@pytest.mark.parametrize("language", PAIRS)
def test_words_that_mean_the_same_meet(language):
    missed = [
        (asked, text)
        for first, second in PAIRS[language]["meet"]
        if (first, second) not in KNOWN_GAPS.get(language, ())
        for asked, text in directions(language, first, second)
        if not meets(asked, text, language)
    ]
    assert missed == []


@pytest.mark.parametrize("language", PAIRS)
def test_words_that_mean_something_else_stay_apart(language):
    met = [
        (asked, text)
        for first, second in PAIRS[language]["apart"]
        for asked, text in directions(language, first, second)
        if meets(asked, text, language)
    ]
    assert met == []


def test_known_gaps_are_still_gaps():
    closed = [(asked, text) for code, gaps in KNOWN_GAPS.items() for asked, text in gaps if meets(asked, text, code)]
    assert closed == []


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("เยียวยา", "วงเยียวยา"),
        ("กิจกรรม", "กิจกรรมอุ่นเครื่อง"),
        ("หายใจ", "ลมหายใจ"),
        ("ชุมชน", "การเยียวยาชุมชน"),
        ("ปลอดภัย", "พื้นที่ปลอดภัย"),
        ("ออนไลน์", "กิจกรรมออนไลน์"),
    ],
)
def test_thai_without_its_dictionary_finds_words_within_a_run(without_dictionary, asked, text):
    assert analysis.signature().endswith("pairs")
    assert meets(asked, text, "th")


def test_thai_without_its_dictionary_keeps_other_words_apart(without_dictionary):
    assert not meets("เยียวยา", "กิจกรรมอุ่นเครื่อง", "th")


def test_signature_tells_a_process_with_the_dictionary_from_one_without(without_dictionary):
    assert analysis.signature() == f"{analysis.VERSION}-pairs"


@pytest.mark.parametrize("language", PAIRS)
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", "a\x00b", "\ud800", "a\udfffb", "x" * 10_000, "ก" * 10_000, "a-" * 5000, "'" * 10_000,
        "👩🏽‍🤝‍👩🏿 🏳️‍🌈", "\u202eabc\u202c", "\ue000\ue001\ue002\ue003", "́́́", "﷽", "ﬁ", "½ ² ٣ ๓", "\U0010ffff", "- ' \"",
    ],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_any_text_gives_tokens_that_the_databases_can_hold(language, text):
    for token in [*analysis.tokens(text, language), *query.question(query.terms(text), language).tokens]:
        assert 0 < len(token) <= analysis.MAX_TOKEN
        assert not set(token) & set("\x00 '\"\\\n\t:*()")


@pytest.mark.parametrize("language", PAIRS)
@pytest.mark.parametrize("private_use", ["\ue000", "\ue001", "\ue002", "\ue003"])
def test_letters_that_the_index_uses_itself_are_no_words(language, private_use):
    assert analysis.tokens(f"{private_use}", language) == []
    assert query.question(query.terms(private_use), language).clauses == ()


@pytest.mark.parametrize(("language", "word"), [("en", "the"), ("es", "de"), ("fr", "les"), ("pt", "para"), ("ar", "في"),
                                                ("ru", "и"), ("sw", "na"), ("th", "และ")])  # fmt: skip
def test_small_word_alone_is_asked_for(language, word):
    assert len(query.question(query.terms(word), language).clauses) == 1
    assert meets(word, f"{word} xyz", language)


@pytest.mark.parametrize("asked", ["check-in", "checkin", "check in", "Check‑In", "CHECK-INS", "check-in's"])
@pytest.mark.parametrize("text", ["check-in", "a check‐in", "check-ins"])
def test_hyphens_are_the_same_for_index_and_query(asked, text):
    assert meets(asked, text, "en")


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        ("dont", "don't", "en"),
        ("don’t", "don't", "en"),
        ("host", "the host's", "en"),
        ("hosts’", "host", "en"),
        ("amour", "l’amour", "fr"),
        ("l'amour", "amour", "fr"),
        ("écoute", "d'ÉCOUTE", "fr"),
        ("ng'ombe", "ng’ombe", "sw"),
        ("2024", "٢٠٢٤", "ar"),
        ("٢٠٢٤", "2024", "ar"),
        ("15", "๑๕", "th"),
        ("naive", "naïve", "en"),
        ("ё", "е", "ru"),
        ("cafe\u0301", "café", "fr"),
    ],
)
def test_ways_of_writing_are_the_same_for_index_and_query(asked, text, language):
    assert meets(asked, text, language)


def test_words_know_where_they_stand():
    words = analysis.words("A Círculo, in\nthe check-in.", "en")
    assert [("A Círculo, in\nthe check-in."[word.start : word.end], word.forms) for word in words] == [
        ("A", ("a",)),
        ("Círculo", ("circulo",)),
        ("in", ("in",)),
        ("the", ("the",)),
        ("check-in", ("check", "in")),
    ]

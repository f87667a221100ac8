"""What a reader typed as terms, and the terms as clauses."""

import pytest

from hub.search import query
from hub.search.query import Clause, Question, Sequence, Term

A, B = Sequence(("stone",)), Sequence(("river",))


def word(*tokens) -> Clause:
    return Clause((Sequence(tokens),))


def phrase(*tokens, out=False) -> Clause:
    return Clause((Sequence(tokens, is_phrase=len(tokens) > 1),), is_excluded=out)


def asked(text, language="en", synonyms=None) -> tuple[Clause, ...]:
    return query.question(query.terms(text), language, synonyms).clauses


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  \t\n ", []),
        ("stone river", [Term("stone"), Term("river")]),
        ('"stone river" song', [Term("stone river", is_phrase=True), Term("song")]),
        ("stone -river", [Term("stone"), Term("river", is_excluded=True)]),
        ("stone −river", [Term("stone"), Term("river", is_excluded=True)]),
        ('stone -"red river"', [Term("stone"), Term("red river", is_phrase=True, is_excluded=True)]),
        ("-river", [Term("river", is_excluded=True)]),
        ("check-in", [Term("check-in")]),
        ("stone - river", [Term("stone"), Term("-"), Term("river")]),
        ('"stone river', [Term("stone"), Term("river")]),
        ('stone" river', [Term("stone"), Term("river")]),
        ('"', []),
        ('""', []),
        ('" " "', []),
        ("“stone river”", [Term("stone river", is_phrase=True)]),
        ("«stone river»", [Term("stone river", is_phrase=True)]),
        ("„stone river“", [Term("stone river", is_phrase=True)]),
        ("״stone river＂", [Term("stone river", is_phrase=True)]),
        ('"a b" "c', [Term("a b", is_phrase=True), Term("c")]),
        ('stone"red river"song', [Term("stone"), Term("red river", is_phrase=True), Term("song")]),
    ],
)
def test_query_is_read_as_terms(text, terms):
    assert query.terms(text) == terms


def test_query_has_at_most_twelve_terms():
    assert query.terms(" ".join(f"w{number}" for number in range(30))) == [Term(f"w{number}") for number in range(12)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("stones rivers", (word("stone"), word("river"))),
        ("stone Stones STONE", (word("stone"),)),
        ("the stone of the river", (word("stone"), word("river"))),
        ("the of", (word("the"), word("of"))),
        ('"the stones"', (phrase("the", "stone"),)),
        ('"stones"', (phrase("stone"),)),
        ("stone -rivers", (word("stone"), phrase("river", out=True))),
        ('stone -"red rivers"', (word("stone"), phrase("red", "river", out=True))),
        ("-stone -river", (phrase("stone", out=True), phrase("river", out=True))),
        ("the -river", (phrase("river", out=True), word("the"))),
        ("... !!! ؟", ()),
        ("-", ()),
        ('"?!"', ()),
    ],
)
def test_terms_become_clauses(text, clauses):
    assert asked(text) == clauses


def test_hyphened_word_is_found_in_parts_or_as_one():
    assert asked("check-in") == (Clause((Sequence(("check", "in")), Sequence(("checkin",)))),)


def test_excluded_hyphened_word_is_a_phrase():
    assert asked("-check-in") == (phrase("check", "in", out=True),)


def test_question_tells_wanted_from_unwanted():
    question = query.question(query.terms("stone -river"), "en")
    assert (question.positive, question.negative) == ([word("stone")], [phrase("river", out=True)])
    assert question.tokens == {"stone"}


def test_exact_is_all_that_is_wanted_in_its_order():
    question = query.question(query.terms("The stones -river"), "en")
    assert question.exact == query.exact(list(query.exact_tokens("the Stone", "en")))


def test_synonyms_are_alternatives_of_a_word():
    assert asked("stones", synonyms={("stone",): (B,)}) == (Clause((A, B)),)


def test_synonyms_of_several_words_span_them():
    several = Sequence(("red", "stone"), is_phrase=True)
    assert asked("big red stones", synonyms={("red", "stone"): (B,)}) == (word("big"), Clause((several, B)))


def test_longest_run_with_synonyms_wins():
    synonyms = {("red",): (A,), ("red", "stone"): (B,)}
    assert asked("red stone", synonyms=synonyms) == (Clause((Sequence(("red", "stone"), is_phrase=True), B)),)


@pytest.mark.parametrize("text", ['"stone"', "-stone"])
def test_phrases_and_exclusions_mean_just_what_they_say(text):
    assert asked(text, synonyms={("stone",): (B,)}) == (phrase("stone", out=text.startswith("-")),)


def test_small_word_with_synonyms_is_asked_for():
    assert asked("us stone", synonyms={("us",): (B,)}) == (Clause((Sequence(("us",)), B)), word("stone"))


def test_parts_are_clauses_of_their_own():
    question = Question((Clause((Sequence(("a", "b")),)), phrase("c", "d"), Clause((A, B)), phrase("e", out=True)))
    assert query.in_parts(question).clauses == (
        word("a"),
        word("b"),
        phrase("c", "d"),
        Clause((A, B)),
        phrase("e", out=True),
    )


def test_tokens_of_one_term_are_capped():
    (clause,) = asked("-" + "-".join(f"w{number}" for number in range(60)))
    assert len(clause.alternatives[0].tokens) == query.MAX_TOKENS

"""Did you mean: near words that the documents hold, and never one that finds nothing."""

import random

import pytest

from hub.search import listing, matching, query, spelling
from hub.search.models import IndexedWord
from tests.factories import activity, translation

pytestmark = pytest.mark.django_db


def corrected(words, language="en") -> str | None:
    terms = spelling.corrected(query.terms(words), language)
    return terms and " ".join(term.text for term in terms)


def match(words, language="en"):
    return matching.match(words, listing.listing("", language))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zyxwvumk", "zyxwvulk"),  # another letter
        ("zyxwvlk", "zyxwvulk"),  # one left out
        ("zyxwvuulk", "zyxwvulk"),  # one too many
        ("zyxwuvlk", "zyxwvulk"),  # two swapped
        ("ZYXVWULK", "zyxwvulk"),
        ("zyxwvulkmeadows", "zyxwvulk meadows"),
        ("qjkz", "qjkx"),
    ],
)
def test_typing_errors_are_put_right(starter_library, typed, meant):
    activity(title="Zyxwvulk meadows qjkx")
    assert corrected(typed) == meant


def test_long_words_may_have_two_errors(starter_library):
    activity(title="Zyxwvulk meadows")
    assert (corrected("zyxvwumk"), corrected("zyxvwlk")) == ("zyxwvulk", None)


@pytest.mark.parametrize(
    "typed", ["zyxwvulk", "Zyxwvulk", "zyxwvulks", "zyx", "qqqqqqqq", "bcdfghjklmnp", "12345678", "?"]
)
def test_known_short_and_far_words_stay_as_they_are(starter_library, typed):
    activity(title="Zyxwvulk meadows")
    assert corrected(typed) is None


def test_right_words_phrases_and_exclusions_stay(starter_library):
    activity(title="Zyxwvulk meadows")
    terms = spelling.corrected(query.terms('meadows "zyxwvumk meadows" -zyxwuvlk'), "en")
    assert [(term.text, term.is_phrase, term.is_excluded) for term in terms] == [
        ("meadows", False, False),
        ("zyxwvulk meadows", True, False),
        ("zyxwvulk", False, True),
    ]


def test_spelling_is_of_one_language(starter_library):
    translation(activity(title="Walk"), "es", title="Zyxwvulk")
    assert (corrected("zyxwvumk", "es"), corrected("zyxwvumk")) == ("zyxwvulk", None)


@pytest.mark.parametrize(
    ("language", "title", "typed", "meant"),
    [
        ("es", "Ñandúzyxw", "ñanduzyxv", "nanduzyxw"),
        ("ru", "Жщъыэюяж", "жщъыэюяш", "жщъыэюяж"),
        ("ar", "زظغضثق", "زظغضثف", "زظغضثق"),
        ("sw", "Zyxwvulk", "zyxwvumk", "zyxwvulk"),
    ],
)
def test_every_language_has_its_words(starter_library, language, title, typed, meant):
    translation(activity(title="Walk"), language, title=title)
    assert corrected(typed, language) == meant


def test_thai_word_with_a_wrong_letter_is_put_right(starter_library):
    translation(activity(title="Walk"), "th", title="วงเยียวยาชุมชน")
    assert corrected("เยียวษา", "th") == "เยียวยา"


def test_nothing_found_is_searched_again_in_the_spelling_that_was_meant(starter_library):
    page = activity(title="Zyxwvulk meadows")
    found = match("zyxwvumk")
    held = listing.listing("", "en")
    assert (found.how, found.meant, found.mask) == ("corrected", "zyxwvulk", held.mask_of([page.pk]))


def test_few_results_offer_a_spelling_that_finds_many(starter_library):
    rare = activity(title="Zyxwvumk walk")
    for number in range(6):
        activity(title=f"Zyxwvulk {number}")
    found = match("zyxwvumk")
    assert (found.how, found.meant) == ("all", "")  # a word that is known is meant
    assert found.mask == listing.listing("", "en").mask_of([rare.pk])


def test_word_of_a_deleted_page_is_not_offered(starter_library):
    activity(title="Zyxwvulk meadows").delete()
    found = match("zyxwvumk")
    assert (found.how, found.meant, found.mask) == ("none", "", 0)


def misspelt(chance, word) -> str:
    place = chance.randrange(len(word) - 1)
    return chance.choice(
        [
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place:],
        ]
    )


def test_nothing_is_offered_that_finds_nothing(starter_library):
    chance = random.Random(3)
    forms = IndexedWord.objects.filter(language="en", documents__gt=0).order_by("form").values_list("form", flat=True)
    words = chance.sample([form for form in forms if len(form) > 4 and form.isascii()], 60)
    empty, put_right = [], 0
    for word in words:
        found = match(misspelt(chance, word))
        put_right += found.how == "corrected"
        if found.meant and not match(found.meant).mask:
            empty.append((word, found.meant))
    assert empty == []
    assert put_right > 30

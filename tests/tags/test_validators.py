"""What may be a word, and when two spellings are one word."""

import pytest
from django.core.exceptions import ValidationError

from hub.tags import validators


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  songs   at night ", "songs at night"),
        ("cafe\u0301", "café"),
        ("\u200fسهرة\u200e", "سهرة"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("น้ำ", "น้ำ"),
        ("24", "24"),
        ("ab" * 20, "ab" * 20),
    ],
)
def test_word_is_kept_composed_and_without_direction_marks(typed, kept):
    assert validators.cleaned(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "short"),
        ("a", "short"),
        ("!!", "short"),
        ("a" * 41, "long"),
        ("ﷺ" * 20, "long"),
        ("a\x00b", "signs"),
        ("bad\x1b[31m", "signs"),
        ("a, b", "signs"),
        ('a "b"', "signs"),
        ("ab\ue000", "signs"),
        ("ab\ud800", "signs"),
    ],
)
def test_what_is_no_word_is_refused(typed, code):
    with pytest.raises(ValidationError) as error:
        validators.cleaned(typed)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sieste", "sieste"),
        ("théâtre", "Theatre"),
        ("check-in", "Check in"),
        ("bus stop", "busstop"),
        ("الأمّهات", "الامهات"),
        ("Straße", "STRASSE"),
    ],
)
def test_case_accents_and_spaces_do_not_make_another_word(one, other):
    assert validators.key(one) == validators.key(other)


@pytest.mark.parametrize(("one", "other"), [("เสือ", "เสื่อ"), ("мой", "мои"), ("song", "songs")])
def test_letters_that_mean_another_word_stay_apart(one, other):
    assert validators.key(one) != validators.key(other)


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("Songs at night", "songs-at-night"),
        ("กล้วยไม้", "กล้วยไม้"),
        ("الإصغاء معا", "الإصغاء-معا"),
        ("Théâtre!", "théâtre"),
        ("a/b?c&d=1:2", "a-b-c-d-1-2"),
    ],
)
def test_address_of_a_word_is_in_its_own_script(word, slug):
    assert validators.slug(word) == slug


def test_words_are_told_apart_at_the_commas_of_every_script():
    assert validators.split('one, two words،ثلاثة；four、five\n"six seven",,') == [
        "one",
        "two words",
        "ثلاثة",
        "four",
        "five",
        "six seven",
    ]


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(ValidationError) as error:
        validators.all_cleaned(["a", "b\x07b", *(f"word {n}" for n in range(11))])
    assert error.value.messages == [
        "“a” is too short. A word has at least two letters or digits.",
        "“b·b” has signs that cannot be shown. Write it with letters and digits.",
        "At most 10 words for a page. Leave some out.",
    ]


def test_a_word_given_twice_counts_once():
    assert validators.all_cleaned(["Sieste", "tea", "sieste"]) == ["Sieste", "tea"]

import datetime

import pytest

from hub.activities import cleaning
from hub.activities.records import Problem, nested, parse


def record(**changes):
    facts = {
        "uid": "abc234",
        "types": ["check-in"],
        "energy": "calm",
        "depth": 1,
        "trust": 1,
        "host_level": "first-time",
        "participant_level": "first-time",
        "reading": "none",
        "language": "no-shared",
        "traces": "nothing-written",
        "translations": {"en": {"title": "Hello", "summary": "We say hello."}},
    }
    return {key: value for key, value in {**facts, **changes}.items() if value is not ...}


def words(**changes):
    return {"translations": {"en": {"title": "Hello", "summary": "We say hello.", **changes}}}


def problems(data):
    found, wrong = parse(data, place="line 1", themes=["collective-care"])
    assert (found is None) == bool(wrong)
    return [(problem.field, problem.message) for problem in wrong]


def test_record_without_minutes_and_people_leaves_them_unknown():
    found, wrong = parse(record(), place="line 1", themes=[])

    assert wrong == []
    assert found.uid == "abc234"
    assert found.facts == {key: value for key, value in record().items() if key != "translations"}
    assert found.words == {"en": {"title": "Hello", "summary": "We say hello."}}


def test_record_with_everything_is_taken_whole():
    data = record(
        slug="hello",
        minutes=[5, 10],
        people=[3],
        themes=["collective-care"],
        step_minutes=[2, 5],
        materials=[{"qty": 1, "per": "person"}],
        next_review="2026-03-08",
        support_person=False,
        before=["shake-it-out"],
        **words(
            steps=[{"title": "A", "do": "Do a."}, {"title": "B", "do": "Do b.", "say": "Now b."}],
            materials=[{"name": "Paper"}],
            tips="- One\n- Two",
            also_known_as=["Hi", "Hi"],
        ),
    )

    found, wrong = parse(data, place="line 1", themes=["collective-care"])

    assert wrong == []
    assert found.facts == {
        **{key: value for key, value in data.items() if key != "translations"},
        "next_review": datetime.date(2026, 3, 8),
    }
    assert found.words["en"] == {
        **data["translations"]["en"],
        "tips": "<ul><li>One</li><li>Two</li></ul>",
        "also_known_as": ["Hi"],
    }


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"energy": "wild"}, ("energy", "Unknown: wild. Allowed: calm, medium, high.")),
        ({"depth": 7}, ("depth", "Unknown: 7. Allowed: 1, 2, 3, 4.")),
        ({"depth": "deep"}, ("depth", "Here stands 'deep'; it must be a whole number.")),
        ({"depth": True}, ("depth", "Here stands True; it must be a whole number.")),
        ({"needs": ["paper", "luck"]}, ("needs", "Unknown: luck. Allowed: nothing, paper, phones, internet, "
                                        "electricity, projector, sound.")),
        ({"needs": "paper"}, ("needs", "Here stands 'paper'; it must be a list.")),
        ({"needs": [["paper"]]}, ("needs", "Here stands ['paper']; it must be text.")),
        ({"themes": ["weather"]}, ("themes", "Unknown: weather. Allowed: collective-care.")),
        ({"minutes": [5]}, ("minutes", "Write two whole numbers: the least and the most.")),
        ({"minutes": [0, 5]}, ("minutes", "0 is not between 1 and 32767.")),
        ({"minutes": [5, 99999]}, ("minutes", "99999 is not between 1 and 32767.")),
        ({"people": [1, 2, 3]}, ("people", "Write the least and the most, or only the least where there is no limit.")),
        ({"types": ["game", "care", "arts", "body"]}, ("types", "4 entries; at most 3.")),
        ({"types": ...}, ("types", "This is missing.")),
        ({"uid": "ABC"}, ("uid", "A uid has six characters of a-z and 2-9.")),
        ({"slug": "../x"}, ("slug", "A slug has small letters a-z, digits and single hyphens.")),
        ({"source_url": "javascript:alert(1)"},
         ("source_url", "This is not a web address that begins with http:// or https://.")),
        ({"next_review": "soon"},
         ("next_review", "This is not a day. Write it as year-month-day, for example 2026-03-08.")),
        ({"translations": {}}, ("translations", "Give the words of at least one language.")),
        ({"translations": {"English!": {}}}, ("English!", "This is no language code, such as en or sw.")),
        ({"translations": {"en": "Hello"}}, ("en", "The words of a language must be a table of named values.")),
        (words(title=None), ("en.title", "This is missing.")),
        (words(title="<b> </b>"), ("en.title", "This is missing.")),
        (words(summary="x" * 161), ("en.summary", "161 characters; at most 160.")),
        (words(materials=[{"name": "Paper"}]),
         ("en.materials", "1 entries; the numbers or the other languages have 0.")),
        (words(steps=[{"title": "A"}]), ("en.steps[1].do", "This is missing.")),
        (words(steps=["A"]), ("en.steps", "Here stands 'A'; it must be a table of named values.")),
        (words(steps=[{"title": "A", "do": "B", "say": 3}]),
         ("en.steps[1].say", "Here stands 3; it must be text.")),
    ],
)  # fmt: skip
def test_record_with_a_mistake_names_field_and_reason(changes, wrong):
    assert problems(record(**changes)) == [wrong]


def test_record_with_unknown_keys_names_the_allowed_ones():
    [(field, message), (word_field, word_message)] = problems(record(mood="good", **words(joke="ha")))

    assert (field, word_field) == ("mood", "en.joke")
    assert message.startswith("Unknown key. Allowed: uid, slug, types, ")
    assert word_message.startswith("Unknown key. Allowed: title, also_known_as, ")


@pytest.mark.parametrize("data", [None, [], "text", 7])
def test_record_that_is_no_table_is_one_problem(data):
    assert parse(data, place="line 3", themes=[]) == (
        None,
        [Problem("line 3", "", "An activity must be a table of named values.")],
    )


def test_steps_must_be_as_many_as_their_minutes_in_every_language():
    step = {"title": "A", "do": "B"}
    texts = {"title": "Hello", "summary": "We say hello."}
    data = record(
        step_minutes=[3, 4],
        translations={"en": {**texts, "steps": [step, step]}, "es": {**texts, "steps": [step]}},
    )

    assert problems(data) == [("es.steps", "1 entries; the numbers or the other languages have 2.")]


def test_problem_is_placed_in_the_row_of_its_language():
    data = record(translations={"en": {"title": "Hello", "summary": "Yes."}, "es": {"title": "Hola"}})

    _record, wrong = parse(data, place="row 2", themes=[], places={"en": "row 2", "es": "row 3"})

    assert [str(problem) for problem in wrong] == ["row 3, es.summary: This is missing."]


def test_flat_record_is_parted_into_facts_and_words():
    flat = {"uid": "abc234", "title": "Hello", "materials": [{"name": "Paper", "qty": 2, "per": "person"}]}

    assert nested(flat, "sw") == {
        "uid": "abc234",
        "materials": [{"qty": 2, "per": "person"}],
        "translations": {"sw": {"title": "Hello", "materials": [{"name": "Paper"}]}},
    }


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("  Hello \n there ", "Hello there"),
        ("Tom &amp; Ana", "Tom & Ana"),
        ("a < b and 3 > 2", "a < b and 3 > 2"),
        ("I <3 you", "I <3 you"),
        ("<b>Hel</b>lo<script>alert(1)</script>", "Hello"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hello", "Hello"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;Hello", "Hello"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("He\x00l\x1bl\x9fo\ud800", "Hello"),
        ("مرحبا\u200f بكم", "مرحبا\u200f بكم"),
    ],
)
def test_line_loses_markup_and_control_characters(given, cleaned):
    assert cleaning.line(given) == cleaned


def test_paragraphs_keep_their_empty_lines():
    assert cleaning.paragraphs("One \r\ntwo\r\n\r\n\r\n\r\nThree<br>four\n") == "One\ntwo\n\nThree\nfour"


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("One\nline\n\nTwo", "<p>One line</p><p>Two</p>"),
        ("First:\n- a\n- b\n\nThen.", "<p>First:</p><ul><li>a</li><li>b</li></ul><p>Then.</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("Tom &amp; Ana", "<p>Tom &amp; Ana</p>"),
        ("A <b>bold</b> word", "<p>A <b>bold</b> word</p>"),
        ("<p>x</p><script>alert(1)</script>", "<p>x</p>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;x", "<p>x</p>"),
        ('<p onclick="x()" style="color:red">a<br>b</p><iframe src="//x"></iframe>', "<p>a<br/>b</p>"),
        ('<p><a href="javascript:alert(1)">l</a></p>', "<p><a>l</a></p>"),
        ('<p><a href="https://x.org/?a=1&b=2" target="_blank">l</a></p>',
         '<p><a href="https://x.org/?a=1&amp;b=2">l</a></p>'),
        ('<p><a linktype="page" id="3">l</a></p>', "<p><a>l</a></p>"),
        ('<p><embed embedtype="image" id="1">x</p>', "<p>x</p>"),
        ("A\x00B", "<p>AB</p>"),
        (" \n ", ""),
    ],
)  # fmt: skip
def test_rich_text_keeps_only_what_is_allowed(given, cleaned):
    assert cleaning.rich(given) == cleaned

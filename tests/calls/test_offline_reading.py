"""Filled files come back as right answers or as the exact list of what did not fit. Nothing is guessed, nothing is lost."""

import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override

from hub.calls.enums import Kind
from hub.calls.offline.marking import BEGIN, body_of_question, written
from hub.calls.offline.problems import SENTENCES, Filled, Misfit, MisfitError, Problem
from hub.calls.offline.reading import read
from hub.calls.offline.understanding import understood
from hub.calls.questions import Question
from tests.calls.sheets import QUESTIONS, RIGHT, WRITERS, arabic, as_text, changed_part, filled, lines, sheet
from tests.core.hostile import archive

FILES = Path(__file__).resolve().parent / "files"
EMPTY = Filled()


def without(*keys: str) -> dict:
    return {key: value for key, value in RIGHT.items() if key not in keys}


def blocks(text: list[str]) -> tuple[list[str], list[list[str]]]:
    """A text file as its beginning and its questions."""
    starts = [number for number, line in enumerate(text) if line[:2] in {f"{n}." for n in range(1, 10)}]
    return text[: starts[0]], [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


# 1-3: right, in each kind ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("base", [sheet(), arabic()], ids=["en", "ar"])
def test_right_file_is_taken_whole(kind, base):
    assert read(filled(kind, RIGHT, base), f"FILE.{kind.upper()}", base) == Filled(RIGHT, [])
    assert read(filled(kind, {}, base), f"file.{kind}", base) == EMPTY


# The second is in Arabic, with the hub's own words still in English when it was written.
@pytest.mark.parametrize(
    ("name", "base"), [("resaved.odt", sheet()), ("resaved.docx", replace(arabic(), language="en"))]
)
def test_file_saved_by_an_office_app_is_taken_whole(name, base):
    assert read((FILES / name).read_bytes(), name, base) == Filled(RIGHT, [])


# 4-5: reordered, translated, and what apps do to letters --------------------------------------------------------------
def test_reordered_blocks_are_taken_whole():
    opening, asked = blocks(lines(RIGHT))
    turned = [line for block in reversed(asked) for line in block]
    assert read(as_text([*opening, *turned]), "f.txt", sheet()) == Filled(RIGHT, [])


def test_translated_labels_do_not_matter():
    translated = filled("txt", RIGHT, arabic()).decode().replace("At home", "في البيت").replace("In a hall", "في قاعة")
    assert read(translated.encode(), "f.txt", sheet()) == Filled(RIGHT, [])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.lower(),
        lambda text: text.replace("[[ ", "［［").replace(" ]]", "］］"),
        lambda text: text.replace("[[ ", "").replace(" ]]", ""),
        lambda text: text.replace("[x]", "☑").replace("[ ]", "☐"),
        lambda text: text.replace("[x] ", "[\u00a0Х ] "),
        lambda text: text.replace("1)", "١)").replace("2)", "๒)").replace("3)", "３）"),
        lambda text: text.replace("[[", "\u200f[[").replace("]]", "]]\u200e"),
        lambda text: text.replace("2027-03-28", "٢٠٢٧–٠٣–٢٨").replace("\n30", "\n३०"),
        lambda text: text.replace("\r\n", "\r"),
    ],
    ids=["small", "wide", "bare", "boxes", "cyrillic", "digits", "turns", "dates", "old-mac"],
)
def test_what_apps_do_to_letters_does_not_matter(change):
    answers = {**RIGHT, "name": "river", "why": "sing"}
    assert read(change(filled("txt", answers).decode()).encode(), "f.txt", sheet()) == Filled(answers, [])


# 6: truncated ---------------------------------------------------------------------------------------------------------
def test_truncated_file_gives_what_was_whole_and_lists_the_rest():
    text = lines(RIGHT)
    cut = text[: text.index("We want more to sing – “all” of us: ميم، น้ำ.")]
    missing = [Problem(question.key, Misfit.MISSING) for question in QUESTIONS[2:]]
    expected = Filled({"name": "The river"}, [Problem("why", Misfit.CUT, "We sing."), *missing])
    assert read(as_text(cut), "f.txt", sheet()) == expected


def test_broken_archive_is_refused():
    data = filled("docx", RIGHT)
    assert read(data[: len(data) // 2], "f.docx", sheet()) == Filled({}, [Problem(None, Misfit.KIND_OF_FILE)])


# 7: another call's, no form at all, a changed question ----------------------------------------------------------------
@pytest.mark.parametrize("kind", WRITERS)
def test_another_calls_file_gives_nothing(kind):
    other = filled(kind, RIGHT, sheet(call_mark="XXXXXX"))
    assert read(other, f"f.{kind}", sheet()) == Filled({}, [Problem(None, Misfit.OTHER_CALL)])


def test_text_without_marks_is_not_ours():
    assert read(b"Dear team, I want to host.", "f.txt", sheet()) == Filled({}, [Problem(None, Misfit.NOT_OURS)])


def test_answer_to_a_question_that_changed_is_listed_with_its_words():
    choices = (("hall", "In a hall"), ("home", "At home"))
    changed = tuple(
        replace(question, choices=choices) if question.key == "place" else question for question in QUESTIONS
    )
    words = "[ ] 1) At home\n[x] 2) In a hall"
    problems = [Problem("place", Misfit.MISSING), Problem(None, Misfit.UNKNOWN_MARK, words)]
    assert read(filled("txt", RIGHT), "f.txt", sheet(questions=changed)) == Filled(without("place"), problems)


# 8-10: hostile files --------------------------------------------------------------------------------------------------
def bomb() -> bytes:
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"<a>" + b" " * 80_000_000})


def entities(*, body='<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>') -> bytes:
    return changed_part(filled("odt", RIGHT), "content.xml", lambda _body: body.encode())


HOSTILE = {
    "nothing.txt": (lambda: b"", Misfit.EMPTY_FILE),
    "huge.txt": (lambda: b"a" * (50 * 1024 * 1024), Misfit.TOO_LARGE_FILE),
    "long.txt": (lambda: b"a\n" * (3 * 1024 * 1024), Misfit.TOO_LARGE_FILE),
    "long.docx": (lambda: filled("docx", {"why": "a " * 600_000}), Misfit.TOO_LARGE_FILE),
    "bomb.odt": (bomb, Misfit.TOO_LARGE_FILE),
    "part.docx": (
        lambda: changed_part(filled("docx", RIGHT), "word/document.xml", lambda body: body + b" " * 13_000_000),
        Misfit.TOO_LARGE_FILE,
    ),
    "entities.odt": (entities, Misfit.ACTIVE_FILE),
    "wide-entities.odt": (lambda: entities(body="\ufeff<!DOCTYPE d>"), Misfit.ACTIVE_FILE),
    "deep.odt": (lambda: entities(body="<a>" * 100_000 + "</a>" * 100_000), Misfit.KIND_OF_FILE),
    "unclosed.odt": (lambda: entities(body="<a>" * 100), Misfit.KIND_OF_FILE),
    "macro.docx": (
        lambda: changed_part(
            filled("docx", RIGHT),
            "[Content_Types].xml",
            lambda body: body.replace(b".document.main", b".macroEnabled.main"),
        ),
        Misfit.ACTIVE_FILE,
    ),
    "renamed.docx": (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, Misfit.KIND_OF_FILE),
    "page.html": (lambda: filled("txt", RIGHT), Misfit.KIND_OF_FILE),
    "paper.txt": (lambda: b"%PDF-1.7", Misfit.KIND_OF_FILE),
    "zip.docx": (lambda: archive({"a.txt": "a"}), Misfit.KIND_OF_FILE),
    "utf-16.txt": (lambda: filled("txt", RIGHT).decode("utf-8-sig").encode("utf-16"), Misfit.ENCODING),
    "utf-16-bare.txt": (lambda: "How shall we call you?".encode("utf-16-le"), Misfit.ENCODING),
    "cp1256.txt": (lambda: "كيف نناديك؟".encode("cp1256"), Misfit.ENCODING),
    "nul.txt": (lambda: filled("txt", RIGHT) + b"\x00", Misfit.ENCODING),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_plainly_quickly_and_without_memory(name):
    make, kind = HOSTILE[name]
    data = make()
    tracemalloc.start()
    started = time.process_time()
    try:
        assert read(data, name, sheet()) == Filled({}, [Problem(None, kind)])
        assert time.process_time() - started < 2  # of the processor, however busy the machine
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_control_characters_are_taken_out():
    text = filled("txt", {**RIGHT, "name": "The river"}).decode().replace("The river", "\x07The \x1b\x7friver\u0085")
    assert read(text.encode(), "f.txt", sheet()) == Filled(RIGHT, [])


# 11-12: what was typed does not fit -----------------------------------------------------------------------------------
TYPED = {  # key: what is typed, why it does not fit
    "two ticks": ("place", "[x] 1) At home\n[x] 2) In a hall", Misfit.TWO_TICKS),
    "choice that is none": ("place", "[ ] 1) At home\n[x] 7) On the roof", Misfit.UNKNOWN_CHOICE),
    "choice in words": ("place", "In a hall", Misfit.UNCLEAR_CHOICE),
    "other choice's words": ("place", "[x] 1) In a hall", Misfit.UNCLEAR_CHOICE),
    "words behind a choice": ("place", "[x] 1) At home or at yours", Misfit.UNCLEAR_CHOICE),
    "tick beside": ("place", "[ ] 1) At home ✓\n[ ] 2) In a hall", Misfit.UNCLEAR_CHOICE),
    "words as tick": ("place", "[maybe] 1) At home", Misfit.UNCLEAR_CHOICE),
    "too many": ("themes", "[x] 1) Songs\n[x] 2) Stories\n[x] 3) Games", Misfit.TOO_MANY_CHOSEN),
    "number in words": ("people", "about thirty", Misfit.NO_NUMBER),
    "number with a point": ("people", "1.500", Misfit.NO_NUMBER),
    "number of two": ("people", "20-30", Misfit.NO_NUMBER),
    "number too small": ("people", "٠", Misfit.TOO_SMALL),
    "number too big": ("people", "501", Misfit.TOO_BIG),
    "day in another order": ("day", "28/03/2027", Misfit.NO_DATE),
    "day that may be two": ("day", "03-04-2027", Misfit.NO_DATE),
    "day that is none": ("day", "2027-02-30", Misfit.NO_DATE),
    "day of another count": ("day", "2570-03-28", Misfit.NO_DATE),
    "day in words": ("day", "28 March 2027", Misfit.NO_DATE),
    "too long": ("name", "a" * 41, Misfit.TOO_LONG),
    "two lines": ("name", "The river\nor the sea", Misfit.NOT_ONE_LINE),
    "file here": ("picture", "picture.jpg", Misfit.FILE_HERE),
    "yes and no": ("before", "[x] 1) Yes\n[x] 2) No", Misfit.TWO_TICKS),
}


@pytest.mark.parametrize("case", TYPED)
def test_what_does_not_fit_is_listed_with_its_words(case):
    key, words, kind = TYPED[case]
    opening, asked = blocks(lines(RIGHT))
    place = next(number for number, question in enumerate(QUESTIONS) if question.key == key)
    begin = next(number for number, line in enumerate(asked[place]) if line.startswith("[["))
    end = next(number for number, line in enumerate(asked[place]) if number > begin and line.startswith("[["))
    asked[place][begin + 1 : end] = words.split("\n")
    text = as_text([*opening, *(line for block in asked for line in block)])
    assert read(text, "f.txt", sheet()) == Filled(without(key), [Problem(key, kind, words)])


def test_question_that_is_there_twice_is_asked_again():
    opening, asked = blocks(lines(RIGHT))
    again = [line.replace("The river", "The sea") for line in asked[0]]
    text = as_text([*opening, *(line for block in [*asked, again] for line in block)])
    problems = [Problem("name", Misfit.TWICE, "The river\n\nThe sea")]
    assert read(text, "f.txt", sheet()) == Filled(without("name"), problems)


def test_words_beside_the_boxes_are_listed():
    text = lines(RIGHT)
    text.insert(text.index("2. Why do you want to host?"), "And the sea.")
    assert read(as_text(text), "f.txt", sheet()) == Filled(RIGHT, [Problem(None, Misfit.OUTSIDE, "And the sea.")])


def test_mark_with_a_wrong_letter_is_no_mark():
    good = written(BEGIN, body_of_question(sheet(), QUESTIONS[0]))
    letter = "B" if good[4] != "B" else "C"
    text = filled("txt", RIGHT).decode().replace(good, good[:4] + letter + good[5:]).encode()
    found = read(text, "f.txt", sheet())
    assert found.answers == without("name")
    assert [(problem.key, problem.kind) for problem in found.problems] == [
        ("name", Misfit.MISSING),
        (None, Misfit.OUTSIDE),
    ]
    assert "The river" in found.problems[1].words


def test_every_problem_is_said_in_plain_words():
    assert set(SENTENCES) == set(Misfit)
    with override("en"):
        assert Problem("day", Misfit.NO_DATE, "x").sentence.startswith("This is not a date")


def test_least_is_held_too():
    question = Question("q", Kind.LONG, "Why?", least=5)
    many = Question("m", Kind.MANY, "Which?", choices=(("a", "A"), ("b", "B")), least=2)
    kinds = []
    for asked, words in ((question, "abc"), (many, "[x] 1) A\n[ ] 2) B")):
        with pytest.raises(MisfitError) as caught:
            understood(asked, words)
        kinds.append(caught.value.kind)
    assert kinds == [Misfit.TOO_SHORT, Misfit.TOO_FEW_CHOSEN]

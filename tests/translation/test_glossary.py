"""The glossary: terms found in a text, and whether a translation says them as agreed."""

import pytest
from wagtail.models import Locale

from hub.translation import comparing, glossary
from hub.translation.comparing import Piece
from hub.translation.glossary import Hint
from hub.translation.models import GlossaryTerm

JAM = Hint("jam session", ("jam session", "jam sessions"), ("sesión jam", "sesiones jam"), "We play together.")
NAME = Hint("Signal", ("Signal",), (), do_not_translate=True)


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def term(code: str, words: str, *others: str, of: GlossaryTerm | None = None, **fields) -> GlossaryTerm:
    key = {"translation_key": of.translation_key} if of else {}
    return GlossaryTerm.objects.create(term=words, other_forms="\n".join(others), locale=locale(code), **key, **fields)


@pytest.mark.parametrize(
    ("text", "form", "is_said"),
    [
        ("A Circle of names", "circle", True),
        ("Two circles", "circle", False),
        ("encircled", "circle", False),
        ("a check-in, short", "check-in", True),
        ("the <b>open\n space</b> begins", "open space", True),
        ("Q&amp;A at the end", "Q&A", True),
        ("Café", "CAFE\u0301", True),
        ("และพื้นที่ปลอดภัยสำหรับทุกคน", "พื้นที่ปลอดภัย", True),
        ("ใช้Signalได้", "Signal", True),
        ("في الدَّائِرة", "دائرة", True),
        ("وبالدائرة", "دائرة", True),
        ("дружный круг", "круг", True),
        ("дружный кругом", "круг", False),
    ],
)
def test_term_is_found_as_a_whole_word_in_every_script(text, form, is_said):
    hint = Hint(form, (form,), ())
    assert glossary.in_text(text, [hint]) == ([hint] if is_said else [])


def test_unsaid_asks_only_where_no_form_of_the_term_stands():
    source = "This jam session uses Signal."
    assert glossary.unsaid(source, "Las sesiones jam usan Signal.", [JAM, NAME]) == []
    assert glossary.unsaid(source, "El taller usa Telegram.", [JAM, NAME]) == [JAM, NAME]
    assert glossary.unsaid("Nothing of it", "Nada", [JAM, NAME]) == []


def test_left_out_names_what_must_not_be_translated():
    assert glossary.left_out("Use Signal in the jam session", "Usen Señal", [JAM, NAME]) == ["Signal"]
    assert glossary.left_out("Use Signal", "Usen signal", [JAM, NAME]) == []


@pytest.mark.django_db
def test_hints_join_the_languages_in_one_query(starter_library, django_assert_num_queries):
    GlossaryTerm.objects.all().delete()
    jam = term("en", "jam session", "jam sessions", meaning="We play together.")
    term("es", "sesión jam", "sesiones jam", of=jam)
    term("ar", "جلسة", of=jam)
    term("en", "Signal", do_not_translate=True)
    term("en", "circle")
    spanish = locale("es")
    with django_assert_num_queries(1):
        found = glossary.hints("Two jam sessions on Signal", "en", spanish)
    assert found == [NAME, JAM]


def test_changes_mark_words_and_keep_marks_apart():
    old, new = comparing.changes("Stand in a <b>circle</b>.", "Sit down in a <b>circle</b>.")
    assert old == [Piece("Stand", change="del"), Piece(" in a "), Piece("<b>", "mark"), *_end()]
    assert new == [Piece("Sit down", change="ins"), Piece(" in a "), Piece("<b>", "mark"), *_end()]


def _end() -> list[Piece]:
    return [Piece("circle"), Piece("</b>", "mark"), Piece(".")]


def test_changes_of_thai_mark_syllables_not_the_whole_sentence():
    old, new = comparing.changes("ยืนเป็นวงกลม", "นั่งเป็นวงกลม")
    assert "".join(piece.text for piece in old) == "ยืนเป็นวงกลม"
    assert "เป็นวงกลม" in new[-1].text
    assert new[-1].change == ""


def test_pieces_show_entities_as_characters_and_breaks_as_breaks():
    assert comparing.pieces("a &lt; b<br/>c") == [Piece("a < b"), Piece("\n", "break"), Piece("c")]
    assert comparing.plain("a &amp; <i>b</i><br/>c") == "a & b\nc"

"""Where the words stand: marked in titles and in a short piece of the text, always escaped."""

import re

import pytest

from hub.search import extracts, query
from tests.factories import activity, translation

LONG = " ".join(f"word{number}" for number in range(100))


def asked(words, language="en"):
    return query.question(query.terms(words), language)


def marks(parts) -> list[str]:
    return [part for part, is_hit in parts if is_hit]


def text_of(parts) -> str:
    return "".join(part for part, _is_hit in parts)


@pytest.mark.parametrize(
    ("text", "words", "language", "marked"),
    [
        ("Stones and a stone, STONE!", "stone", "en", ["Stones", "stone", "STONE"]),
        ("A círculo of hands", "circulo", "es", ["círculo"]),
        ("دائرة النفس العميق", "نفس", "ar", ["النفس"]),
        ("วงเยียวยาชุมชน", "เยียวยา", "th", ["เยียวยา"]),
        ("A check-in round", "checkin", "en", ["check-in"]),
        ("L'écoute active", "ecoute", "fr", ["L'écoute"]),
        ("Stones", "river", "en", []),
        ("Stones and rivers", "stone -river", "en", ["Stones"]),
        ("", "stone", "en", []),
    ],
)
def test_words_are_marked_as_they_are_written(text, words, language, marked):
    parts = extracts.marked(text, asked(words, language), language)
    assert (marks(parts), text_of(parts)) == (marked, text)


def test_synonyms_are_marked():
    question = query.question(query.terms("stone"), "en", {("stone",): (query.Sequence(("pebbl",)),)})
    assert marks(extracts.marked("Pebbles", question, "en")) == ["Pebbles"]


def test_extract_is_a_short_piece_around_the_words():
    parts = extracts.extract(f"{LONG} stone {LONG}", asked("stone"), "en")
    assert marks(parts) == ["stone"]
    text = text_of(parts)
    assert (text[0], text[-1]) == ("…", "…")
    assert len(text) <= extracts.LENGTH + 4
    assert set(text.split()[1:-1]) <= {*LONG.split(), "stone"}  # whole words


def test_extract_is_where_most_of_the_words_are():
    parts = extracts.extract(f"stone {LONG} stone river {LONG}", asked("stone river"), "en")
    assert marks(parts) == ["stone", "river"]


def test_extract_of_a_short_text_is_all_of_it():
    assert extracts.extract("A stone.", asked("stone"), "en") == [("A ", False), ("stone", True), (".", False)]


def test_extract_without_the_words_is_empty():
    assert extracts.extract(LONG, asked("stone"), "en") == []


def test_extract_of_thai_is_short():
    run = "กิจกรรมอุ่นเครื่อง" * 40
    parts = extracts.extract(f"{run}เยียวยา{run}", asked("เยียวยา", "th"), "th")
    assert marks(parts) == ["เยียวยา"]
    assert len(text_of(parts)) <= extracts.LENGTH + 4


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/search/", "/en/activities/"])
@pytest.mark.parametrize("words", ["zyxwvu", "script", "alert"])
def test_markup_in_a_title_is_escaped_in_the_page(client, starter_library, path, words):
    activity(title="<script>alert(1)</script> Zyxwvu", summary="<b>Zyxwvu</b> <script>alert(2)</script>")
    answer = client.get(path, {"q": words})
    html = answer.content.decode()
    assert answer.context["results"].total >= 1
    assert re.findall(r"<script>|</script> Zyx|<b>Zyx", html) == []
    assert "&lt;" in html[html.index("data-total") :]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "title", "words", "marked"),
    [("ar", "زظغض النفس", "نفس", "النفس"), ("th", "ฬิฆ วงเยียวยาชุมชน", "ฬิฆ เยียวยา", "เยียวยา")],
)
def test_results_say_where_the_words_stand(client, starter_library, code, title, words, marked):
    page = translation(activity(title="Zyxwvu walk"), code, title=title)
    found = client.get(f"/{code}/search/", {"q": f"{title.split()[0]} {words}"}).context["results"]
    assert [document.page_id for document in found.documents] == [page.pk]
    parts = found.extracts[page.pk]["title"]
    assert (text_of(parts), marks(parts)[-1]) == (title, marked)


@pytest.mark.django_db
def test_text_of_a_result_is_marked_where_its_summary_has_none_of_the_words(client, starter_library):
    steps = [("step", {"title": "Begin", "minutes": 10, "do": f"{LONG} zyxwvu {LONG}"})]
    page = activity(title="Walk", summary="Nothing of it.", steps=steps)
    found = client.get("/en/search/", {"q": "zyxwvu"}).context["results"]
    assert [document.page_id for document in found.documents] == [page.pk]
    assert marks(found.extracts[page.pk]["text"]) == ["zyxwvu"]

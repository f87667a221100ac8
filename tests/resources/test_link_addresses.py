"""One form for every way to write an address."""

import pytest

from hub.resources.health import addresses, judging
from hub.resources.health.addresses import NotForUsError

NORMAL = {
    "https://Example.ORG": "https://example.org/",
    "  https://example.org/  ": "https://example.org/",
    "HTTPS://example.org:443/a": "https://example.org/a",
    "http://example.org:80/a": "http://example.org/a",
    "http://example.org:8080/a": "http://example.org:8080/a",
    "http://example.org./": "http://example.org/",
    "https://example.org/a#part": "https://example.org/a",
    "https://example.org?q=1": "https://example.org/?q=1",
    "https://example.org/a?": "https://example.org/a",
    "https://example.org/caf\u00e9 ": "https://example.org/caf%C3%A9",
    "https://example.org/caf%C3%A9": "https://example.org/caf%C3%A9",
    "https://example.org/?q=ق&a=b/c?d": "https://example.org/?q=%D9%82&a=b/c?d",
    "https://münchen.example/": "https://xn--mnchen-3ya.example/",
    "https://ไทย.example/": "https://xn--o3cw4h.example/",
    "http://[2606:2800:21F:CB07::1]/": "http://[2606:2800:21f:cb07::1]/",
    "https://a_b.example.org/": "https://a_b.example.org/",
    # what is none stays as it was typed
    "ask the library": "ask the library",
    "mailto:a@example.org": "mailto:a@example.org",
    "https://": "https://",
    "https://exa mple.org/": "https://exa mple.org/",
    "https://example.org:99999/": "https://example.org:99999/",
    "https://-/": "https://-/",
    "https://a..b/": "https://a..b/",
    "a\x00b": "a b",
    "x" * 600: "x" * 500,
}


@pytest.mark.parametrize(("typed", "kept"), NORMAL.items(), ids=lambda text: text[:40])
def test_address_is_kept_in_one_form(typed, kept):
    assert addresses.normal(typed) == kept
    assert addresses.normal(kept) == kept


def test_address_that_is_too_long_is_none():
    with pytest.raises(NotForUsError):
        addresses.parse("https://example.org/" + "ا" * 400)


@pytest.mark.parametrize(
    ("path", "is_home"),
    [
        ("/", True), ("/en", True), ("/en/", True), ("/pt-br/", True), ("/index.html", True), ("/en/index.php", True),
        ("/home", True), ("/about", False), ("/en/toolkit", False), ("/?page=1", False), ("/en/index.html/x", False),
    ],
)  # fmt: skip
def test_first_page_of_a_site_is_known(path, is_home):
    assert judging.is_home(path) is is_home


def test_title_and_heading_are_read_as_plain_text():
    page = b"<TITLE\n lang=en>Caf\xc3\xa9 &amp;\n more</title><h1 class=x>Not <em>found</em></h1><h1>third</h1>"
    assert judging.titles(page) == ["Café & more", "Not found"]


@pytest.mark.parametrize(
    "title",
    [
        "A page about not finding", "Lost and found: a game", "404 ways to sing together in 2024", "Houses for sale in the city",
        "Error and trial", "No se trata de encontrar", "The name game", "Security of devices",
    ],
)  # fmt: skip
def test_honest_titles_raise_no_suspicion(title):
    found = [
        words
        for words in (judging.NOT_FOUND_WORDS, judging.FOR_SALE_WORDS, judging.PERSON_WORDS)
        if words.search(title)
    ]
    assert found == []

"""Which addresses may be listed, and which ones are the same."""

import pytest
from django.core.exceptions import ValidationError

from hub.resources.addresses import completed, normalised, shown_host, validate_lines, validate_link

ALLOWED = [
    "https://example.org/",
    "http://www.example.org:8080/a/b.pdf?x=1#part",
    "https://مثال.إختبار/صفحة",
    "http://abcdefghijklmnop.onion/",
    "https://93.184.215.14/",
    "https://example.org/" + "a" * 470,
]
REFUSED = [
    "",
    "example.org",
    "javascript:alert(1)",
    "JavaScript://example.org/%0aalert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "ftp://example.org/",
    "mailto:a@example.org",
    "https:example.org",
    "https://",
    "https://user:secret@example.org/",
    "https://user@example.org/",
    "http://localhost/",
    "http://localhost:8000/",
    "http://intranet/",
    "http://printer.local/",
    "http://127.0.0.1/",
    "http://10.0.0.1/",
    "http://[::1]/",
    "http://169.254.169.254/latest/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://1.2.3/",
    "https://exa mple.org/",
    "https://example.org/\nHost: other",
    "https://example.org\\@other.example/",
    "https://exam<b>ple.org/",
    "https://example.org:99999/",
    "https://-example.org/",
    "https://example.org/\u202egpj.exe",
    "https://example.org/" + "a" * 500,
]


@pytest.mark.parametrize("url", ALLOWED)
def test_address_that_readers_can_open_is_taken(url):
    assert validate_link(url) is None


@pytest.mark.parametrize("url", REFUSED)
def test_address_that_leads_elsewhere_is_refused(url):
    with pytest.raises(ValidationError):
        validate_link(url)


def test_each_line_is_an_address():
    validate_lines("https://a.example/\nhttps://b.example/ ")
    with pytest.raises(ValidationError):
        validate_lines("https://a.example/\njavascript:alert(1)")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a",
        "https://www.example.org/a/",
        "HTTP://EXAMPLE.ORG:80/a#part",
        "https://example.org./a?utm_source=x&fbclid=1",
        "https://example.org:443/%61",
    ],
)
def test_same_page_is_known_in_many_forms(other):
    assert normalised(other) == normalised("http://example.org/a")


@pytest.mark.parametrize(
    "other",
    ["https://example.org/b", "https://example.org/a?x=1", "https://a.example.org/a", "https://example.org:8/a"],
)
def test_another_page_is_another_one(other):
    assert normalised(other) != normalised("https://example.org/a")


def test_order_of_what_is_asked_does_not_matter():
    assert normalised("https://example.org/?b=2&a=1") == normalised("https://example.org?a=1&b=2")


def test_address_is_completed_and_its_host_is_told():
    assert [
        completed(text) for text in (" example.org/a ", "http://example.org", "javascript:x", "example.org:8080")
    ] == [
        "https://example.org/a",
        "http://example.org",
        "javascript:x",
        "https://example.org:8080",
    ]
    assert shown_host("https://www.Example.org/a") == "example.org"

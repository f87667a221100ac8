"""Requests that say their letters are written otherwise than in UTF-8. They fail where Django makes a request of them, before
any middleware: so they are handed to the WSGI application as a server does it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIRequest

from config.content_types import plain, with_plain_content_type

ROOT = Path(__file__).resolve().parents[2]
CODECS = ("utf-7", "rot13", "hex", "zlib", "undefined", "idna", "latin-1", "utf-16", "no-such-codec")
WAYS = ("charset={}", 'charset="{}"', "CharSet = {}", "charset*={}''a", "x=y; charset={}", 'x="; charset={}')
BODY = b'--XX\r\nContent-Disposition: form-data; name="own"\r\n\r\n+2AA-\r\n--XX--\r\n'


def taken_in(content_type: str, *, query: str = "", body: bytes = b"") -> WSGIRequest:
    """The request that Django makes of it."""
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": "/en/search/",
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    return with_plain_content_type(lambda given, _start: WSGIRequest(given))(environ, None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("codec", CODECS)
def test_an_address_is_read_as_utf_8_whatever_it_is_called(codec, way):
    request = taken_in(f"text/plain; {way.format(codec)}", query="q=caf%C3%A9%2B2AA-")
    assert request.GET["q"] == "café+2AA-"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("codec", CODECS)
def test_a_form_is_read_as_utf_8_whatever_it_is_called(codec, way):
    request = taken_in(f"multipart/form-data; boundary=XX; {way.format(codec)}", body=BODY)
    assert request.POST["own"] == "+2AA-"  # in UTF-7, half a letter that no database takes


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk", None),
        ('multipart/form-data; boundary="a b=c"', None),
        ("multipart/form-data; charset=utf-8; boundary=XX", "multipart/form-data; boundary=XX"),
        ("application/x-www-form-urlencoded; charset=UTF-8", "application/x-www-form-urlencoded"),
        ("application/json", None),
        ("multipart/form-data; boundary*=rot13''a", "multipart/form-data"),
        ("multipart/form-data; x*=no-such-codec''a; boundary=" + "X" * 71, "multipart/form-data"),
        (";", ""),
        ("", None),
    ],
)
def test_only_the_boundary_of_a_form_is_kept(said, kept):
    assert plain(said) == (said if kept is None else kept)


def test_the_hub_is_served_so():
    said = "from config import wsgi; print(wsgi.application.__qualname__)"  # in a process of its own: it sets Django up anew
    out = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == with_plain_content_type(None).__qualname__

"""HUB_EMAIL_URL: the mail server in one line."""

import pytest

from config import env


def server(**values) -> dict:
    return {
        **{"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "mail.example.org"},
        **{"EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": "", "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False},
        "EMAIL_TIMEOUT": 30,
        **values,
    }


WITH_NAME = {"EMAIL_HOST_USER": "hub@example.org", "EMAIL_HOST_PASSWORD": "a:b/c"}
RIGHT = {
    "": {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"},
    "smtp+tls://hub%40example.org:a%3Ab%2Fc@mail.example.org": server(EMAIL_PORT=587, EMAIL_USE_TLS=True, **WITH_NAME),
    "smtp+ssl://hub%40example.org:a%3Ab%2Fc@mail.example.org": server(EMAIL_PORT=465, EMAIL_USE_SSL=True, **WITH_NAME),
    "smtp+tls://mail.example.org:2525": server(EMAIL_PORT=2525, EMAIL_USE_TLS=True),
    "smtp://mail.example.org": server(EMAIL_PORT=25),
}
WRONG = [
    *("mail.example.org", "http://mail.example.org", "smtp+tls://", "smtp+tls://mail.example.org:port", "smtp://[::1"),
    "smtp://hub:password@mail.example.org",  # in the clear
]


@pytest.mark.parametrize("url", RIGHT)
def test_mail_server_is_read_from_one_line(url):
    assert env.mail_server(url) == RIGHT[url]


@pytest.mark.parametrize("url", WRONG)
def test_wrong_mail_server_ends_the_start_in_one_sentence(url):
    with pytest.raises(env.MissingSetting, match="HUB_EMAIL_URL must look like"):
        env.mail_server(url)

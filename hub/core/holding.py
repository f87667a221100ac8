"""What somebody without an account holds on this device: a signed cookie that only the pages of one place are sent."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.core import languages


@dataclass(frozen=True)
class Place:
    """`name` is the part of the address after the language, and the name of the cookie. What is held has `pk` and
    `code_hash`; `find(pk)` brings it, as long as it may be held."""

    name: str
    salt: str
    seconds: int
    find: Callable

    def cookie_name(self, language: str) -> str:
        """One for each language: a cookie knows one path, and the switch of language goes on with what is held."""
        return f"{'__Secure-' if settings.SESSION_COOKIE_SECURE else ''}{self.name}-{language}"

    def hold(self, response: HttpResponse, thing, *, code: str = "") -> None:
        """The device holds it until the browser is closed; `code` only until somebody has written it down."""
        value = signing.dumps([str(thing.pk), thing.code_hash[:24], code], salt=self.salt)
        for language in languages.names():
            response.set_cookie(
                self.cookie_name(language),
                value,
                path=f"/{language}/{self.name}/",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )

    def let_go(self, response: HttpResponse) -> None:
        for language in languages.names():
            response.delete_cookie(self.cookie_name(language), path=f"/{language}/{self.name}/", samesite="Lax")

    def held(self, request: HttpRequest) -> tuple[object | None, str]:
        """What this device holds, and its code if that is still to be shown."""
        value = request.COOKIES.get(self.cookie_name(languages.current()), "")
        try:
            key, mark, code = signing.loads(value, salt=self.salt, max_age=self.seconds)
        except (signing.BadSignature, ValueError, TypeError):
            return None, ""
        thing = self.find(key)
        if thing is None or not thing.code_hash or thing.code_hash[:24] != mark:
            return None, ""
        return thing, code

    def mark_of(self, thing) -> str:
        """Stands in every form of it: what was typed for one never goes into another."""
        return salted_hmac(f"{self.salt}.form", thing.code_hash, algorithm="sha256").hexdigest()[:32]

    def is_marked(self, request: HttpRequest, thing) -> bool:
        return constant_time_compare(request.POST.get("mark", ""), self.mark_of(thing))


def open_page(*methods: str):
    """A page open to all that no CSRF cookie and no copy anywhere belongs to."""

    def decorate(view):
        @csrf_exempt  # the cookie is SameSite=Lax, and forms on what is held carry its mark
        @require_http_methods(["HEAD", *methods])
        @wraps(view)
        def shown(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return shown

    return decorate

from urllib.parse import quote

from csp.constants import NONE, SELF
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from wagtail.models import Page

from hub.core import languages, version

ADMIN_PATHS = ("/admin/", "/_util/")


class IsolationHeadersMiddleware:
    """Headers that no library sets for us, and the admin's own content policy: outermost, so that all answers carry them."""

    ADMIN_POLICY = {
        "default-src": [NONE],
        "script-src": [SELF, "'unsafe-inline'"],  # Wagtail's page editor still has inline scripts
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        if request.path_info.startswith(ADMIN_PATHS):
            if not getattr(response, "_csp_exempt", False):  # a file in a sandbox brings its own, stricter one
                response.headers.pop("Content-Security-Policy", None)  # a preview has been through here once already
            response._csp_replace = self.ADMIN_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
            response.headers["Cache-Control"] = "no-store, private"
        else:
            response.headers.setdefault("X-Frame-Options", "DENY")
        return response


class ReaderCacheMiddleware:
    """Whole pages for readers who carry no cookie, kept until any content changes (or HUB_READER_CACHE_SECONDS pass).

    A response that says something else from a moment on has that moment as its `fresh_until`.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.seconds = settings.HUB_READER_CACHE_SECONDS

    def __call__(self, request):
        if not self.seconds or request.method != "GET" or request.COOKIES:
            return self.get_response(request)
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        key = f"page:{version.current()}:{packed:d}:{request.get_host()}:{quote(request.get_full_path())}"
        if len(key) > 230:  # long free-text queries are not worth a place
            return self.get_response(request)
        response = cache.get(key)
        if response is None or not self._is_fresh(response):
            response = self.get_response(request)
            if self._may_keep(response):
                cache.set(key, response, self.seconds)
        return response

    @staticmethod
    def _is_fresh(response) -> bool:
        until = getattr(response, "fresh_until", None)
        return until is None or timezone.now() < until

    @staticmethod
    def _may_keep(response) -> bool:
        vary = response.headers.get("Vary", "").lower()
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "private" not in response.headers.get("Cache-Control", "")
            and "cookie" not in vary
            and "accept-language" not in vary
        )


class PathLocaleMiddleware:
    """The address decides the language; only where it names none (the first page, the admin) does the browser's wish count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        code = languages.of_path(request.path_info)
        wished = code or languages.suggested(request.headers.get("Accept-Language", ""), list(languages.names()))
        with translation.override(wished):
            request.LANGUAGE_CODE = wished
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", wished)
        if code is None:
            patch_vary_headers(response, ["Accept-Language"])
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response


class OneEditAtATimeMiddleware:
    """Two writes of one page in the admin take their turns, each reading the page as the other left it.

    Wagtail saves a draft by itself while somebody writes, all of a page that is not public yet. A draft that was read before
    the page was published, and saved after it, would take the page off the site again without a word.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_edit = request.method == "POST" and "page_id" in kwargs and request.user.is_authenticated
        if not is_edit or request.resolver_match.namespaces != ["wagtailadmin_pages"]:
            return None
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=kwargs["page_id"]).values_list("pk").first()
            return view(request, *args, **kwargs)

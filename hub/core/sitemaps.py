"""The sitemap: every address that anybody may read, each with its translations, in files of at most `PART` addresses."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from xml.etree import ElementTree

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from hub.core import languages, version
from hub.core.querysets import begun

PART = 2000  # with eight languages about 2 MB; search engines take 50
KEPT_SECONDS = 3600
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Entry:
    """A path, the day it was last published, and the path in each language that it can be read in, its own among them."""

    path: str
    day: dt.date | None
    alternates: dict[str, str]


def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of the sitemap's files."""
    index = ElementTree.Element("sitemapindex", xmlns=SITEMAP)
    for number in range(1, count_of_parts() + 1):
        address = request.build_absolute_uri(reverse("sitemap_part", args=[number]))
        ElementTree.SubElement(ElementTree.SubElement(index, "sitemap"), "loc").text = address
    return _answer(index)


def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One file of the sitemap, from 1."""
    if not 1 <= number <= count_of_parts():
        raise Http404
    urls = ElementTree.Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for entry in entries(number):
        url = ElementTree.SubElement(urls, "url")
        ElementTree.SubElement(url, "loc").text = request.build_absolute_uri(entry.path)
        if entry.day:
            ElementTree.SubElement(url, "lastmod").text = entry.day.isoformat()
        for code, path in entry.alternates.items():
            address = request.build_absolute_uri(path)
            ElementTree.SubElement(url, "xhtml:link", rel="alternate", hreflang=code, href=address)
    return _answer(urls)


def _answer(root) -> HttpResponse:
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def count_of_parts() -> int:
    key = f"sitemap:{version.current()}"
    count = cache.get(key)
    if count is None:
        count = max(1, -(-_pages().count() // PART))
        cache.set(key, count, KEPT_SECONDS)
    return count


def entries(number: int) -> list[Entry]:
    """The addresses of one file. Three short queries, then none until content changes."""
    key = f"sitemap:{version.current()}:{number}"
    found = cache.get(key)
    if found is None:
        found = _read(number)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _pages():
    """As HubPageQuerySet.visible(), over pages of every kind."""
    return Page.objects.live().public().filter(begun(), alias_of__isnull=True, depth__gt=1)


def _read(number: int) -> list[Entry]:
    columns = ("translation_key", "locale__language_code", "url_path", "last_published_at")
    rows = list(_pages().order_by("pk").values_list(*columns)[(number - 1) * PART : number * PART])
    families: dict = defaultdict(dict)
    members = _pages().filter(translation_key__in={key for key, *_rest in rows}).order_by("locale_id")
    for key, code, url_path in members.values_list(*columns[:3]):
        families[key][code] = languages.page_path(code, url_path)
    for family in families.values():
        if all(path == f"/{code}/" for code, path in family.items()):
            family["x-default"] = "/"  # home: the page on which one chooses a language
    return [Entry(families[key][code], at.date() if at else None, families[key]) for key, code, _path, at in rows]

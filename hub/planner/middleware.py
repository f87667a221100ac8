"""Carries the toolkit of an address along: views see an address without it, readers one with it in every link."""

import re
from html import escape

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html

from hub.core import languages
from hub.planner import carried, services
from hub.planner.carried import Kit

KEEP = re.compile(r'<a class="keep" href="[^"]*" data-keep="([a-z2-9]{6})"[^>]*>(.*?)</a>', re.DOTALL)
LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"]+)("[^>]*>)')
FORM = re.compile(r'<form\b[^>]*\bmethod="get"[^>]*>')
COUNT = "<b data-held>0</b>"
TOOL = "data-toolkit"
# Where nothing is carried to: forms that tell us something, and who is signed in. What a link leaves out on purpose says so.
ELSEWHERE = re.compile(r"^/\w+/(?:account|apply|share|consent|note|plan|_util)(?:/|$)|\.(?:txt|html)$")
LEAVES = "data-leaves"


class CarryMiddleware:
    """Pages whose address has a toolkit are private and kept by no cache; of all others only the links that add one change."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.carried = None
        if request.method not in ("GET", "HEAD") or not languages.of_path(request.path_info):
            return self.get_response(request)
        is_carrying = "t" in request.GET
        if is_carrying:
            request.carried = services.resolved(carried.read(request.GET))
            _hide(request)
        response = self.get_response(request)
        if is_carrying:
            patch_cache_control(response, private=True, no_store=True)
            response.headers["X-Robots-Tag"] = "noindex"
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            self._rewrite(request, response)
        return response

    @staticmethod
    def _rewrite(request, response):
        if "attachment" in response.headers.get("Content-Disposition", ""):
            return
        html = response.content.decode(response.charset)
        if request.carried is not None:
            html = _carrying(html, request, request.carried)
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            html = _of_account(html, request)
        else:
            html = KEEP.sub(lambda match: _link(match, _address(request, Kit().with_one(match[1]), match[1])), html)
        response.content = html.encode(response.charset)


def _hide(request: HttpRequest) -> None:
    """Takes the toolkit out of the query string: a filter form would call it something that it does not know."""
    query = request.GET.copy()
    for name in carried.NAMES:
        query.pop(name, None)
    request.META["QUERY_STRING"] = query.urlencode()
    request.GET = QueryDict(request.META["QUERY_STRING"])


def _address(request, kit: Kit, uid: str) -> str:
    """This very page with another toolkit, and on it the place of one activity."""
    query = "&".join(filter(None, [request.META.get("QUERY_STRING", ""), kit.query]))
    return escape(f"{request.path}{'?' if query else ''}{query}#k-{uid}")


def _link(match, address: str, *, is_in: bool = False, is_first: bool = False) -> str:
    mark = (" data-in" if is_in else "") + (f' id="k-{match[1]}"' if is_first else "")
    return f'<a class="keep" href="{address}" data-keep="{match[1]}" rel="nofollow"{mark}>{match[2]}</a>'


def _carrying(html: str, request, kit: Kit) -> str:
    held, seen = set(kit.uids), set()
    query = escape(kit.query)

    def keep(match):
        uid = match[1]
        other = kit.without(uid) if uid in held else kit.with_one(uid)
        is_first = uid not in seen
        seen.add(uid)
        return _link(match, _address(request, other, uid), is_in=uid in held, is_first=is_first)

    def link(match):
        before, address, after = match.groups()
        path, mark, rest = address.partition("#")
        bare = path.partition("?")[0]
        is_ours = path.startswith("?") or (languages.of_path(bare) and not ELSEWHERE.search(bare))
        if not is_ours or LEAVES in after or 'class="keep"' in before:
            return match[0]
        joint = "&amp;" if path.partition("?")[2] else "" if path.endswith("?") else "?"
        return f"{before}{path}{joint}{query}{mark}{rest}{after}"

    if query:
        html = LINK.sub(link, html)
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}" data-carried>'
            for name, value in kit.fields.items()
        )
        html = FORM.sub(lambda match: match[0] + hidden, html)
    return KEEP.sub(keep, html).replace(COUNT, f"<b data-held>{len(kit.items)}</b>")


def _of_account(html: str, request) -> str:
    """Links that add become buttons of one form: what is in an account is never changed by a link."""
    toolkit = services.in_use(request.user)
    held = {uid for uid, _note in toolkit.items} if toolkit else set()
    seen = set()

    def keep(match):
        uid = match[1]
        state = " data-in" if uid in held else ""
        place = "" if uid in seen else f' id="k-{uid}"'
        seen.add(uid)
        does = "out" if uid in held else "add"
        return f'<button class="keep" form="keep" name="do" value="{does}-{uid}"{state}{place}>{match[2]}</button>'

    form = format_html(
        '<form id="keep" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="back" value="{}"></form></body>',
        reverse("toolkit_account"),
        get_token(request),
        request.get_full_path(),
    )
    html = KEEP.sub(keep, html).replace(COUNT, f"<b data-held>{len(held)}</b>")
    html = html.replace(TOOL, f'{TOOL} data-account="{reverse("toolkit_merge")}"', 1)
    return html.replace("</body>", form, 1)

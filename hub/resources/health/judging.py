"""What an answer says of a link. Nothing here asks the network."""

import datetime as dt
import html
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from django.utils import timezone

from hub.resources.health.addresses import Address
from hub.resources.health.exchanges import Answer
from hub.resources.link_states import LinkState, Reason

LONGEST_WAIT = 7 * 24 * 3600
LOGIN_PARTS = re.compile(
    r"(?i)(?:^|[/._])(?:log-?in|sign-?in|log-?on|sso|oauth2?|saml2?|auth|accounts?|wp-login)(?:[/._]|$)"
)
_TITLE = re.compile(rb"(?is)<(title|h1)\b[^>]*>(.*?)</\1")
_TAGS = re.compile(r"<[^>]*>")
_HOME = re.compile(
    r"(?i)/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|accueil|inicio)(?:\.[a-z]{3,5})?/?)?"
)
NOT_FOUND_WORDS = re.compile(
    r"(?i)\bnot found\b|(?:\bcannot|n['’]t|\bnot) be found\b|^\W*404\s*(?:$|[-–—:|])|\b404 error\b"
    r"|\bpage (?:does not|doesn['’]t|no longer) exists?\b|\b(?:error|erreur|erro|ошибка)[ :]+(?:404|410)\b"
    r"|\bpágina no (?:existe|encontrada|disponible)\b|\bno se (?:ha )?encontr(?:ó|ado) la página\b"
    r"|\bpage (?:introuvable|non trouvée)\b|\bpágina não (?:encontrada|existe)\b"
    r"|страница не (?:найдена|существует)|الصفحة غير موجودة|لم يتم العثور على الصفحة|ไม่พบหน้า|ukurasa haukupatikana"
)
FOR_SALE_WORDS = re.compile(
    r"(?i)\b(?:domain|name)\b.{0,60}\b(?:is |may be |)(?:for sale|available for purchase|parked|expired)\b"
    r"|\bbuy this domain\b|\bparked domain\b|\bhugedomains\b|\bdominio en venta\b|\bdomaine à vendre\b"
)
PERSON_WORDS = re.compile(
    r"(?i)^just a moment|\battention required\b|\bare you (?:a )?(?:human|robot)|\bcaptcha\b|\bverify(?:ing)? (?:that )?"
    r"you are human|\bsecurity check\b|\bddos-guard\b"
)
FOR_SALE_HOSTS = ("sedoparking.com", "parkingcrew.net", "bodis.com", "hugedomains.com", "afternic.com", "dan.com")


@dataclass(frozen=True)
class Verdict:
    """`target`: where the link has moved to for good. `retry_after`: seconds for which the host wants to be left alone."""

    state: LinkState
    reason: Reason = Reason.NONE
    status: int | None = None
    target: str = ""
    retry_after: int = 0


OF_STATUS = {
    401: (LinkState.NEEDS_LOGIN, Reason.LOGIN),
    402: (LinkState.NEEDS_LOGIN, Reason.LOGIN),
    403: (LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN),
    404: (LinkState.GONE, Reason.NOT_FOUND),
    405: (LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN),
    406: (LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN),
    407: (LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN),
    410: (LinkState.GONE, Reason.NOT_FOUND),
    429: (LinkState.REFUSES_ROBOTS, Reason.TOO_OFTEN),
    451: (LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN),
    999: (LinkState.REFUSES_ROBOTS, Reason.FORBIDDEN),  # what one large network answers to all programs
}
OF_REASON = {
    Reason.PORT: LinkState.UNCHECKED,
    Reason.HIDDEN_NAME: LinkState.UNCHECKED,
}


def failed(reason: Reason) -> Verdict:
    """No answer, or an address that is not asked: broken, save where people may come through and we do not look."""
    return Verdict(OF_REASON.get(reason, LinkState.BROKEN), reason)


def judged(asked: Address, final: Address, answer: Answer, *, target: str) -> Verdict:
    """`asked` is the link, `final` what answered in the end, `target` where the permanent redirects led."""
    wait = retry_after(answer)
    if answer.header("cf-mitigated").lower() == "challenge":
        return Verdict(LinkState.REFUSES_ROBOTS, Reason.ASKS_FOR_A_PERSON, answer.status, retry_after=wait)
    if answer.status >= 400:
        state, reason = OF_STATUS.get(answer.status) or _of_class(answer.status)
        return Verdict(state, reason, answer.status, retry_after=wait)
    if reason := _instead(asked, final, answer):
        state = {Reason.LOGIN: LinkState.NEEDS_LOGIN, Reason.ASKS_FOR_A_PERSON: LinkState.REFUSES_ROBOTS}
        return Verdict(state.get(reason, LinkState.SUSPECT), reason, answer.status)
    if target:
        return Verdict(LinkState.MOVED, status=answer.status, target=target)
    return Verdict(LinkState.ANSWERS, status=answer.status)


def _of_class(status: int) -> tuple[LinkState, Reason]:
    return LinkState.BROKEN, Reason.SERVER if status >= 500 else Reason.CLIENT


def _instead(asked: Address, final: Address, answer: Answer) -> Reason | None:
    """Why a good answer is not the page that was linked to, as far as it can be told."""
    if final != asked and _is_login(final) and not _is_login(asked):
        return Reason.LOGIN
    if any(final.host == host or final.host.endswith(f".{host}") for host in FOR_SALE_HOSTS):
        return Reason.FOR_SALE
    for title in titles(answer.text):
        if PERSON_WORDS.search(title):
            return Reason.ASKS_FOR_A_PERSON
        if FOR_SALE_WORDS.search(title):
            return Reason.FOR_SALE
        if NOT_FOUND_WORDS.search(title):
            return Reason.SAYS_NOT_FOUND
    return Reason.HOME_PAGE if is_home(final.path) and not is_home(asked.path) else None


def titles(text: bytes) -> list[str]:
    """The title and the first heading, as plain text."""
    found = [match.group(2)[:300].decode(errors="replace") for match in _TITLE.finditer(text)]
    return [" ".join(html.unescape(_TAGS.sub(" ", each)).split()) for each in found[:2]]


def is_home(path: str) -> bool:
    return _HOME.fullmatch(path) is not None


def _is_login(address: Address) -> bool:
    return LOGIN_PARTS.search(f"{address.host}{address.path.partition('?')[0]}") is not None


def retry_after(answer: Answer) -> int:
    """Seconds, between none and a week, from a number or a date."""
    said = answer.header("Retry-After").strip()
    if answer.status not in (429, 503) or not said:
        return 0
    if said.isdecimal() and said.isascii():
        return min(int(said[:9]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # no date, or a number that no date can have
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max(0, min(int((moment - timezone.now()).total_seconds()), LONGEST_WAIT))

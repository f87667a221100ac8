"""LibreTranslate on a server of one's own (https://docs.libretranslate.com, /translate and /languages)."""

import json
import logging
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from zlib import crc32

import requests
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError

from hub.translation.machines.base import Machine, MachineError, closest

logger = logging.getLogger("hub.translation")
CHARACTERS, TEXTS = 2000, 25  # of one request
TRIES = 4
LONGEST_WAIT = 30  # seconds, of all waits for one request together
MOST_BYTES = 2_000_000  # of one answer
LANGUAGES_KEPT, AWAY_KEPT = 600, 60  # seconds


class LibreTranslate(Machine):
    """Options: URL; KEY; CONNECT and READ, the seconds after which it counts as away."""

    display_name = "LibreTranslate"

    def __init__(self, options):
        super().__init__(options)
        self.url = options["URL"].rstrip("/")
        self.timeout = (options.get("CONNECT", 5), options.get("READ", 60))
        self.pause = time.sleep

    def knows(self, source, target):
        targets = self._languages()
        own = closest(source, targets)
        return bool(own) and bool(closest(target, set(targets[own]) - {own}))

    def answers(self, source, target, texts):
        targets = self._languages()
        own = closest(source, targets)
        pair = {"source": own, "target": closest(target, targets.get(own, []))}
        if not all(pair.values()):
            raise MachineError(_("The machine does not know this language."))
        return [answer for batch in _batches(texts) for answer in self._batch(batch, pair)]

    def _batch(self, texts: list[str], pair: dict) -> list[str]:
        key = {"api_key": self.options["KEY"]} if self.options.get("KEY") else {}
        answer = self._ask("/translate", {"q": texts, **pair, "format": "html", **key})
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        is_list = isinstance(found, list) and all(isinstance(each, str) for each in found)
        if not is_list or len(found) != len(texts):
            raise _unusable("not one translation for each text")
        return found

    def _languages(self) -> dict[str, list[str]]:
        """Each language that the server translates from, and those that it translates it into. Asked every ten minutes."""
        kept = f"machine-languages-{crc32(self.url.encode()):08x}"
        held = cache.get(kept)
        if held is None:
            try:
                held = _targets(self._ask("/languages"))
            except MachineError as error:
                held = str(error)
            cache.set(kept, held, LANGUAGES_KEPT if isinstance(held, dict) else AWAY_KEPT)
        if isinstance(held, str):
            raise MachineError(held)
        return held

    def _ask(self, path: str, body: dict | None = None):
        waited = 0.0
        for attempt in range(TRIES):
            status, wanted, content = self._once(path, body)
            if status not in {429, 503}:
                return _checked(status, content)
            wait = _seconds(wanted, 2.0**attempt)
            waited += wait
            if attempt == TRIES - 1 or waited > LONGEST_WAIT:
                break
            self.pause(wait)
        raise MachineError(_("The translation server is busy. Please try again later."))

    def _once(self, path: str, body: dict | None) -> tuple[int, str, bytes]:
        """The status, Retry-After and content of one answer. Neither proxies nor redirects: words go to this server only."""
        method = "GET" if body is None else "POST"
        try:
            with requests.Session() as session:
                session.trust_env = False
                asked = {"json": body, "timeout": self.timeout, "stream": True, "allow_redirects": False}
                with session.request(
                    method, self.url + path, headers={"Accept-Encoding": "identity"}, **asked
                ) as answer:
                    content = _read(answer, time.monotonic() + self.timeout[1])
                    return answer.status_code, answer.headers.get("Retry-After", ""), content
        except (requests.RequestException, HTTPError) as error:
            logger.warning("LibreTranslate: %s", type(error).__name__)
            raise MachineError(_("The translation server does not answer. Please try again later.")) from error


def _read(answer: requests.Response, until: float) -> bytes:
    content = b""
    while part := answer.raw.read1(65_536):  # what has come by now: a server that drips is given up in time
        content += part
        if len(content) > MOST_BYTES:
            raise _unusable("too long")
        if time.monotonic() > until:
            raise requests.ReadTimeout
    return content


def _checked(status: int, content: bytes):
    """The JSON of a good answer; MachineError says what the server says of a bad one."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unusable(f"status {status}, no JSON") from error
    if status == 200:
        return answer
    reason = answer.get("error") if isinstance(answer, dict) else None
    if 400 <= status < 500 and isinstance(reason, str) and reason:
        raise MachineError(_("The translation server says: %(reason)s") % {"reason": reason[:200]})
    raise _unusable(f"status {status}")


def _unusable(what: str) -> MachineError:
    logger.warning("LibreTranslate: unusable answer (%s)", what)
    return MachineError(_("The translation server gave an answer that we cannot use."))


def _targets(answer) -> dict[str, list[str]]:
    rows = answer if isinstance(answer, list) else []
    known = {
        row["code"]: row.get("targets") for row in rows if isinstance(row, dict) and isinstance(row.get("code"), str)
    }
    if not known:
        raise _unusable("no languages")
    every = list(known)
    return {
        code: [each for each in targets if isinstance(each, str)] if isinstance(targets, list) else every
        for code, targets in known.items()
    }


def _seconds(wanted: str, otherwise: float) -> float:
    """How long Retry-After asks us to wait, as seconds or as a date."""
    if wanted.isdecimal():
        return float(wanted)
    try:
        moment = parsedate_to_datetime(wanted)
        return max(0.0, (moment - timezone.now()).total_seconds())
    except (TypeError, ValueError):
        return otherwise


def _batches(texts: list[str]) -> Iterator[list[str]]:
    """In order; a text that is longer than a batch goes alone."""
    batch, length = [], 0
    for text in texts:
        if batch and (length + len(text) > CHARACTERS or len(batch) == TEXTS):
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    if batch:
        yield batch

"""What keeps a text that came in a file from standing on the page."""

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from hub.translation import segments, wording
from hub.translation.comparing import BREAK
from hub.translation.wording import Field

LONGEST = 20_000  # letters of any part, of whose markup a hostile file could make days of work


def problem_with(source: str, text: str, field: Field) -> str:
    """Why `text` cannot stand for `source`, for her who wrote it; empty where it can."""
    problem = _too_long(text, max(LONGEST, 4 * len(source))) or _strange_markup(source, text)
    if problem:
        return problem
    mark = wording.lone_mark(text)
    if mark:
        return _("This mark has no partner: %(mark)s.") % {"mark": mark}
    mark = _comment_in(text) or (field.is_rich is False and _first_mark(text))
    if mark:
        return _("Here stands plain text only. Please take this out: %(mark)s") % {"mark": mark}
    missing = wording.missing(source, text)
    if missing:
        return _("This must stand in the translation too: %(missing)s") % {"missing": ", ".join(missing)}
    return _too_long(StringValue(text).render_text(), field.max_length) if field.max_length else ""


def _too_long(text: str, most: int) -> str:
    try:
        MaxLengthValidator(most)(text)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _strange_markup(source: str, text: str) -> str:
    try:
        return segments.problem_with(source, text)
    except RecursionError:  # thousands of marks in one another
        return _("This mark has no partner: %(mark)s.") % {"mark": text[:40]}


def _first_mark(text: str) -> str:
    found = wording.MARK.search(BREAK.sub("", text))
    return found.group() if found else ""


def _comment_in(text: str) -> str:
    """Comments and the like, which would reach the page unseen."""
    found = BeautifulSoup(text, "html.parser").find(string=lambda node: isinstance(node, PreformattedString))
    return found.output_ready() if found else ""

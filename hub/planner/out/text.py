"""A plan as plain text for a chat, and as Markdown. No line turns the order of what stands in it, in any direction."""

import re

from django.utils.translation import gettext as _

from hub.planner.out.flow import Bit, flow, titled
from hub.planner.out.lines import Line
from hub.planner.out.outline import DayPart, Outline, outline_of
from hub.planner.out.wording import isolated, strong_direction
from hub.planner.sheets import Sheet

MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!$^=])")
AT_THE_BEGINNING = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)|^(\s*)([-+:])")
PLAIN = {
    "title": "{}",
    "section": "\n— {} —",
    "day": "\n{}",
    "item": "\n{}",
    "text": "{}",
    "address": "{}",
    "check": "☐ {}",
    "bullet": "• {}",
    "step": "– {}",
    "say": "» {}",
    "warning": "! {}",
}
MARKDOWN = {
    "title": "# {}\n",
    "section": "\n## {}\n",
    "day": "\n### {}\n",
    "item": "\n### {}\n",
    "text": "{}\n",
    "address": "<{}>\n",
    "check": "- [ ] {}\n",
    "bullet": "- {}\n",
    "step": "\n#### {}\n",
    "say": "> {}\n",
    "warning": "> **{}**\n",
}


def plain(sheet: Sheet, host: str) -> str:
    paper = outline_of(sheet, host)
    lines: list[str] = []
    for bit in flow(paper):
        if bit.day:
            lines += [_begun(_row(line, paper.direction), paper.direction) for line in bit.day.lines]
            continue
        pattern = "☑ {}" if bit.kind == "check" and bit.is_done else PLAIN[bit.kind]
        lines.append(_in_pattern(pattern, _joined(bit, paper), paper.direction))
    return "\n".join(lines).strip() + "\n"


def agenda(day: DayPart, direction: str) -> str:
    """The lines of one day."""
    return "\n".join(_begun(_row(line, direction), direction) for line in day.lines)


def markdown(sheet: Sheet, host: str) -> str:
    paper = outline_of(sheet, host)
    made: list[str] = []
    for bit in flow(paper):
        if bit.day:
            made.append(_table(bit.day, paper))
            continue
        pattern = "- [x] {}\n" if bit.kind == "check" and bit.is_done else MARKDOWN[bit.kind]
        made.append(_in_pattern(pattern, _joined(bit, paper, escaped), paper.direction))
    return "\n".join(made).strip() + "\n"


def escaped(text: str) -> str:
    """Nothing in it is Markdown or HTML any more, and no address becomes a link."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = SPECIAL.sub(r"\\\1", text).replace("://", ":\\//")
    return AT_THE_BEGINNING.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", text)


def _joined(bit: Bit, paper: Outline, say=str) -> str:
    if bit.kind == "address":
        return bit.words.text
    lead = isolated(say(bit.lead), paper.direction) if bit.lead else ""
    words = say(" ".join(bit.words.text.split()))
    words = isolated(words, paper.direction)
    return f"{lead} {words}".strip() if lead else words


def _in_pattern(pattern: str, words: str, direction: str) -> str:
    """Marked inside of the pattern, where Markdown's own signs must stay first in their lines."""
    return pattern.format(words if words.startswith("http") else _begun(words, direction))


def _begun(text: str, direction: str) -> str:
    """With a mark in front where a reader's program would take another direction from the first letter."""
    return text if strong_direction(text) == direction else MARKS[direction] + text


def _row(line: Line, direction: str) -> str:
    title = isolated(" ".join(line.title.text.split()), direction)
    length = f" ({line.minutes})" if line.length else ""
    return f"{titled(line)} · {title}{length}"


def _table(day: DayPart, paper: Outline) -> str:
    if not day.lines:
        return ""
    heads = [_("Time"), _("Minutes"), _("What"), *([] if paper.is_for_participants else [_("Who")])]
    rows = [heads, ["---"] * len(heads)]
    for line in day.lines:
        group = _("Group %(letter)s") % {"letter": line.group} + ": " if line.group else ""
        cells = [line.time, str(line.length), f"{group}{isolated(escaped(line.title.text), paper.direction)}"]
        rows.append(
            [*cells, *([] if paper.is_for_participants else [isolated(escaped(line.who.text), paper.direction)])]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"

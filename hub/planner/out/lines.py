"""A line of the plan with all that a paper says of it: for the host, or for those who take part."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hub.activities.enums import MaterialPer
from hub.core.templatetags.hub import plain
from hub.planner.out.drawing import drawing
from hub.planner.out.wording import Words, of_activity, written
from hub.planner.plans.document import Kind
from hub.planner.sheets import Row, Sheet


@dataclass(frozen=True)
class Step:
    number: int
    title: Words
    minutes: int
    do: Words
    say: Words
    tip: Words


@dataclass(frozen=True)
class Line:
    """`time` is the clock's, or how long after the beginning where the day has no start. `cares`: label and words of what
    concerns safety, in the order in which one needs it. `preparation` and `debrief` only where the activity has them."""

    key: str
    kind: str
    time: str
    until: str
    length: int
    group: str
    title: Words
    drawing: SafeString
    summary: Words
    materials: tuple[Words, ...]
    preparation: Words
    warning: Words
    steps: tuple[Step, ...]
    debrief: Words
    cares: tuple[tuple[str, Words], ...]
    note: Words
    told: Words
    who: Words
    is_gone: bool

    @property
    def minutes(self) -> str:
        return minutes(self.length)

    @property
    def is_pause(self) -> bool:
        return self.kind in {Kind.BREAK.value, Kind.BUFFER.value}


def minutes(number: int) -> str:
    return _("%(n)d min") % {"n": number}


def line_of(row: Row, sheet: Sheet) -> Line:
    page, item = (row.fact.page if row.fact else None), row.item
    is_host = not sheet.is_for_participants

    def said(text: str) -> Words:
        return of_activity(text or "", row.fact.language if row.fact else "", sheet.language)

    def own(text: str) -> Words:
        return written(text, sheet.language)

    return Line(
        key=item.key,
        kind=item.kind.value,
        time=row.begins or _after(row.span.start),
        until=row.ends or _after(row.span.end),
        length=item.minutes,
        group=row.group,
        title=said(row.title) if row.fact and not item.title else own(row.title),
        drawing=drawing(page.uid, page.primary_type) if page else SafeString(""),
        summary=said(page.summary if page else ""),
        materials=tuple(_material(block.value, said) for block in page.materials) if page and is_host else (),
        preparation=said(plain(page.preparation) if page and is_host else ""),
        warning=said(page.content_warning if page else ""),
        steps=_steps(page, said) if page and is_host else (),
        debrief=said(plain(page.debrief) if page and is_host else ""),
        cares=_cares(page, said, is_host=is_host) if page else (),
        note=own(item.note if is_host else ""),
        told=own(item.told),
        who=own(item.who if is_host else ""),
        is_gone=row.is_gone,
    )


def _after(number: int) -> str:
    return f"{number // 60}:{number % 60:02}"


def _material(value, said) -> Words:
    name = f"{value['qty']} × {value['name']}" if (value["qty"] or 0) > 1 else value["name"]
    more = []
    if value["per"] != MaterialPer.SESSION:
        more.append(str(MaterialPer(value["per"]).label))
    if value["optional"]:
        more.append(_("can be left out"))
    if value["substitute"]:
        more.append(_("or: %(what)s") % {"what": value["substitute"]})
    return said(f"{name} ({'; '.join(more)})" if more else name)


def _steps(page, said) -> tuple[Step, ...]:
    return tuple(
        Step(
            number=number,
            title=said(block.value["title"]),
            minutes=block.value["minutes"] or 0,
            do=said(block.value["do"]),
            say=said(block.value["say"]),
            tip=said(block.value["tip"]),
        )
        for number, block in enumerate(page.steps, 1)
    )


def _cares(page, said, *, is_host: bool) -> tuple[tuple[str, Words], ...]:
    pairs = [(_("Stepping out is always fine"), page.opt_out), (_("Who can take part"), page.access_note)]
    if is_host:
        pairs.insert(0, (_("Do not run it if"), page.do_not_run_if))
        pairs.append((_("Care afterwards"), page.care_after))
    return tuple((label, said(text)) for label, text in pairs if text)

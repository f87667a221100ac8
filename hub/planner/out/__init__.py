"""What a plan becomes outside of the hub: paper and files, made from its sheet alone, in the sheet's language.

`FORMS` are all, in the order in which they are offered; `offered` leaves out what cannot be made of this sheet or on this
machine, and says why.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.core.paper import tagged
from hub.planner.sheets import Sheet

HTML = "text/html; charset=utf-8"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Form:
    """`is_paper`: a page of the hub's own, to be printed; all else is a file. `has_notes`: never the participants'."""

    key: str
    label: Promise
    extension: str
    mime: str
    is_paper: bool = False
    has_notes: bool = False


@dataclass(frozen=True)
class Missing:
    """Forms that are not offered, and why, in the reader's language."""

    keys: tuple[str, ...]
    reason: Promise


class UnknownFormError(KeyError):
    """There is no such form, or this sheet has none."""


FORMS = (
    Form("a4", _("On A4"), "html", HTML, is_paper=True),
    Form("letter", _("On Letter"), "html", HTML, is_paper=True),
    Form("cards", _("As pocket cards"), "html", HTML, is_paper=True, has_notes=True),
    Form("booklet", _("As a booklet to fold"), "html", HTML, is_paper=True, has_notes=True),
    Form("wall", _("As a timetable for the wall"), "html", HTML, is_paper=True),
    Form("a4-pdf", _("PDF on A4"), "pdf", PDF),
    Form("letter-pdf", _("PDF on Letter"), "pdf", PDF),
    Form("cards-pdf", _("PDF of pocket cards"), "pdf", PDF, has_notes=True),
    Form("booklet-pdf", _("PDF of a booklet to fold"), "pdf", PDF, has_notes=True),
    Form("wall-pdf", _("PDF of a timetable for the wall"), "pdf", PDF),
    Form("docx", _("Document to change (DOCX)"), "docx", DOCX),
    Form("ics", _("For your calendar (ICS)"), "ics", "text/calendar; charset=utf-8"),
    Form("txt", _("Plain text, to paste in a chat"), "txt", "text/plain; charset=utf-8"),
    Form("md", _("Markdown"), "md", "text/markdown; charset=utf-8"),
    Form("csv", _("Table (CSV)"), "csv", "text/csv; charset=utf-8"),
)
BY_KEY = {form.key: form for form in FORMS}
NO_PDF = _("This machine cannot make PDF. Print to a file from your browser instead.")
NO_DATES = _("For a calendar, give a day of your plan a date first.")


def offered(sheet: Sheet) -> tuple[tuple[Form, ...], tuple[Missing, ...]]:
    """What can be made of it here, and what cannot."""
    from hub.planner.out import dates

    missing = []
    if not tagged.is_possible():
        missing.append(Missing(tuple(form.key for form in FORMS if form.extension == "pdf"), NO_PDF))
    if not dates.has_dates(sheet):
        missing.append(Missing(("ics",), NO_DATES))
    left_out = {key for each in missing for key in each.keys}
    if sheet.is_for_participants:
        left_out |= {form.key for form in FORMS if form.has_notes}
    return tuple(form for form in FORMS if form.key not in left_out), tuple(missing)


def made(sheet: Sheet, key: str, *, host: str) -> bytes:
    """`host` as in https://hub.example, for addresses that are printed. Raises UnknownFormError for what is not offered."""
    if key not in {form.key for form in offered(sheet)[0]}:
        raise UnknownFormError(key)
    with translation.override(sheet.language):
        return _made(sheet, key, host.rstrip("/"))


def _made(sheet: Sheet, key: str, host: str) -> bytes:
    from hub.planner.out import dates, pages, pdf, table, text, word

    files = {
        "docx": word.docx,
        "ics": dates.calendar,
        "txt": lambda *given: text.plain(*given).encode(),
        "md": lambda *given: text.markdown(*given).encode(),
        "csv": table.csv,
    }
    if key in files:
        return files[key](sheet, host)
    layout, _dash, is_pdf = key.partition("-")
    return pdf.pdf(sheet, layout, host) if is_pdf else pages.page(sheet, layout, host).encode()

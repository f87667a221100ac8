"""Papers as PDF: the page that is printed, as hub.core.paper makes it."""

from hub.core.paper.tagged import tagged_pdf
from hub.planner.out.pages import page, stylesheets
from hub.planner.sheets import Sheet


def pdf(sheet: Sheet, layout: str, host: str) -> bytes:
    return tagged_pdf(page(sheet, layout, host, is_pdf=True), stylesheets(layout), identifier=b"plan")

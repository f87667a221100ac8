"""Papers as HTML, to be printed by a browser or to be made into PDF."""

from dataclasses import replace

from django.template.loader import render_to_string

from hub.planner.out.outline import Outline, outline_of
from hub.planner.out.pocket import booklet, cards, folding
from hub.planner.sheets import Sheet

SMALL = {"cards": cards, "booklet": booklet}
STYLESHEETS = {
    "a4": ("paper", "a4"),
    "letter": ("paper", "letter"),
    "cards": ("paper", "cells", "cards"),
    "booklet": ("paper", "cells", "booklet"),
    "wall": ("paper", "wall"),
}


def stylesheets(layout: str) -> list[str]:
    """Below static/, in their order."""
    return [f"css/paper/{name}.css" for name in STYLESHEETS[layout]]


def page(sheet: Sheet, layout: str, host: str, *, is_pdf: bool = False) -> str:
    """What hangs on the wall is read by all who are in the room: it is always the participants' own."""
    shown = replace(sheet, is_for_participants=True) if layout == "wall" else sheet
    paper = outline_of(shown, host)
    template = layout if layout in SMALL or layout == "wall" else "sheet"
    context = {"paper": paper, "layout": layout, "is_pdf": is_pdf, "stylesheets": stylesheets(layout)}
    return render_to_string(f"planner/paper/{template}.html", {**context, **_cells(paper, layout)})


def _cells(paper: Outline, layout: str) -> dict:
    return {"sheets": SMALL[layout](paper), "folding": folding()} if layout in SMALL else {}

"""Papers as PDF, tagged for screen readers: made from the page that is printed, with fonts of our own, fetching nothing."""

import logging
import re
from functools import cache
from importlib import import_module

import pydyf
from django.conf import settings

from hub.core.paper.lettering import FILES, drawable
from hub.planner.out.pages import page, stylesheets
from hub.planner.out.speaking import Fonts
from hub.planner.sheets import Sheet

FONTS = "paper-fonts:"
FONT = re.compile(rf"{FONTS}([A-Za-z]+-(?:Regular|Bold)\.ttf)")
FAMILIES = {family: f"Paper {family}" for family in FILES}
PRODUCER = re.compile(
    rb' pdf:Producer="[^"]*"| *<(?:\w+:)?Producer>[^<]*</(?:\w+:)?Producer>|(?<= )\w+:Producer="[^"]*"'
)
QUIET = logging.CRITICAL  # the maker logs the addresses that it was refused, and rules of screens that it does not know


@cache
def is_possible() -> bool:
    """Whether Pango, which sets the letters, is on this machine."""
    try:
        import_module("hub.planner.out.maker")
    except OSError:
        return False
    return True


def pdf(sheet: Sheet, layout: str, host: str) -> bytes:
    """Letters that none of our fonts has become one visible sign each."""
    from hub.planner.out.fetching import OurFontsOnly
    from hub.planner.out.maker import HTML, FontConfiguration

    logging.getLogger("weasyprint").setLevel(QUIET)
    fonts, fetcher = FontConfiguration(), OurFontsOnly()
    html = HTML(string=drawable(page(sheet, layout, host, is_pdf=True)), base_url=FONTS, url_fetcher=fetcher)
    chosen = {"pdf_variant": "pdf/ua-1", "pdf_identifier": b"plan"}
    document = html.render(font_config=fonts, stylesheets=[_stylesheet(layout, fetcher, fonts)], **chosen)
    document.fonts = Fonts()
    return document.write_pdf(finisher=_forget_the_maker, **chosen)


def _forget_the_maker(document, made) -> None:
    """Which program made it, in which version, is nobody's business."""
    made.info.pop("Producer", None)
    for each in made.objects:
        if isinstance(each, pydyf.Stream) and each.extra.get("Type") == "/Metadata":
            each.stream = [PRODUCER.sub(b"", part) for part in each.stream]


def _stylesheet(layout: str, fetcher, fonts):
    from hub.planner.out.maker import CSS

    folder = settings.BASE_DIR / "static"
    source = "\n".join((folder / name).read_text(encoding="utf-8") for name in stylesheets(layout))
    return CSS(string=f"{source}\n{_lettering()}", base_url=FONTS, url_fetcher=fetcher, font_config=fonts)


@cache
def _lettering() -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{FAMILIES[family]}"; font-weight: {weight}; src: url({FONTS}{name}-{cut}.ttf); }}\n'
        for family, name in FILES.items()
        for cut, weight in (("Regular", 400), ("Bold", 700))
    )
    names = ", ".join(f'"{name}"' for name in FAMILIES.values())
    return f"""{faces}
    :root, [lang], :lang(ar), :lang(th) {{ --font: {names}; }}
    html, body {{ font-family: {names}; }}
    @page {{ font-family: {names}; @bottom-center {{ font-family: {names}; }} }}
    """

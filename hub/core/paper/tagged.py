"""A page of ours as PDF, tagged for screen readers: with fonts of our own, fetching nothing, and silent about its making."""

import logging
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

import pydyf
from django.conf import settings

from hub.core.paper.lettering import FILES, drawable
from hub.core.paper.speaking import Fonts

FONTS, PICTURES = "paper-fonts:", "paper-pictures:"
FONT = re.compile(rf"{FONTS}([A-Za-z]+-(?:Regular|Bold)\.ttf)")
NO_PICTURES = MappingProxyType({})
FAMILIES = {family: f"Paper {family}" for family in FILES}
PRODUCER = re.compile(
    rb' pdf:Producer="[^"]*"| *<(?:\w+:)?Producer>[^<]*</(?:\w+:)?Producer>|(?<= )\w+:Producer="[^"]*"'
)
QUIET = logging.CRITICAL  # the maker logs the addresses that it was refused, and rules of screens that it does not know


@cache
def is_possible() -> bool:
    """Whether Pango, which sets the letters, is on this machine."""
    try:
        import_module("hub.core.paper.maker")
    except OSError:
        return False
    return True


def tagged_pdf(
    page: str, stylesheets: list[str], *, identifier: bytes, pictures: Mapping[str, bytes] = NO_PICTURES
) -> bytes:
    """`page` is HTML without addresses of its own styles; `stylesheets` are paths below static/, in their order.
    `pictures`: name → JPEG, which the page has at `paper-pictures:` and the name.

    Letters that none of our fonts has become one visible sign each.
    """
    logging.getLogger("weasyprint").setLevel(QUIET)
    chosen = {"pdf_variant": "pdf/ua-1", "pdf_identifier": identifier}
    document = laid_out(page, stylesheets, pictures, **chosen)
    document.fonts = Fonts()
    return document.write_pdf(finisher=_forget_the_maker, **chosen)


def laid_out(page: str, stylesheets: list[str], pictures: Mapping[str, bytes] = NO_PICTURES, **chosen):
    """The maker's document: pages with boxes, not written yet."""
    from hub.core.paper.fetching import OurFontsAndPictures
    from hub.core.paper.maker import CSS, HTML, FontConfiguration

    fonts, given = FontConfiguration(), {"base_url": FONTS, "url_fetcher": OurFontsAndPictures(pictures)}
    source = "\n".join((settings.BASE_DIR / "static" / name).read_text(encoding="utf-8") for name in stylesheets)
    style = CSS(string=f"{source}\n{_lettering()}", font_config=fonts, **given)
    return HTML(string=drawable(page), **given).render(font_config=fonts, stylesheets=[style], **chosen)


def _forget_the_maker(document, made) -> None:
    """Which program made it, in which version, is nobody's business."""
    made.info.pop("Producer", None)
    for each in made.objects:
        if isinstance(each, pydyf.Stream) and each.extra.get("Type") == "/Metadata":
            each.stream = [PRODUCER.sub(b"", part) for part in each.stream]


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

"""The parts of an ODT file. Right to left where the language is: page, paragraphs and boxes."""

from lxml import etree

from hub.calls.offline.outline import Asked, Outline

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": f"{OASIS}office:1.0",
    "style": f"{OASIS}style:1.0",
    "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "meta": f"{OASIS}meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": f"{OASIS}manifest:1.0",
}
KIND = "application/vnd.oasis.opendocument.text"
FONT = "Arial"
HEADINGS = {1: ("18pt", "0cm"), 2: ("14pt", "0.8cm"), 3: ("12pt", "0.5cm")}  # size, space above
GREY, BORDER = "#595959", "0.75pt solid #808080"
LEAST_HEIGHT = "1cm"
CHILD = {"style__parent_style_name": "Standard"}


def parts(said: Outline, *, language: str, is_rtl: bool) -> dict[str, bytes]:
    return {
        "mimetype": KIND.encode(),
        "content.xml": _bytes(_content(said)),
        "styles.xml": _bytes(_styles(language, "rl-tb" if is_rtl else "lr-tb")),
        "meta.xml": _bytes(_meta(said.title, language)),
        "META-INF/manifest.xml": _bytes(_manifest()),
    }


def _e(name: str, *children, text: str | None = None, **attributes: str):
    """An element `prefix:tag`; in attributes `prefix__some_name` is `prefix:some-name`."""
    prefix, tag = name.split(":")
    element = etree.Element(f"{{{SPACES[prefix]}}}{tag}", nsmap=SPACES)
    for key, value in attributes.items():
        space, local = key.split("__")
        element.set(f"{{{SPACES[space]}}}{local.replace('_', '-')}", value)
    element.text = text
    element.extend(children)
    return element


def _bytes(element) -> bytes:
    etree.cleanup_namespaces(element)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")


def _manifest():
    kinds = {"/": KIND, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries = [
        _e("manifest:file-entry", manifest__full_path=path, manifest__media_type=kind) for path, kind in kinds.items()
    ]
    return _e("manifest:manifest", *entries, manifest__version="1.2")


def _meta(title: str, language: str):
    said = _e("office:meta", _e("dc:title", text=title), _e("dc:language", text=language))
    return _e("office:document-meta", said, office__version="1.2")


# Styles ---------------------------------------------------------------------------------------------------------------
def _styles(language: str, writing_mode: str):
    page = _e(
        "style:page-layout-properties",
        fo__page_width="21cm",
        fo__page_height="29.7cm",
        fo__margin="2cm",
        style__writing_mode=writing_mode,
    )
    return _e(
        "office:document-styles",
        _e(
            "office:styles",
            _default(language, writing_mode),
            _paragraph_style("Standard"),
            *_headings(),
            _paragraph_style("Note", _kept(), **CHILD),
            _mark_style(),
            _paragraph_style("Begin", _kept(), style__parent_style_name="Mark"),
        ),
        _e("office:automatic-styles", _e("style:page-layout", page, style__name="Page")),
        _e("office:master-styles", _e("style:master-page", style__name="Standard", style__page_layout_name="Page")),
        office__version="1.2",
    )


def _default(language: str, writing_mode: str):
    letters = {}
    for kind in ("", "_asian", "_complex"):
        space = "style" if kind else "fo"
        letters[f"style__font_family{kind}" if kind else "fo__font_family"] = FONT
        letters[f"{space}__font_size{kind}"] = "11pt"
        letters[f"{space}__language{kind}"] = language
        letters[f"{space}__country{kind}"] = "none"
    side = "right" if writing_mode == "rl-tb" else "left"  # office apps take "start" for the left of every language
    layout = {"style__writing_mode": writing_mode, "fo__text_align": side, "fo__margin_bottom": "0.15cm"}
    return _e(
        "style:default-style",
        _e("style:paragraph-properties", **layout),
        _e("style:text-properties", **letters),
        style__family="paragraph",
    )


def _paragraph_style(name: str, *properties, **attributes: str):
    return _e("style:style", *properties, style__name=name, style__family="paragraph", **attributes)


def _kept():
    """On one page with what follows."""
    return _e("style:paragraph-properties", fo__keep_with_next="always")


def _headings():
    for level, (size, above) in HEADINGS.items():
        letters = {f"style__{name}{kind}": value for kind in ("_asian", "_complex") for name, value in _bold(size)}
        yield _paragraph_style(
            f"Heading_20_{level}",
            _e("style:paragraph-properties", fo__margin_top=above, fo__keep_with_next="always"),
            _e("style:text-properties", fo__font_size=size, fo__font_weight="bold", **letters),
            style__display_name=f"Heading {level}",
            **CHILD,
            style__default_outline_level=str(level),
        )


def _bold(size: str):
    return (("font_size", size), ("font_weight", "bold"))


def _mark_style():
    """Small, grey, left to right in every language; of no language, so that nothing corrects it."""
    layout = _e("style:paragraph-properties", fo__text_align="center", style__writing_mode="lr-tb")
    none = {"fo__language": "zxx", "fo__country": "none"}
    letters = _e("style:text-properties", fo__font_size="8pt", fo__color=GREY, **none)
    return _paragraph_style("Mark", layout, letters, **CHILD)


# Text -----------------------------------------------------------------------------------------------------------------
def _content(said: Outline):
    has_steps = any(asked.step for asked in said.asked)
    body = _e("office:text", _heading(said.title, 1), *map(_paragraph, said.opening), _paragraph(said.mark, "Mark"))
    for number, asked in enumerate(said.asked, 1):
        body.extend(_asked(asked, 3 if has_steps else 2, number))
    body.append(_paragraph(said.closing))
    frame = _e("style:table-cell-properties", fo__border=BORDER, fo__padding="0.2cm")
    row = _e("style:table-row-properties", style__min_row_height=LEAST_HEIGHT)
    return _e(
        "office:document-content",
        _e(
            "office:automatic-styles",
            _e("style:style", frame, style__name="Box", style__family="table-cell"),
            _e("style:style", row, style__name="Row", style__family="table-row"),
            *(_language_style(code) for code in sorted({asked.language for asked in said.asked} - {""})),
        ),
        _e("office:body", body),
        office__version="1.2",
    )


def _asked(asked: Asked, level: int, number: int):
    lines = [_paragraph(line, parts=asked.parts(line)) for line in asked.box or ("",)]
    cell = _e("table:table-cell", *lines, table__style_name="Box", office__value_type="string")
    return [
        *([_heading(asked.step, 2)] if asked.step else []),
        _heading(asked.heading, level, parts=asked.parts(asked.heading)),
        *(_paragraph(note, "Note", parts=asked.parts(note)) for note in asked.notes),
        _paragraph(asked.begin, "Begin"),
        _e(
            "table:table",
            _e("table:table-column"),
            _e("table:table-row", cell, table__style_name="Row"),
            table__name=f"Box{number}",
        ),
        _paragraph(asked.end, "Mark"),
    ]


def _heading(text: str, level: int, *, parts=()):
    heading = _e("text:h", text__style_name=f"Heading_20_{level}", text__outline_level=str(level))
    return _written(heading, parts or [(text, "")])


def _paragraph(text: str, style: str = "Standard", *, parts=()):
    """`parts`: of the text, each with its language, where that is another one than the sheet's."""
    return _written(_e("text:p", text__style_name=style), parts or [(text, "")])


def _written(element, parts):
    """ODF folds spaces, so that those at the beginning and doubled ones are said by elements."""
    for words, language in parts:
        within, last = element, element[-1] if len(element) else None
        if language:
            within, last = etree.SubElement(element, f"{{{SPACES['text']}}}span"), None
            within.set(f"{{{SPACES['text']}}}style-name", f"In_{language}")
        for number, part in enumerate(words.replace("\t", " ").replace("  ", " \u0000").split("\u0000")):
            if number:
                last = etree.SubElement(within, f"{{{SPACES['text']}}}s")
            if last is None:
                within.text = part
            else:
                last.tail = part
    return element


def _language_style(code: str):
    spaces = {"": "fo", "_asian": "style", "_complex": "style"}
    said = {f"{space}__{name}{kind}": value for kind, space in spaces.items() for name, value in _said_in(code)}
    return _e("style:style", _e("style:text-properties", **said), style__name=f"In_{code}", style__family="text")


def _said_in(code: str):
    return (("language", code), ("country", "none"))

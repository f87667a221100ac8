"""A run of letters as a PDF draws it. fpdf2 shapes by script, which takes Arabic vowel signs off their letters; here a run
is shaped whole. Beside the shapes stands the text, so that Thai can be searched, copied and read aloud; not where it runs
right to left: readers turn the shapes round themselves, and would turn the text round, too."""

from fpdf.enums import TextDirection

SHAPING = {"features": {}}


def drawn(run, *, font, size: float, chosen: str, x: float, y: float, grey: float) -> str:
    """The operators for a run with its baseline from `x`, `y`, in points from the corner below; `chosen` takes the font."""
    shapes = f"BT {grey:.2f} g {chosen} {_glyphs(run, font, size, x, y)} ET"
    if run.is_rtl:
        return shapes
    said = ("\ufeff" + run.text).encode("utf-16-be").hex().upper()
    return f"/Span <</ActualText <{said}>>> BDC {shapes} EMC"


def _glyphs(run, font, size, x, y) -> str:
    direction = TextDirection.RTL if run.is_rtl else TextDirection.LTR
    shaped = font.shape_text(run.text, size, {**SHAPING, "fragment_direction": direction})
    scale = font.scale * size / 1000
    parts, word, start = [], "", x
    for glyph in shaped:
        letter = font.escape_text(chr(glyph["mapped_char"]))
        is_moved = glyph["x_offset"] or glyph["y_offset"]
        if word and is_moved:
            parts.append(_word(word, start, y))
            word = ""
        if is_moved:
            parts.append(_word(letter, x + glyph["x_offset"] * scale, y + glyph["y_offset"] * scale))
        else:
            start = start if word else x
            word += letter
        x += glyph["x_advance"] * scale
        if glyph["force_positioning"] and word:
            parts.append(_word(word, start, y))
            word = ""
    return " ".join([*parts, _word(word, start, y)] if word else parts)


def _word(letters: str, x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm ({letters}) Tj"

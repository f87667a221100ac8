"""Letters: one case and one form for what people type in different ways, in every script."""

import re
import unicodedata

SCRIPTS = 0x20000  # all letters, marks and digits of living scripts lie below
# Marks that are folded away: Latin, Greek and Cyrillic accents, Arabic vowel signs and the tatweel. Thai vowels stay.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0640]")
_SHORT_I = "\ue010"  # stands for й while accents are folded: it is a letter of its own, not an и with an accent
_LETTERS = str.maketrans(
    {
        **dict(zip("أإآٱىةؤئکیھہۀے", "اااايهويكيهههي", strict=True)),
        **dict.fromkeys("’ʼ`´‘＇ʻ", "'"),
        **dict.fromkeys("‐‑‒–−", "-"),
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
    }
)
_THAI_AM = re.compile("([่-๋]?)ํ([่-๋]?)า")  # normalising takes ำ apart; words have it in one piece, after its tone
_AM_THEN_TONE = re.compile("ำ([่-๋])")
_DIGITS = {
    code: str(unicodedata.digit(chr(code))) for code in range(0x80, SCRIPTS) if unicodedata.category(chr(code)) == "Nd"
}
_INVISIBLE = dict.fromkeys(
    code for code in range(SCRIPTS) if unicodedata.category(chr(code)) == "Cf"
)  # joiners, direction marks, the soft hyphen, zero-width spaces


def folded(text: str) -> str:
    """Text in one case and one form, without accents and invisible characters: `Círculo` and `circulo` are the same."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE).replace("й", _SHORT_I)
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = unicodedata.normalize("NFC", text).translate(_LETTERS).translate(_DIGITS)
    text = text.replace(_SHORT_I, "й")
    if max(text, default="") >= "\u0e00" and "า" in text:
        text = _AM_THEN_TONE.sub(r"\1ำ", _THAI_AM.sub(r"\1\2ำ", text))
    return text.replace("เเ", "แ")

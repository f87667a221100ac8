"""Text without what no keyboard types."""

import unicodedata

NOT_IN_XML = "\ufffe\uffff"


def without_controls(text: str) -> str:
    """Line breaks and tabs stay. What comes along when text is pasted from an office program stands in no XML: one such
    sign would take down a whole feed or book."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or (unicodedata.category(letter) != "Cc" and letter not in NOT_IN_XML)
    )

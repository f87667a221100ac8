"""How long it takes to read."""

import math

# Letters a minute, without spaces, as measured in reading aloud of one text in many languages (IReST).
USUAL = 950
IN_LANGUAGE = {"ar": 610, "th": 700}


def minutes(text: str, language: str) -> int:
    letters = sum(not letter.isspace() for letter in text)
    return max(1, math.ceil(letters / IN_LANGUAGE.get(language, USUAL)))

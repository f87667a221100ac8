"""The shared-vision sentence. It follows the Jam Sessions Toolkit (CIVICUS, Grassroots Solidarity Revolution) in words of
our own. Keys are stable: plans keep their words by them."""

import re

from django.utils.translation import gettext_lazy as _

SENTENCE = (
    ("given", _("Given that …"), _("what hurts or holds people back, named plainly")),
    ("whom", _("how might we help, enable or inspire …"), _("whom you think of")),
    ("goal", _("to …"), _("what they could do next")),
    ("outcome", _("and so reach …"), _("what would be different then")),
    ("by", _("by …"), _("the chance you see")),
)
WHOLE = _(
    "Given that %(given)s, how might we help, enable or inspire %(whom)s to %(goal)s and so reach %(outcome)s by %(by)s?"
)
GAP = "…"
PLACE = re.compile(r"%\((\w+)\)s")


def pieces(words: dict[str, str]) -> list[tuple[str, bool]]:
    """The sentence cut into what it gives (False) and what somebody filled in (True); parts without words are left out."""
    filled = {key: text for key, _label, _help in SENTENCE if (text := (words.get(key) or "").strip().rstrip(" .،。"))}
    whole = str(WHOLE)
    if len(filled) < len(SENTENCE):
        whole = " ".join(str(label).replace(GAP, f"%({key})s") for key, label, _help in SENTENCE if key in filled)
    return [
        (filled.get(text, "") if at % 2 else text, bool(at % 2)) for at, text in enumerate(PLACE.split(whole)) if text
    ]


def sentence(words: dict[str, str]) -> str:
    """The parts that have words as one sentence."""
    return "".join(text for text, _is_filled in pieces(words))

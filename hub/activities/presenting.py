"""Numbers and keys of an activity as words in the reader's language."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.activities import enums
from hub.activities.marks import COLOUR_OF_TYPE
from hub.core import languages
from hub.search.cards import rendered


def minutes(least: int | None, most: int | None) -> str:
    if least is None:
        return _("Time not given")
    if most and most != least:
        return _("%(least)d–%(most)d min") % {"least": least, "most": most}
    return ngettext("%(n)d minute", "%(n)d minutes", least) % {"n": least}


def people(least: int | None, most: int | None) -> str:
    if least is None:
        return _("Number of people not given")
    if most is None:
        return ngettext("from %(n)d person on", "from %(n)d people on", least) % {"n": least}
    if least == most:
        return ngettext("%(n)d person", "%(n)d people", least) % {"n": least}
    return _("%(least)d–%(most)d people") % {"least": least, "most": most}


def labels(choices, keys) -> list[str]:
    """The labels of these keys in the vocabulary's order; unknown keys are left out."""
    return [str(label) for key, label in choices.choices if key in keys]


def cards(documents, language: str) -> list[SafeString]:
    return rendered(documents, language, template="components/card.html", card=card)


def card(document, language: str) -> dict:
    """What the card of a search document says, in the reader's language."""
    facts = document.card
    kind = facts["type"]
    return {
        "uid": document.uid,
        "title": document.title,
        "summary": document.summary,
        "language": document.language,
        "is_foreign": document.language != language,
        "path": languages.page_path(language, document.url_path),
        "type": kind,
        "type_label": enums.ActivityType(kind).label,
        "colour": COLOUR_OF_TYPE[kind],
        "minutes": minutes(facts["min"], facts["max"]),
        "people": people(*facts["people"]),
        "energy": enums.Energy(facts["energy"]).label,
        "depth": enums.Depth(facts["depth"]).label,
        "needs": labels(enums.Need, facts["needs"]),
    }

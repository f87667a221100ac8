"""Facts of a resource as words in the reader's language."""

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub.core import languages, spoken
from hub.resources import enums
from hub.resources.enums import Known
from hub.resources.health.reading import Health
from hub.resources.link_states import LinkState

WARNINGS = {
    "login": gettext_lazy("Needs a login"),
    "paywall": gettext_lazy("Costs money"),
    "heavy": gettext_lazy("Heavy to load"),
    "trackers": gettext_lazy("Has trackers"),
}
SAID = {
    LinkState.ANSWERS: gettext_lazy("It answers."),
    LinkState.MOVED: gettext_lazy("It answers."),
    LinkState.NEEDS_LOGIN: gettext_lazy("It wants people to sign in."),
    LinkState.REFUSES_ROBOTS: gettext_lazy("It does not let us look, but people may see it."),
    LinkState.UNCHECKED: gettext_lazy("We do not check addresses of this kind."),
}
SAID_OTHERWISE = gettext_lazy("It did not answer well; we look again soon.")
COLOURS = {
    enums.Kind.TOOLKIT: "m-sun",
    enums.Kind.GUIDE: "m-blue",
    enums.Kind.EXERCISE: "m-pink",
    enums.Kind.COLLECTION: "m-green",
    enums.Kind.STUDY: "m-violet",
    enums.Kind.POLICY: "m-red",
}
DRAWN_AS = {
    enums.Kind.TOOLKIT: "strategy",
    enums.Kind.GUIDE: "skills",
    enums.Kind.EXERCISE: "game",
    enums.Kind.COLLECTION: "mapping",
    enums.Kind.ARTICLE: "reflection",
    enums.Kind.STUDY: "evaluation",
    enums.Kind.TEMPLATE: "visioning",
    enums.Kind.POLICY: "agreements",
    enums.Kind.CONTACT: "care",
}


def length(pages: int | None, minutes: int | None) -> str:
    """How long it is; empty where nobody has counted."""
    if pages:
        return ngettext("%(n)d page", "%(n)d pages", pages) % {"n": pages}
    if minutes:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return ""


def weight(size: int | None) -> str:
    return filesizeformat(size) if size else ""


def colour(kind: str) -> str:
    return COLOURS.get(kind, "m-blue")


def drawn_as(kind: str) -> str:
    return DRAWN_AS.get(kind, "storytelling")


def spoken_names(codes) -> list[str]:
    return [spoken.name(code) for code in codes]


def warnings(keys) -> list[str]:
    return [str(label) for key, label in WARNINGS.items() if key in keys]


def answers(told: dict[str, str]) -> list[tuple[str, str, str]]:
    """Question, what we know (a key of Known), and it in words, of everything a reader may want to be spared."""
    return [(str(WARNINGS[key]), has_it, str(Known(has_it).label)) for key, has_it in told.items()]


def health_words(health: Health | None) -> str:
    """What readers are told of the last look at a link, and when it was."""
    if health is None or health.checked_on is None:
        return _("Not checked yet.")
    if health.is_broken and health.since:
        return _("It has not answered since %(day)s.") % {"day": date_format(health.since, "DATE_FORMAT")}
    days = max((timezone.localdate() - health.checked_on).days, 0)
    today = _("Checked today.")
    when = (
        ngettext("Last checked %(n)d day ago.", "Last checked %(n)d days ago.", days) % {"n": days} if days else today
    )
    return f"{when} {SAID.get(health.state, SAID_OTHERWISE)}"


def card(document, language: str, health: Health | None) -> dict:
    """What the card of a search document says, in the reader's language."""
    facts = document.card
    return {
        "key": facts["seed"],
        "title": document.title,
        "summary": document.summary,
        "language": document.language,
        "is_foreign": document.language != language,
        "state": document.state,
        "path": languages.page_path(language, document.url_path),
        "kind": enums.Kind(facts["kind"]).label,
        "colour": colour(facts["kind"]),
        "drawn_as": drawn_as(facts["kind"]),
        "publisher": facts["publisher"],
        "year": facts["year"],
        "spoken": spoken_names(facts["spoken"]),
        "length": length(facts["pages"], facts["minutes"]),
        "weight": weight(facts["bytes"]),
        "warnings": warnings(facts["has"]),
        "risk": facts["risk"],
        "url": facts["url"],
        "host": facts["host"],
        "file": facts["file"],
        "is_broken": bool(health and health.is_broken),
        "archived": facts["archived"],
        "health": health_words(health) if facts["url"] and health and health.checked_on else "",
    }

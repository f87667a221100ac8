"""Whether an activity suits those who come, how they meet, and what they need."""

import re

from django.utils.translation import gettext as _

from hub.activities import facets, presenting
from hub.activities.enums import LanguageLoad, Need, ReadingLoad
from hub.core.enums import Format
from hub.planner.thinking.care import INTERPRETATION
from hub.planner.thinking.finding import Finding, Remedy
from hub.planner.thinking.look import Line, Look, read_page

BETWEEN_LANGUAGES = re.compile(r"[,;/+&|\n\u060c\u061b\u00b7]")
HARD_TO_HAVE = {
    Format.OUTDOORS: (Need.INTERNET, Need.ELECTRICITY, Need.PROJECTOR, Need.SOUND),
    Format.AUDIO: (Need.PROJECTOR,),
}


def people(look: Look) -> list[Finding]:
    """Of groups that work at the same time, each is looked at for itself."""
    if look.plan.people is None:
        return []
    misfits = [(line, _misfit(line, look.plan.people)) for line in look.activities]
    return [_wrong_size(look, line, here) for line, here in misfits if here is not None]


def _misfit(line: Line, total: int) -> int | None:
    """How many there are, where that is too few or too many for it."""
    fewest, largest = total // line.groups, -(-total // line.groups)
    if line.page.group_max and largest > line.page.group_max:
        return largest
    return fewest if line.page.group_min and fewest < line.page.group_min else None


def _wrong_size(look: Look, line: Line, here: int) -> Finding:
    if line.groups > 1:
        text = _("%(title)s is made for another number: %(made)s. In each of your groups: %(here)s.")
    else:
        text = _("%(title)s is made for another number: %(made)s. In your plan: %(here)s.")
    band = next((key for key, low, high, _label in facets.GROUPS if low <= here <= high), "1")
    return Finding(
        f"people:{line.item.key}",
        text
        % {
            "title": line.title,
            "made": presenting.people(line.page.group_min or 1, line.page.group_max),
            "here": presenting.people(here, here),
        },
        _("With too many some are never heard; with too few it can feel like an examination."),
        (
            look.library(_("Choose something for your number"), type=line.page.primary_type, people=band),
            read_page(line, _("See how it can be varied")),
        ),
        item=line.item.key,
        day=line.day.key,
    )


def format_(look: Look) -> list[Finding]:
    wanted = look.plan.format
    if wanted not in Format.values:
        return []
    return [
        _other_format(look, line) for line in look.activities if line.page.formats and wanted not in line.page.formats
    ]


def _other_format(look: Look, line: Line) -> Finding:
    wanted = Format(look.plan.format)
    notes = [block.value["note"] for block in line.page.format_notes if block.value["format"] == wanted]
    others = look.library(_("Choose something for your format"), type=line.page.primary_type, format=wanted.value)
    if notes:
        why, remedies = look.quoted(line, notes[0]), (read_page(line, _("Read how to adapt it")), others)
    else:
        why = _("What works in one room may leave people lost in another. Try it with a friend first, or take another.")
        remedies = (others,)
    return Finding(
        f"format:{line.item.key}",
        _("%(title)s was not made for this: %(format)s.") % {"title": line.title, "format": wanted.label},
        why,
        remedies,
        item=line.item.key,
        day=line.day.key,
    )


def needs(look: Look) -> list[Finding]:
    hard = HARD_TO_HAVE.get(look.plan.format, ())
    missing = [(line, [each for each in hard if each in line.page.needs]) for line in look.activities]
    return [
        Finding(
            f"needs:{line.item.key}",
            _("%(title)s needs what is hard to have here: %(what)s.")
            % {"title": line.title, "what": " · ".join(str(each.label) for each in found)},
            _("See to it early, or have something ready that works without."),
            (
                look.library(
                    _("Choose something that needs nothing"), type=line.page.primary_type, needs=Need.NOTHING.value
                ),
            ),
            item=line.item.key,
            day=line.day.key,
        )
        for line, found in missing
        if found
    ]


def access(look: Look) -> list[Finding]:
    labels = {str(key): str(label) for key, label in facets.ACCESS}
    wanted = [key for key in labels if key in look.plan.needs]
    unmet = [(line, [key for key in wanted if key not in _access_of(line)]) for line in look.activities]
    return [_closed(look, line, {key: labels[key] for key in keys}) for line, keys in unmet if keys]


def _access_of(line: Line) -> set[str]:
    page = line.page
    return {
        *page.access,
        *(["no-reading"] if page.reading_load == ReadingLoad.NONE else []),
        *(["no-shared-language"] if page.language_load == LanguageLoad.NO_SHARED else []),
    }


def _closed(look: Look, line: Line, labels: dict[str, str]) -> Finding:
    if line.page.access_note.strip():
        why = look.quoted(line, line.page.access_note)
    else:
        why = _("Somebody who is coming needs it. Ask them what would help; they know best.")
    others = look.library(_("Choose something that everybody can do"), type=line.page.primary_type, access=list(labels))
    varied = (read_page(line, _("See how it can be varied")),) if line.page.access_note or line.page.variations else ()
    return Finding(
        f"access:{line.item.key}",
        _("%(title)s does not promise what people need: %(what)s.")
        % {"title": line.title, "what": " · ".join(labels.values())},
        why,
        (*varied, others),
        item=line.item.key,
        day=line.day.key,
    )


def language(look: Look) -> list[Finding]:
    if not _has_many_languages(look):
        return []
    return [
        Finding(
            f"language:{line.item.key}",
            _("%(title)s needs one language that everybody shares, and you have several.") % {"title": line.title},
            _("Who has to search for every word soon falls silent, even where somebody interprets."),
            (
                look.library(
                    _("Choose something without a shared language"),
                    type=line.page.primary_type,
                    access="no-shared-language",
                ),
                read_page(line, _("See how it can be varied")),
            ),
            item=line.item.key,
            day=line.day.key,
        )
        for line in look.activities
        if line.page.language_load == LanguageLoad.ONE
    ]


def interpreting(look: Look) -> list[Finding]:
    spoken = [line for line in look.activities if line.page.language_load == LanguageLoad.INTERPRETED]
    if not spoken or look.plan.roles.get(INTERPRETATION) or not _has_many_languages(look):
        return []
    return [
        Finding(
            "interpreting:plan",
            _("You have several languages, and nobody is named to interpret."),
            _(
                "Interpreting is work: who does it cannot take part at the same time, and needs somebody to take turns with."
            ),
            (Remedy(_("Name somebody"), link=f"#role-{INTERPRETATION}"),),
        )
    ]


def _has_many_languages(look: Look) -> bool:
    said = (part.strip().casefold() for part in BETWEEN_LANGUAGES.split(look.plan.languages))
    return len(set(filter(None, said))) > 1

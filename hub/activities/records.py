"""The record of an activity in files: facts that are the same in every language, and words for each language.

Imports and the starter library share it; docs/import.md describes it for those who write such files.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.activities import checks, enums
from hub.core.enums import TranslationState

UID = r"[a-z2-9]{6}"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
LINK_KINDS = tuple(enums.LinkKind.values)
_NOT_UID = gettext_lazy("A uid has six characters of a-z and 2-9.")
_NOT_SLUG = gettext_lazy("A slug has small letters a-z, digits and single hyphens.")
_NOT_SPAN = gettext_lazy("Write two whole numbers: the least and the most.")
_NOT_PEOPLE = gettext_lazy("Write the least and the most, or only the least where there is no limit.")
_NOT_STEPS = gettext_lazy("Write one whole number for each step.")

MATERIAL_FACTS = {
    "qty": checks.number(0, required=True),
    "per": checks.one_of(enums.MaterialPer.values, required=True),
    "optional": checks.truth(),
}
MATERIAL_WORDS = {"name": checks.text(160, required=True), "substitute": checks.text(200)}
FACTS = {
    "uid": checks.pattern(UID, _NOT_UID, required=True),
    "slug": checks.pattern(SLUG, _NOT_SLUG),
    "types": checks.several(enums.ActivityType.values, most=3, required=True),
    "phases": checks.several(enums.Phase.values),
    "themes": checks.several(None),  # the vocabulary is the site's: see parse()
    "minutes": checks.numbers((2, 2), 1, _NOT_SPAN),
    "duration_rule": checks.one_of(enums.DurationRule.values),
    "minutes_per_person": checks.number(1),
    "prep_minutes": checks.number(0),
    "people": checks.numbers((1, 2), 1, _NOT_PEOPLE),
    "grouping": checks.several(enums.Grouping.values),
    "min_hosts": checks.number(1),
    "energy": checks.one_of(enums.Energy.values, required=True),
    "depth": checks.one_of(enums.Depth.values, required=True),
    "trust": checks.one_of(enums.Trust.values, required=True),
    "host_level": checks.one_of(enums.Level.values, required=True),
    "participant_level": checks.one_of(enums.Level.values, required=True),
    "formats": checks.several(enums.Format.values),
    "needs": checks.several(enums.Need.values),
    "space": checks.several(enums.Space.values),
    "reading": checks.one_of(enums.ReadingLoad.values, required=True),
    "language": checks.one_of(enums.LanguageLoad.values, required=True),
    "access": checks.several(enums.Access.values),
    "risks": checks.several(enums.Risk.values),
    "traces": checks.one_of(enums.Traces.values, required=True),
    "support_person": checks.truth(),
    "step_minutes": checks.numbers((1, checks.MOST_ITEMS), 0, _NOT_STEPS),
    "materials": checks.table(MATERIAL_FACTS),
    "source_url": checks.address(),
    "licence": checks.one_of(enums.Licence.values),
    "permission": checks.one_of(enums.Permission.values),
    "cultural_protocol": checks.one_of(enums.CulturalProtocol.values),
    "maturity": checks.one_of(enums.Maturity.values),
    "version": checks.number(1),
    "next_review": checks.day(),
    "recommended": checks.truth(),
    **{kind: checks.several(None, each=checks.pattern(f"{UID}|{SLUG}", _NOT_SLUG)) for kind in LINK_KINDS},
}
WORDS = {
    "title": checks.text(120, required=True),
    "also_known_as": checks.several(None, most=20, each=checks.text(120)),
    "summary": checks.text(160, required=True),
    "use_when": checks.text(300),
    "purpose": checks.rich(),
    "preparation": checks.rich(),
    "debrief": checks.rich(),
    "tips": checks.rich(),
    "follow_up": checks.rich(),
    "content_warning": checks.paragraphs(),
    "opt_out": checks.paragraphs(),
    "care_after": checks.paragraphs(),
    "do_not_run_if": checks.paragraphs(),
    "access_note": checks.paragraphs(),
    "origin": checks.paragraphs(),
    "tradition_note": checks.paragraphs(),
    "inspiration": checks.paragraphs(),
    "creators": checks.several(None, most=20, each=checks.text(120)),
    "materials": checks.table(MATERIAL_WORDS),
    "format_notes": checks.table(
        {"format": checks.one_of(enums.Format.values, required=True), "note": checks.paragraphs(required=True)}
    ),
    "steps": checks.table(
        {
            "title": checks.text(120, required=True),
            "do": checks.paragraphs(required=True),
            "say": checks.paragraphs(),
            "tip": checks.paragraphs(),
        }
    ),
    "variations": checks.table(
        {
            "change": checks.paragraphs(required=True),
            "why": checks.paragraphs(),
            "minutes": checks.number(1),
            "people": checks.text(40),
            "format": checks.one_of(enums.Format.values),
        }
    ),
    "translation": checks.one_of(TranslationState.values),
    "translation_credit": checks.text(120),
    "checked_on": checks.day(),
}


@dataclass(frozen=True)
class Problem:
    """Something in a file that cannot be taken: where (line, row or file), which field, and why."""

    place: str
    field: str
    message: str

    def __str__(self):
        return f"{self.place}, {self.field}: {self.message}" if self.field else f"{self.place}: {self.message}"


@dataclass
class Record:
    """An activity as a file has it, checked and clean. What the file does not say is not in the dictionaries."""

    place: str
    facts: dict
    words: dict[str, dict]
    uid: str = field(init=False)

    def __post_init__(self):
        self.uid = self.facts["uid"]


def parse(
    data, *, place: str, themes: Collection[str], places: dict[str, str] | None = None
) -> tuple[Record | None, list[Problem]]:
    """The record of `{facts…, "translations": {language: words}}`, or None and all that is wrong with it.

    `themes` are the keys of the site's themes; `places` says where a language stands, if not in `place`.
    """
    problems: list[Problem] = []

    def report(path, message):
        problems.append(Problem((places or {}).get(path.split(".")[0], place), path, message))

    if not isinstance(data, dict):
        report("", _("An activity must be a table of named values."))
        return None, problems
    translations = data.get("translations")
    kinds = {**FACTS, "themes": checks.several(themes)}
    facts = checks.checked({key: value for key, value in data.items() if key != "translations"}, kinds, report)
    words = _parse_translations(translations, report)
    _check_counts(facts, words, report)
    return (None if problems else Record(place, facts, words)), problems


def _parse_translations(translations, report) -> dict[str, dict]:
    if not isinstance(translations, dict) or not translations:
        report("translations", _("Give the words of at least one language."))
        return {}
    found = {}
    for code, words in translations.items():
        if not re.fullmatch(LANGUAGE, str(code)):
            report(str(code), _("This is no language code, such as en or sw."))
        elif not isinstance(words, dict):
            report(code, _("The words of a language must be a table of named values."))
        else:
            found[code] = checks.checked(words, WORDS, lambda path, message, at=code: report(f"{at}.{path}", message))
    return found


def _check_counts(facts, words, report):
    """What comes in rows must be there in every language, as often as the facts have it."""
    counts = {"materials": len(facts.get("materials", []))}
    if "step_minutes" in facts:
        counts["steps"] = len(facts["step_minutes"])
    for code, found in words.items():
        for key in ("steps", "materials", "format_notes", "variations"):
            count = len(found.get(key, []))
            wanted = counts.setdefault(key, count)
            if count != wanted:
                report(
                    f"{code}.{key}",
                    _("%(count)d entries; the numbers or the other languages have %(wanted)d.")
                    % {"count": count, "wanted": wanted},
                )


def nested(data: dict, language: str) -> dict:
    """A flat record (facts and words of one language side by side) in the form that `parse` takes."""
    words = {key: value for key, value in data.items() if key in WORDS and key not in FACTS}
    facts = {key: value for key, value in data.items() if key not in words}
    rows = facts.get("materials")
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        numbers = [{key: row[key] for key in row if key in MATERIAL_FACTS} for row in rows]
        words["materials"] = [{key: row[key] for key in row if key not in MATERIAL_FACTS} for row in rows]
        facts["materials"] = numbers if any(numbers) else None
    return {**facts, "translations": {language: words}}

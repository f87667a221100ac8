"""The record of an activity in files: facts that are the same in every language, and words for each language.

Imports and the starter library share it; docs/import.md describes it for those who write such files.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.activities import cleaning, enums, kinds
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
    "qty": kinds.number(0, required=True),
    "per": kinds.one_of(enums.MaterialPer.values, required=True),
    "optional": kinds.truth(),
}
MATERIAL_WORDS = {"name": kinds.text(160, required=True), "substitute": kinds.text(200)}
FACTS = {
    "uid": kinds.pattern(UID, _NOT_UID, required=True),
    "slug": kinds.pattern(SLUG, _NOT_SLUG),
    "types": kinds.several(enums.ActivityType.values, most=3, required=True),
    "phases": kinds.several(enums.Phase.values),
    "themes": kinds.several(None),  # the vocabulary is the site's: see parse()
    "minutes": kinds.numbers((2, 2), 1, _NOT_SPAN),
    "duration_rule": kinds.one_of(enums.DurationRule.values),
    "minutes_per_person": kinds.number(1),
    "prep_minutes": kinds.number(0),
    "people": kinds.numbers((1, 2), 1, _NOT_PEOPLE),
    "grouping": kinds.several(enums.Grouping.values),
    "min_hosts": kinds.number(1),
    "energy": kinds.one_of(enums.Energy.values, required=True),
    "depth": kinds.one_of(enums.Depth.values, required=True),
    "trust": kinds.one_of(enums.Trust.values, required=True),
    "host_level": kinds.one_of(enums.Level.values, required=True),
    "participant_level": kinds.one_of(enums.Level.values, required=True),
    "formats": kinds.several(enums.Format.values),
    "needs": kinds.several(enums.Need.values),
    "space": kinds.several(enums.Space.values),
    "reading": kinds.one_of(enums.ReadingLoad.values, required=True),
    "language": kinds.one_of(enums.LanguageLoad.values, required=True),
    "access": kinds.several(enums.Access.values),
    "risks": kinds.several(enums.Risk.values),
    "traces": kinds.one_of(enums.Traces.values, required=True),
    "support_person": kinds.truth(),
    "step_minutes": kinds.numbers((1, kinds.MOST_ITEMS), 0, _NOT_STEPS),
    "materials": kinds.table(MATERIAL_FACTS),
    "source_url": kinds.address(),
    "licence": kinds.one_of(enums.Licence.values),
    "permission": kinds.one_of(enums.Permission.values),
    "cultural_protocol": kinds.one_of(enums.CulturalProtocol.values),
    "maturity": kinds.one_of(enums.Maturity.values),
    "version": kinds.number(1),
    "next_review": kinds.day(),
    "recommended": kinds.truth(),
    **{kind: kinds.several(None, each=kinds.pattern(SLUG, _NOT_SLUG)) for kind in LINK_KINDS},
}
WORDS = {
    "title": kinds.text(120, required=True),
    "also_known_as": kinds.several(None, most=20, each=kinds.text(120)),
    "summary": kinds.text(160, required=True),
    "use_when": kinds.text(300),
    "purpose": kinds.rich(),
    "preparation": kinds.rich(),
    "debrief": kinds.rich(),
    "tips": kinds.rich(),
    "follow_up": kinds.rich(),
    "content_warning": kinds.paragraphs(),
    "opt_out": kinds.paragraphs(),
    "care_after": kinds.paragraphs(),
    "do_not_run_if": kinds.paragraphs(),
    "access_note": kinds.paragraphs(),
    "origin": kinds.paragraphs(),
    "tradition_note": kinds.paragraphs(),
    "inspiration": kinds.paragraphs(),
    "creators": kinds.several(None, most=20, each=kinds.text(120)),
    "tags": kinds.words(),
    "materials": kinds.table(MATERIAL_WORDS),
    "format_notes": kinds.table(
        {"format": kinds.one_of(enums.Format.values, required=True), "note": kinds.paragraphs(required=True)}
    ),
    "steps": kinds.table(
        {
            "title": kinds.text(120, required=True),
            "do": kinds.paragraphs(required=True),
            "say": kinds.paragraphs(),
            "tip": kinds.paragraphs(),
        }
    ),
    "variations": kinds.table(
        {
            "change": kinds.paragraphs(required=True),
            "why": kinds.paragraphs(),
            "minutes": kinds.number(1),
            "people": kinds.text(40),
            "format": kinds.one_of(enums.Format.values),
        }
    ),
    "translation": kinds.one_of(TranslationState.values),
    "translation_credit": kinds.text(120),
    "checked_on": kinds.day(),
}


@dataclass(frozen=True)
class Problem:
    """Something in a file that cannot be taken: where (line, row or file), which field, and why."""

    place: str
    field: str
    message: str

    def __str__(self):
        where = f"{self.place}, {self.field}" if self.field else self.place
        return " ".join(cleaning.visible(f"{where}: {self.message}").split())


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
    known = {**FACTS, "themes": kinds.several(themes)}
    facts = kinds.checked({key: value for key, value in data.items() if key != "translations"}, known, report)
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
            found[code] = kinds.checked(words, WORDS, lambda path, message, at=code: report(f"{at}.{path}", message))
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

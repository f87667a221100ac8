"""A story on its way as its host sees it: each step with how far it is, what is missing, and the whole as it would be sent."""

from functools import cached_property

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub.consent.enums import State
from hub.core import languages
from hub.search.models import SearchDocument
from hub.stories.enums import Place, When
from hub.stories.models import Submission
from hub.stories.share_forms import steps
from hub.stories.sharing import asking
from hub.stories.sharing.pictures import key_of
from hub.stories.sharing.told import ActivityTold, ConsentTold, PictureTold, QuoteTold, Told, as_rich

EMPTY, BEGUN, DONE, MEND = "empty", "begun", "done", "mend"
PROGRESS = {EMPTY: _("Nothing yet"), BEGUN: _("Begun"), DONE: _("Done"), MEND: _("Please look again")}
OF_STEP = {step: [name for name, _label, of in asking.ASKABLE if of == step] for step, _label in asking.STEPS}
RICH = ("what_happened", "what_changed", "what_was_hard", "what_we_would_change", "advice")


class Draft:
    """Read once for each request: forms by step, pictures, activities."""

    def __init__(self, submission: Submission):
        self.submission = submission

    @cached_property
    def pictures(self) -> list:
        return list(self.submission.pictures.select_related("image"))

    @cached_property
    def activities(self) -> dict[str, SearchDocument]:
        """uid → the activity in the reader's language where it has one, in the host's order."""
        uids = [uid for uid in self.submission.answers_of("activities").get("order", []) if isinstance(uid, str)]
        found = documents_of(uids, languages.current())
        return {uid: found[uid] for uid in uids if uid in found}

    @cached_property
    def forms(self) -> dict:
        """The form of each step but the pictures, which have one each."""
        said, remarks = self.submission.answers_of, self.submission.remarks
        found: dict = {}
        found["what"] = steps.WhatForm(said("what"), language=self.submission.language, remarks=remarks)
        found["where"] = steps.WhereForm(said("where"), remarks=remarks)
        found["outcome"] = steps.OutcomeForm(said("outcome"), remarks=remarks)
        titles = {uid: document.title for uid, document in self.activities.items()}
        found["activities"] = steps.ActivitiesForm(said("activities"), titles=titles, remarks=remarks)
        found["consent"] = steps.ConsentForm(
            said("consent"), items=self.consent_items(found["outcome"]), remarks=remarks
        )
        return found

    @cached_property
    def picture_forms(self) -> list[tuple]:
        return [(picture, steps.PictureForm(picture.answers)) for picture in self.pictures]

    def consent_items(self, outcome) -> dict[str, str]:
        """Key → what somebody must agree to: every picture and every quote."""
        items = {
            key_of(picture): picture.answers.get("alt") or _now("Picture %(number)s") % {"number": number}
            for number, picture in enumerate(self.pictures, 1)
        }
        return {**items, **{key: text for key, text, _credit in outcome.quotes}}

    # How far it is

    def is_good(self, step: str) -> bool:
        if step == asking.PICTURES:
            return all(form.is_good for _picture, form in self.picture_forms)
        return self.forms[step].is_good

    def progress(self, step: str) -> str:
        if self._has_errors(step) or any(name in self.submission.remarks for name in OF_STEP[step]):
            return MEND
        if step == asking.CONSENT and self.forms[step].items_asked:
            return DONE if self.is_good(step) else BEGUN
        if not self._is_touched(step):
            return EMPTY
        return DONE if self.is_good(step) else BEGUN

    def _has_errors(self, step) -> bool:
        forms_of = [form for _picture, form in self.picture_forms] if step == asking.PICTURES else [self.forms[step]]
        return any(form.errors for form in forms_of)

    def _is_touched(self, step) -> bool:
        if step == asking.PICTURES:
            return bool(self.pictures)
        if step == asking.ACTIVITIES:
            return bool(self.activities)
        return self.forms[step].is_touched

    @property
    def is_ready(self) -> bool:
        return all(self.is_good(step) for step, _label in asking.STEPS)

    def tasks(self) -> list[dict]:
        rows = []
        for step, label in asking.STEPS:
            progress = self.progress(step)
            remarks = [text for name, text in self.submission.remarks.items() if name in OF_STEP[step]]
            rows.append(
                {"step": step, "label": label, "progress": progress, "words": PROGRESS[progress], "remarks": remarks}
            )
        return rows

    # The whole of it

    def sections(self) -> list[dict]:
        """For the check page: each step with its answers, those that are missing too."""
        return [{"step": step, "label": label, "rows": self._rows(step)} for step, label in asking.STEPS]

    def _rows(self, step) -> list[dict]:
        if step == asking.PICTURES:
            return [self._picture_row(number, *each) for number, each in enumerate(self.picture_forms, 1)]
        form = self.forms[step]
        rows = [answer_row(form[name]) for name in form.fields if name != "q"]
        if step == asking.ACTIVITIES:
            return [row for activity in form.rows for row in self._activity_rows(activity)]
        if step == asking.CONSENT:
            for key, text in form.items_asked.items():
                for row in rows:
                    if row["name"].startswith(key):
                        row["about"] = text
        return [row for row in rows if not _is_empty_quote(row)]

    def _activity_rows(self, activity):
        minutes, changed = answer_row(activity["minutes"]), answer_row(activity["changed"])
        return [{**minutes, "about": activity["title"]}, {**changed, "about": activity["title"]}]

    def _picture_row(self, number, picture, form) -> dict:
        errors = [error for messages in form.errors.values() for error in messages]
        return {
            "name": "alt",
            "label": _now("Picture %(number)s") % {"number": number},
            "values": [answer for field in form for answer in answer_row(field)["values"]],
            "errors": errors,
            "is_missing": bool(form.missing),
            "picture": picture,
        }

    def told(self) -> Told:
        """Only of a draft that is ready."""
        what, where, outcome = (self.forms[step].cleaned_data for step in ("what", "where", "outcome"))
        consents = self.forms["consent"].cleaned_data
        return Told(
            language=what["language"] or self.submission.language,
            facts={**_facts(what, where, self.forms["where"].told_precision), **_outcome(outcome), **_wait(consents)},
            activities=self._activities_told(what["language"]),
            pictures=[
                PictureTold(picture.image_id, said["alt"], said["caption"], said["faces"], consent)
                for picture, form in self.picture_forms
                for said in [form.cleaned_data]
                if (consent := _consent(consents, key_of(picture)))
            ],
            quotes=[
                QuoteTold(text, credit, consent)
                for key, text, credit in self.forms["outcome"].quotes
                if (consent := _consent(consents, key))
            ],
            free_words=outcome["words"],
        )

    def _activities_told(self, language):
        found = documents_of(list(self.activities), language)
        said = self.forms["activities"].cleaned_data
        return [
            ActivityTold(found[uid].page_id, said[f"minutes-{uid}"], said[f"changed-{uid}"]) for uid in self.activities
        ]


def documents_of(uids: list[str], language: str) -> dict[str, SearchDocument]:
    """uid → the activity in this language, or else in the source language, or in any. One query."""
    rows = SearchDocument.objects.unexpired().filter(kind="activity", uid__in=uids[:100])
    rank = {language: 0, settings.LANGUAGE_CODE: 1}
    found = sorted(rows, key=lambda each: (rank.get(each.language, 2), each.language), reverse=True)
    return {document.uid: document for document in found}


def answer_row(field: forms.BoundField) -> dict:
    """An answer in words: choices by their labels, what is wrong as it was typed."""
    value, choices = field.value(), dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return {
        "name": field.name,
        "label": field.label,
        "values": [choices.get(each, each) for each in values if each not in (None, "")],
        "errors": field.errors,
        "is_missing": field.name in field.form.missing,
    }


def _is_empty_quote(row) -> bool:
    return not row["values"] and row["name"].startswith(("quote", "credit"))


def _facts(what, where, precision) -> dict:
    day = where.get("session_date")
    spoken = dict.fromkeys([*where["languages_used"], *where["other_languages"]])
    return {
        "title": what["title"],
        "summary": " ".join(what["summary"].split()),
        "session_type": what["session_type"] or "one",
        "what_happened": as_rich(what["what_happened"]),
        "session_date": day.isoformat() if day else "",
        "date_precision": precision if day else When.MONTH.value,
        "country": where["country"],
        "region": where["region"],
        "city": where["city"],
        "place_precision": where["place_precision"] or Place.COUNTRY.value,
        "country_agreed": bool(where["country_agreed"]),
        "group_size": where["group_size"],
        "formats": where["formats"],
        "participants_note": where["participants_note"],
        "languages_used": list(spoken),
    }


def _outcome(outcome) -> dict:
    rich = {name: as_rich(outcome[name]) for name in RICH if name in outcome}
    names = [outcome["told_by"]] if outcome["told_by"] else []
    return {**rich, "effects": outcome["effects"], "credit_names": names}


def _wait(consents) -> dict:
    day = consents.get("embargo_until")
    return {"embargo_until": day.isoformat() if day else ""}


def _consent(said, key) -> ConsentTold | None:
    """None where she does not agree: then the thing stays out of the story."""
    agreed = said[f"{key}agreed"]
    if agreed == "no":
        return None
    until = said[f"{key}until"]
    state = State.GIVEN if agreed == "yes" else State.UNSURE
    scopes = list(said[f"{key}scopes"]) if agreed == "yes" else []
    return ConsentTold(said[f"{key}who"], str(state), scopes, until.isoformat() if until else "")

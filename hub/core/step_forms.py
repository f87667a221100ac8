"""A step of a long form: its answers as they were typed, whatever they are, and what is right, wrong or missing in them."""

import hashlib
import json

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

MOST_RAW = 60_000  # letters of one answer; more cannot be kept


class StepForm(forms.Form):
    """Always bound to what is kept. No field is required here: `needed` names what it cannot be sent without."""

    needed: tuple[str, ...] = ()

    def __init__(self, answers: dict, *, remarks: dict | None = None, **kwargs):
        self.answers = answers
        self.remarks = remarks or {}
        super().__init__(**kwargs)
        self.prepare()
        self.is_bound = True
        self.data = MultiValueDict({name: _listed(self._answer(name)) for name in self.fields})
        self.full_clean()
        for name in self.remarks.keys() & self.fields.keys():
            ids = [f"id_{name}_remark"]
            ids += [f"id_{name}_helptext"] if self.fields[name].help_text else []
            ids += [f"id_{name}_error"] if name in self.errors else []
            self.fields[name].widget.attrs["aria-describedby"] = " ".join(ids)

    def prepare(self):
        """Adds the fields and choices that are not the same for everything and every reader."""

    def _answer(self, name):
        return self.answers[name] if name in self.answers else self.fields[name].initial

    @property
    def marks(self) -> str:
        """What stands in the form now, as marks: what comes back with the same mark was not touched."""
        return json.dumps({name: mark_of(self._answer(name)) for name in self.fields})

    @property
    def missing(self) -> list[str]:
        said = self.cleaned_data
        return [name for name in self.needed if _is_empty(said.get(name)) and name not in self.errors]

    @property
    def is_touched(self) -> bool:
        return any(self.answers.get(name) not in (None, "", [], self.fields[name].initial) for name in self.fields)

    @property
    def asked(self) -> list[forms.BoundField]:
        return list(self)

    @property
    def is_good(self) -> bool:
        return not self.errors and not self.missing


class SentAnswers:
    """What a POST brings for the fields of a form: `all` of it, and `changed`, what is new since the form was shown."""

    def __init__(self, form: StepForm, data):
        self.all = {
            name: _typed(field, name, data) for name, field in form.fields.items() if _is_sent(field, name, data)
        }
        shown = _marks(data.get("was", ""))
        self.changed = {name: value for name, value in self.all.items() if shown.get(name) != mark_of(value)}
        self.too_long = [name for name, value in self.all.items() if len(str(value)) > MOST_RAW]


def _is_empty(value) -> bool:
    """Nothing was said. Nought is something."""
    return value is None or value is False or value in ("", [])


def mark_of(value) -> str:
    value = value if value not in (None, []) else ""
    return hashlib.blake2s(json.dumps(value).encode()).hexdigest()[:10]


def _marks(text: str) -> dict:
    try:
        found = json.loads(text[:MOST_RAW])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _is_sent(field, name, data) -> bool:
    """Boxes that are not ticked are not sent: they count where the form says that it was the whole of it."""
    return name in data or ("was" in data and isinstance(field, (forms.MultipleChoiceField, forms.BooleanField)))


def _typed(field, name, data):
    if isinstance(field, forms.MultipleChoiceField):
        return [storable(value) for value in data.getlist(name)][:200]
    return storable(data.get(name, ""))


def storable(text: str) -> str:
    """As it was typed, without what no database takes, and with one kind of line break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode("utf-8", "ignore").decode()


def _listed(value) -> list:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


TOO_LONG = _(
    "This is too long to be kept. Please make it shorter; nothing you see here is lost until you leave this page."
)

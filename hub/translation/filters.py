"""What may be asked of the desk: which rows it shows, and what is to be done with those that were chosen."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.core import taxonomy
from hub.translation import desk
from hub.translation.models import Subject, Work

MOST_ROWS = 200


def label_of(model, name: str) -> str:
    return capfirst(model._meta.get_field(name).verbose_name)


def translators():
    """Everybody who translates into some language."""
    found = get_user_model().objects.filter(is_active=True, translator_languages__isnull=False)
    return found.distinct().order_by("chosen_name", "username")


def people_for(viewer) -> list[tuple[str, str]]:
    """Translators as those who run the desk know them; nobody else is told of anybody."""
    if not viewer.runs:
        return []
    others = (each for each in translators() if each.pk != viewer.user.pk)
    return [(str(each.pk), each.chosen_name or each.get_username()) for each in others]


class DeskFilter(forms.Form):
    """The filters above the table. A value that cannot be used is left out alone: see `asked` and `dropped`."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    assignee = forms.ChoiceField(required=False)

    def __init__(self, data, *, viewer, people):
        super().__init__(data)
        self.fields["state"].label = label_of(Work, "state")
        self.fields["assignee"].label = label_of(Work, "assigned_to")
        self._offer("language", [(each.language_code, each.get_display_name()) for each in viewer.locales])
        self._offer("state", desk.shown_states().items())
        self._offer("kind", sorted(desk.kinds().items(), key=lambda kind: kind[1]))
        themes = taxonomy.themes_in(get_language())
        self._offer("theme", [(each.key, f"– {each.title}" if each.parent else each.title) for each in themes])
        self._offer("assignee", [(desk.ME, _("Me")), (desk.NOBODY, _("Nobody")), *people])

    def _offer(self, name, choices):
        self.fields[name].choices = [("", _("All")), *choices]

    @property
    def asked(self) -> desk.Asked:
        self.is_valid()
        return desk.Asked(**{name: self.cleaned_data.get(name, "") for name in self.fields})

    @property
    def dropped(self) -> list[str]:
        """The labels of the filters whose values could not be used."""
        return [self.fields[name].label for name in self.errors]


class RowsField(forms.Field):
    """Ids of rows, as checkboxes of one name send them; of what is no id, nothing is said."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value) -> list[int]:
        return sorted({int(each) for each in value or [] if each.isascii() and each.isdecimal() and len(each) < 16})


class BulkForm(forms.Form):
    """What to do with the rows chosen, in one language or in all that are shown."""

    BEGIN, ASSIGN, TAKE, GIVE_BACK = "begin", "assign", "take", "give-back"

    rows = RowsField(required=False)
    every = forms.BooleanField(label=_("All rows of this page"), required=False)
    shown = RowsField(required=False)
    into = forms.ChoiceField(label=_("Language"), required=False)
    person = forms.ChoiceField(label=label_of(Work, "assigned_to"), required=False)
    do = forms.ChoiceField(choices=[(name, name) for name in (BEGIN, ASSIGN, TAKE, GIVE_BACK)])

    def __init__(self, data=None, *, viewer, people, columns):
        super().__init__(data)
        self.viewer, self.columns = viewer, columns
        languages = [(each.language_code, each.get_display_name()) for each in columns]
        self.fields["into"].choices = [("", _("All languages shown")), *languages] if len(columns) > 1 else languages
        self.fields["person"].choices = [("", "–"), (desk.NOBODY, _("Nobody")), *people]
        if not viewer.runs:
            del self.fields["person"]
            self.fields["do"].choices = [(name, name) for name in (self.TAKE, self.GIVE_BACK)]

    def clean(self):
        asked = super().clean()
        rows = {*asked["rows"], *(asked["shown"] if asked.get("every") else ())}
        asked["rows"] = sorted(rows)[:MOST_ROWS]
        if not rows:
            self.add_error("rows", _("Choose at least one row."))
        if asked.get("do") == self.ASSIGN and not asked.get("person") and "person" not in self.errors:
            self.add_error("person", self.fields["person"].error_messages["required"])
        return asked

    def works(self):
        """The works that were chosen, of those that the viewer may see."""
        code = self.cleaned_data["into"]
        columns = [each for each in self.columns if code in {"", each.language_code}]
        subjects = Subject.objects.filter(pk__in=self.cleaned_data["rows"])
        return self.viewer.works().filter(subject__in=subjects, locale__in=columns)

    def assignee(self):
        """The person chosen; None for nobody."""
        person = self.cleaned_data["person"]
        return None if person == desk.NOBODY else get_user_model().objects.get(pk=person)

    @property
    def chosen(self) -> set[int]:
        """The ids of the rows that were chosen, also where something else was wrong."""
        return set(self.cleaned_data.get("rows", [])) if self.is_bound else set()

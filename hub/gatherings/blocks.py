import datetime as dt

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.core import zones
from hub.gatherings import spans

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)  # what time zones know; the ends of the calendar overflow


class OrganiserBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("Name"), help_text=_("Of a group. No names of single people."))
    address = blocks.URLBlock(required=False, label=_("Web address"))

    class Meta:
        icon = "group"
        label = _("Group")


class TopicBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Topic"))
    note = blocks.TextBlock(required=False, default="", max_length=500, rows=2, label=_("Note"))

    class Meta:
        icon = "list-ol"
        label = _("Topic")


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zones.names()]


class ZoneBlock(blocks.FieldBlock):
    """A time zone by its IANA name."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field = forms.ChoiceField(choices=zone_choices, required=required, help_text=help_text)
        super().__init__(**kwargs)

    class Meta:
        icon = "globe"
        default = "UTC"


class DateBlock(blocks.StructBlock):
    """One date as clocks of its place show it; without hours it takes the whole day."""

    day = blocks.DateBlock(label=_("Day"))
    begins = blocks.TimeBlock(required=False, format="%H:%M", label=_("Begins at"), help_text=_("For example 18:30."))
    ends = blocks.TimeBlock(
        required=False, format="%H:%M", label=_("Ends at"), help_text=_("Leave both empty for a whole day.")
    )
    last_day = blocks.DateBlock(
        required=False, label=_("Last day"), help_text=_("Only if it ends on another day than it begins.")
    )
    zone = ZoneBlock(label=_("Time zone"), help_text=_("Of the place, or of the organisers if it is online."))

    class Meta:
        icon = "date"
        label = _("Date")

    def clean(self, value):
        cleaned = super().clean(value)
        wrong = _wrong_date(cleaned, is_draft=self.is_deferred_validation)
        if wrong:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(message) for name, message in wrong.items()}
            )
        return cleaned


def _wrong_date(value, is_draft: bool) -> dict:
    """Field → what is wrong with it. A draft may lack a day, or one of two hours."""
    for name in ("day", "last_day"):
        if value[name] and not FIRST <= value[name] <= LAST:
            return {name: _("Write a day from the year 1900 to the year 2199.")}
    if (value["begins"] is None) != (value["ends"] is None):
        lacking = "ends" if value["ends"] is None else "begins"
        return {} if is_draft else {lacking: _("Give both hours, or none for a whole day.")}
    span = spans.span_of(value)
    if span is None:
        return {}
    if span.ends <= span.begins:
        return {"last_day" if value["last_day"] else "ends": _("The end must come after the beginning.")}
    return {} if span.is_whole else _wrong_clocks(value)


def _wrong_clocks(value) -> dict:
    found = {}
    for name, day in (("begins", value["day"]), ("ends", value["last_day"] or value["day"])):
        try:
            zones.moment(dt.datetime.combine(day, value[name]), value["zone"] or "UTC")
        except ValidationError as error:
            found[name] = " ".join(error.messages)
    return found


OUTCOMES = (
    "stories.StoryPage",
    "activities.ActivityPage",
    "planner.AgendaPage",
    "resources.ResourcePage",
    "core.ThemesPage",
    "core.StandardPage",
)


class OutcomeBlock(blocks.PageChooserBlock):
    """A page of the hub that came out of a gathering; each reader finds it in her own language."""

    @cached_property
    def target_models(self):
        """By name: features know no other, and one of them may not be there."""
        named = (name.split(".") for name in OUTCOMES)
        found = (apps.all_models.get(app, {}).get(model.lower()) for app, model in named)
        return [model for model in found if model]

    class Meta:
        icon = "doc-full"
        label = _("Page of the hub")

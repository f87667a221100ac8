"""The lines of a sample agenda. Times, minutes and activities are the same in all languages, words are translated."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.activities.models import ActivityPage
from hub.planner.plans.document import LINE, MOST_GROUPS, MOST_MINUTES

HINTS = 500  # letters of what is told or noted


def activities_there() -> list[tuple[str, str]]:
    """Uid and title of every activity that anybody may read, as its original is called."""
    pages = ActivityPage.objects.visible().filter(translation_state="original").order_by("title")
    return [("", "—"), *pages.values_list("uid", "title")]


class ActivityUidBlock(blocks.FieldBlock):
    """An activity by its uid, which is the same in all languages: each reader finds it in her own."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field = forms.ChoiceField(choices=activities_there, required=required, help_text=help_text)
        super().__init__(**kwargs)

    class Meta:
        icon = "doc-full"
        default = ""


def _minutes():
    return blocks.IntegerBlock(min_value=1, max_value=MOST_MINUTES, label=_("Minutes"))


def _group():
    return blocks.IntegerBlock(
        min_value=0,
        max_value=MOST_GROUPS,
        default=0,
        label=_("Group"),
        help_text=_("0 is everybody. Lines of groups 1 to 6 that stand together begin at the same time."),
    )


def _words(label, help_text=""):
    return blocks.TextBlock(
        required=False, default="", max_length=HINTS, rows=2, label=label, help_text=help_text or None
    )


class DayBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, default="", max_length=LINE, label=_("Title"))
    start = blocks.TimeBlock(required=False, format="%H:%M", label=_("Begins at"), help_text=_("For example 18:30."))
    days_after = blocks.IntegerBlock(min_value=0, max_value=365, default=0, label=_("Days after the first meeting"))

    class Meta:
        icon = "date"
        label = _("A meeting begins")


class ActivityBlock(blocks.StructBlock):
    uid = ActivityUidBlock(label=_("Activity"))
    minutes = _minutes()
    group = _group()
    objective = _words(_("Why it stands here"))
    told = _words(_("What participants are told"))
    note = _words(_("Note for the host"))

    class Meta:
        icon = "doc-full"
        label = _("Activity of the library")


class OwnBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=LINE, label=_("Title"))
    minutes = _minutes()
    group = _group()
    objective = _words(_("Why it stands here"))
    practice = _words(_("For example"), _("One way to do it."))
    told = _words(_("What participants are told"))
    note = _words(_("Note for the host"))

    class Meta:
        icon = "edit"
        label = _("Something of its own")


class BreakBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, default="", max_length=LINE, label=_("Title"))
    minutes = _minutes()
    group = _group()
    told = _words(_("What participants are told"))

    class Meta:
        icon = "time"
        label = _("Break")


class BufferBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, default="", max_length=LINE, label=_("Title"))
    minutes = _minutes()
    group = _group()
    note = _words(_("Note for the host"))

    class Meta:
        icon = "time"
        label = _("Time to spare")


class AgendaBlock(blocks.StreamBlock):
    """A meeting goes until the next one begins; lines before the first belong to a meeting without a title."""

    day = DayBlock()
    activity = ActivityBlock()
    own = OwnBlock()
    pause = BreakBlock()
    buffer = BufferBlock()

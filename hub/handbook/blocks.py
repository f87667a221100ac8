"""Typed blocks of a chapter. Each has one template in templates/handbook/blocks/, which is drawn for the screen and for the
whole book: see hub.handbook.parts."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.core.blocks import RICH_TEXT_FEATURES, CalloutBlock, FigureBlock, QuoteBlock
from hub.handbook.enums import Purpose

# A database may hold the parts of a block in any order; so they are read in the order in which people read them.
READ_FIRST = ("heading", "title", "statement", "happens", "given", "whom", "goal", "outcome", "by", "text")
CARDS = _("Shown as cards, each in the reader's language where it exists in it.")
NOT_WORDS = {"id", "type", "purpose", "number", "image", "decorative", "days", "agenda"}


def _line(label, most=120, required=True, help_text=None):
    return blocks.CharBlock(label=label, max_length=most, required=required, default="", help_text=help_text)


def _title():
    return _line(_("Title"), required=False)


def _text():
    return blocks.TextBlock(
        required=False,
        default="",
        rows=3,
        max_length=1000,
        label=_("Text"),
        help_text=_("Why it is here, in a few lines."),
    )


def _rich(label, required=True):
    return blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=label, required=required)


class TextBlock(blocks.StructBlock):
    heading = _line(_("Heading"), required=False, help_text=_("Stands in the contents of the chapter."))
    text = _rich(_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class PrincipleBlock(blocks.StructBlock):
    number = blocks.IntegerBlock(min_value=1, max_value=99, label=_("Number"))
    statement = _line(_("Principle"), help_text=_("One sentence."))
    explanation = _rich(_("What it means"))

    class Meta:
        icon = "pick"
        label = _("Principle")


def _pages(page_type, label, several) -> blocks.ListBlock:
    return blocks.ListBlock(blocks.PageChooserBlock(page_type=page_type, label=label), label=several)


class TitledBlock(blocks.StructBlock):
    title = _title()
    text = _text()


class TaskBlock(blocks.StructBlock):
    role = _line(_("Who"), 60, required=False)
    text = _line(_("What is to be done"), 200)
    why = _line(_("Why"), 200, required=False)

    class Meta:
        icon = "check"
        label = _("Task")


class PhaseBlock(blocks.StructBlock):
    title = _line(_("Title"))
    days = blocks.IntegerBlock(
        min_value=-365,
        max_value=365,
        label=_("Days from the session"),
        help_text=_("−14 is two weeks before it, 1 the day after."),
    )
    tasks = blocks.ListBlock(TaskBlock(), label=_("Tasks"))

    class Meta:
        icon = "date"
        label = _("Phase")


class RoadmapBlock(TitledBlock):
    phases = blocks.ListBlock(
        PhaseBlock(),
        default=[],
        label=_("Steps of your own"),
        help_text=_("Leave this empty for the roadmap that the plans of the hub have, too."),
    )

    class Meta:
        icon = "date"
        label = _("Roadmap with dates")
        help_text = _("Readers say when their session is, and every phase gets its day.")


class HousekeepingBlock(TitledBlock):
    lines = blocks.ListBlock(
        _line(_("Agreement"), 200),
        label=_("Agreements"),
        min_num=1,
        help_text=_("Each as it is read out to the group."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Agreements to choose from")
        help_text = _("Readers tick lines, put them in order, add their own, and get a sheet.")


class ChallengeBlock(blocks.StructBlock):
    happens = _line(_("What happens"), 200)
    helped = _rich(_("What helped"))

    class Meta:
        icon = "warning"
        label = _("Challenge")


class AgendaBlock(blocks.StructBlock):
    agenda = blocks.PageChooserBlock(page_type="planner.AgendaPage", label=_("Sample agenda"))
    title = _title()
    text = _text()

    class Meta:
        icon = "time"
        label = _("Sample agenda")
        help_text = _("Readers see its times, and can begin a plan with it.")


class ExampleBlock(blocks.StructBlock):
    given = _line(_("Given that …"), 300, required=False)
    whom = _line(_("how might we help, enable or inspire …"), 300, required=False)
    goal = _line(_("to …"), 300, required=False)
    outcome = _line(_("and so reach …"), 300, required=False)
    by = _line(_("by …"), 300, required=False)

    class Meta:
        label = _("Example")


class SentenceBlock(TitledBlock):
    example = ExampleBlock(label=_("Example"))

    class Meta:
        icon = "edit"
        label = _("Shared vision in one sentence")
        help_text = _("Readers fill in five parts and get the sentence in large letters.")


class QuestionsBlock(blocks.StructBlock):
    purpose = blocks.ChoiceBlock(choices=Purpose.choices, label=_("What they are for"))
    title = _title()
    text = _text()
    questions = blocks.ListBlock(_line(_("Question"), 300), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions to write on")
        help_text = _("A sheet with room for answers.")


class ReportBlock(TitledBlock):
    questions = blocks.ListBlock(_line(_("Question"), 300), label=_("Questions"), default=[])

    class Meta:
        icon = "form"
        label = _("Report of a session")
        help_text = _("The ways to the report of a host and to “Share your story” stand below it by themselves.")


class ResourcesBlock(TitledBlock):
    resources = _pages("resources.ResourcePage", _("Resource"), _("Resources"))

    class Meta:
        icon = "link"
        label = _("Resources")
        help_text = CARDS


class ActivitiesBlock(TitledBlock):
    activities = _pages("activities.ActivityPage", _("Activity"), _("Activities"))

    class Meta:
        icon = "doc-full"
        label = _("Activities")
        help_text = CARDS


class StoriesBlock(TitledBlock):
    stories = _pages("stories.StoryPage", _("Story"), _("Stories"))

    class Meta:
        icon = "group"
        label = _("Stories")
        help_text = CARDS


class ExperiencesBlock(TitledBlock):
    class Meta:
        icon = "site"
        label = _("Hosts by year and country")
        help_text = _("The years with their numbers, and the way to the stories, come by themselves.")


class ChapterBlock(blocks.StreamBlock):
    text = TextBlock()
    principle = PrincipleBlock()
    roadmap = RoadmapBlock()
    housekeeping = HousekeepingBlock()
    challenge = ChallengeBlock()
    agenda = AgendaBlock()
    sentence = SentenceBlock()
    questions = QuestionsBlock()
    report = ReportBlock()
    resources = ResourcesBlock()
    activities = ActivitiesBlock()
    stories = StoriesBlock()
    experiences = ExperiencesBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    figure = FigureBlock()


def texts(raw) -> Iterator[str]:
    """All words of a stored block, as plain text, without asking the database for what was chosen in it."""
    if isinstance(raw, str):
        text = re.sub(r"\s+", " ", unescape(strip_tags(raw.replace("<", " <")))).strip()
        if text:
            yield text
    elif isinstance(raw, dict):
        rank = {name: place for place, name in enumerate(READ_FIRST)}
        for name in sorted(raw, key=lambda name: (rank.get(name, len(rank)), name)):
            if name not in NOT_WORDS:
                yield from texts(raw[name])
    elif isinstance(raw, (list, tuple)):
        for value in raw:
            yield from texts(value)

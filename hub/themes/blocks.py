"""What stands on the page of a theme beside its introduction: staff's own tools, and conversations."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments.types import StringSegmentValue

from hub.consent.models import Consent
from hub.core import spoken, taxonomy
from hub.core.languages import current

MOST_SPEAKERS = 12
NO_SPEAKER = _("No speaker in the list above has this number.")


def languages_spoken() -> list[tuple[str, str]]:
    return spoken.spoken_languages()


def themes_there() -> list[tuple[str, str]]:
    """Key and title of every theme, those of the second level under theirs."""
    return [(theme.key, f"– {theme.title}" if theme.parent else theme.title) for theme in taxonomy.themes_in(current())]


class ToolBlock(blocks.StructBlock):
    """A chosen page, of whatever kind. Readers see it as long as anybody may read it."""

    page = blocks.PageChooserBlock(
        label=_("Page"), help_text=_("An activity, a resource, a sample agenda or a chapter of the handbook.")
    )
    why = blocks.TextBlock(
        required=False,
        default="",
        max_length=300,
        rows=2,
        label=_("Why"),
        help_text=_("One sentence: why you would take this one."),
    )

    class Meta:
        icon = "pick"
        label = _("Tool")


class ToolsBlock(blocks.StreamBlock):
    tool = ToolBlock()


class RelatedBlock(blocks.StreamBlock):
    theme = blocks.ChoiceBlock(choices=themes_there, label=_("Theme"), icon="tag")


class PartlyTranslatedBlock(blocks.StructBlock):
    """A block of which translators are given some texts; everything else is as in the original."""

    def words_of(self, value) -> tuple[str, ...]:
        """The names of the texts that are translated."""
        raise NotImplementedError

    def get_translatable_segments(self, value) -> list[StringSegmentValue]:
        return [StringSegmentValue(name, value[name]) for name in self.words_of(value) if value[name]]

    def restore_translated_segments(self, value, segments):
        for segment in segments:
            name, words = segment.unwrap()
            if isinstance(words, StringSegmentValue):  # a portrait could once be another one in a translation
                value[name] = words.render_text()
        return value


class SpeakerBlock(PartlyTranslatedBlock):
    """The portrait stands beside the name and needs no text of its own. See `presenting` for who sees it."""

    name = blocks.CharBlock(
        max_length=80, label=_("Name"), help_text=_("As she wishes it; a made-up name is as good as any.")
    )
    bio = blocks.TextBlock(required=False, default="", max_length=300, rows=2, label=_("Who this is"))
    portrait = ImageChooserBlock(
        required=False,
        label=_("Portrait"),
        help_text=_("Only if she has agreed to it. A drawing is safer than a photo."),
    )
    consent = SnippetChooserBlock(
        Consent,
        required=False,
        label=_("Consent for the portrait"),
        help_text=_("Without one that reaches this site, nobody sees the portrait and the page cannot be published."),
    )
    shows_nobody = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("The portrait is a drawing that shows nobody"),
        help_text=_("Then it needs no consent: nobody can be recognised, and it was not made after anybody."),
    )

    class Meta:
        icon = "user"
        label = _("Speaker")

    def words_of(self, value):
        return "name", "bio"


class TurnBlock(PartlyTranslatedBlock):
    """Words that were said in another language stay as they were said: translators are given what they mean."""

    speaker = blocks.IntegerBlock(
        min_value=1,
        max_value=MOST_SPEAKERS,
        default=1,
        label=_("Speaker"),
        help_text=_("The place in the list of speakers: 1 is the first."),
    )
    text = blocks.TextBlock(max_length=3000, rows=3, label=_("What is said"))
    language = blocks.ChoiceBlock(
        required=False,
        choices=languages_spoken,
        label=_("Language of these words"),
        help_text=_("Only where it is another one than the page's."),
    )
    meaning = blocks.TextBlock(
        required=False,
        default="",
        max_length=3000,
        rows=2,
        label=_("What it means"),
        help_text=_("The same in the language of the page, for those who do not read the other."),
    )

    class Meta:
        icon = "comment"
        label = _("Turn")

    def words_of(self, value):
        return ("meaning",) if value["language"] else ("text",)


class ConversationBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    note = blocks.TextBlock(
        required=False,
        default="",
        max_length=600,
        rows=3,
        label=_("Note"),
        help_text=_("Who spoke with whom, where and when; how it came to be written down; what is made up."),
    )
    speakers = blocks.ListBlock(SpeakerBlock(), label=_("Speakers"), min_num=1, max_num=MOST_SPEAKERS)
    turns = blocks.ListBlock(TurnBlock(), label=_("Turns"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Conversation")

    def clean(self, value):
        cleaned = super().clean(value)
        count = len(cleaned["speakers"])
        wrong = {
            place: blocks.StructBlockValidationError(block_errors={"speaker": ValidationError(NO_SPEAKER)})
            for place, turn in enumerate(cleaned["turns"])
            if not 1 <= (turn["speaker"] or 0) <= count
        }
        if wrong and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"turns": blocks.ListBlockValidationError(block_errors=wrong)}
            )
        return cleaned


class ConversationsBlock(blocks.StreamBlock):
    conversation = ConversationBlock()

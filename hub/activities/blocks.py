"""The parts of an activity that come several times. Numbers and keys are the same in all languages, words are translated."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from hub.activities.enums import Format, Licence, MaterialPer


class MaterialBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=160, label=_("What"))
    qty = blocks.IntegerBlock(min_value=0, default=1, label=_("How many"))
    per = blocks.ChoiceBlock(choices=MaterialPer.choices, default=MaterialPer.SESSION, label=_("For whom"))
    optional = blocks.BooleanBlock(required=False, label=_("Can be left out"))
    substitute = blocks.CharBlock(required=False, default="", max_length=200, label=_("What serves instead"))

    class Meta:
        icon = "clipboard-list"
        label = _("Material")


class FormatNoteBlock(blocks.StructBlock):
    format = blocks.ChoiceBlock(choices=Format.choices, label=_("Format"))
    note = blocks.TextBlock(label=_("How to adapt it"))

    class Meta:
        icon = "desktop"
        label = _("Note on a format")


class ActivityStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    minutes = blocks.IntegerBlock(min_value=0, max_value=600, label=_("Minutes"))
    do = blocks.TextBlock(label=_("What to do"))
    say = blocks.TextBlock(
        required=False, default="", label=_("Words to say"), help_text=_("As the host would read them aloud.")
    )
    tip = blocks.TextBlock(required=False, default="", label=_("Tip"))
    handout = DocumentChooserBlock(required=False, label=_("Handout"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class VariationBlock(blocks.StructBlock):
    change = blocks.TextBlock(label=_("What changes"))
    why = blocks.TextBlock(required=False, default="", label=_("Why"))
    minutes = blocks.IntegerBlock(required=False, min_value=1, label=_("Minutes, if different"))
    people = blocks.CharBlock(required=False, default="", max_length=40, label=_("People, if different"))
    format = blocks.ChoiceBlock(required=False, choices=Format.choices, label=_("Format, if different"))

    class Meta:
        icon = "copy"
        label = _("Variation")


class LanguageCodeBlock(blocks.CharBlock):
    """The same in all languages: a code is not a word to be translated."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class HandoutBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    document = DocumentChooserBlock(label=_("File"))
    language = LanguageCodeBlock(max_length=12, label=_("Language"), help_text=_("Its code, for example en or sw."))
    licence = blocks.ChoiceBlock(choices=Licence.choices, default=Licence.BY_SA, label=_("Licence"))
    accessible = blocks.BooleanBlock(required=False, label=_("Can be read with a screen reader"))

    class Meta:
        icon = "doc-full"
        label = _("Handout")


class ChangeBlock(blocks.StructBlock):
    version = blocks.IntegerBlock(min_value=1, label=_("Version"))
    what = blocks.CharBlock(max_length=300, label=_("What changed"))

    class Meta:
        icon = "history"
        label = _("Change")

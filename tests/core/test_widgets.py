"""Fields of the admin's forms that are our own."""

import re

from django.utils import translation

from hub.core.fields import ChoiceListField, CountryField
from hub.core.spoken import spoken_languages
from hub.core.widgets import SpokenLanguages

FIELD = ChoiceListField("languages spoken", choices=spoken_languages(), blank=True)


def drawn(chosen, language="en") -> tuple[list[str], list[str]]:
    """Labels that stand open, and those under the fold; what is ticked has a star."""
    with translation.override(language):
        html = str(FIELD.formfield(widget=SpokenLanguages).widget.render("spoken", chosen, {"id": "id_spoken"}))
    parts = html.split("<details>")
    return tuple(
        [("*" if tick else "") + label.strip() for tick, label in re.findall(r"<input[^>]*?( checked)?> ([^<]*)", part)]
        for part in parts
    )


def test_languages_of_the_hub_and_those_chosen_stand_open_and_all_others_under_a_fold():
    near, far = drawn(["sw", "ln"])
    assert near == ["Arabic", "English", "French", "*Lingala", "Portuguese", "Russian", "Spanish", "*Swahili", "Thai"]
    assert (far[:2], len(near) + len(far)) == (["Afrikaans", "Albanian"], len(spoken_languages()))


def test_languages_are_named_in_the_language_of_the_admin():
    near, _far = drawn([], "es")
    assert near == ["español", "francés", "inglés", "portugués", "ruso", "suajili", "tailandés", "árabe"]


def test_what_is_ticked_is_the_value_of_the_field():
    field = FIELD.formfield(widget=SpokenLanguages)
    assert field.clean(["sw", "ln"]) == ["sw", "ln"]


def test_labels_begin_with_a_capital_as_those_of_other_fields():
    assert str(FIELD.formfield().label) == "Languages spoken"
    assert str(CountryField("country").formfield().label) == "Country"

"""What editors can and cannot do with the pages of themes."""

import pytest
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringSegment, StringTranslation

from hub.core.models import User
from hub.themes import rules
from hub.themes.blocks import ConversationsBlock
from hub.themes.models import ThemePage
from hub.translation.segments import texts_of
from hub.translation.sources import source_of
from tests.themes import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    client.force_login(User.objects.create_superuser("chief", "", "a long enough password"))
    return client


def form(**fields):
    streams = {name: streamfield([]) for name in ("quotes", "tools", "conversations", "related")}
    usual = {"title": "Demo theme", "slug": "demo", "key": "demo", "summary": "", "introduction": "Words.", **streams}
    return nested_form_data({**usual, "comments": inline_formset([]), "action-publish": "1", **fields})


def add(chief, **fields):
    parent = makers.themes_page()
    path = reverse("wagtailadmin_pages:add", args=["themes", "themepage", parent.pk])
    return chief.post(path, form(**fields))


def test_editor_chooses_the_theme_by_its_name(chief):
    makers.theme()
    path = reverse("wagtailadmin_pages:add", args=["themes", "themepage", makers.themes_page().pk])
    html = chief.get(path).content.decode()
    assert '<option value="demo">Demo theme</option>' in html
    assert '<option value="shared-visions">– Shared Visions</option>' in html


def test_page_is_made_and_published(chief):
    makers.theme()
    answer = add(chief)
    assert answer.status_code == 302
    page = ThemePage.objects.get(key="demo")
    assert (page.live, page.introduction) == (True, "Words.")


@pytest.mark.parametrize("key", ["", "no-such-theme", "mobilizing", "<script>"])
def test_page_for_nothing_or_for_what_has_one_is_refused(chief, key):
    makers.theme()
    answer = add(chief, key=key)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["key"]
    assert not ThemePage.objects.filter(slug="demo").exists()


def test_translation_of_a_page_may_have_its_key_and_another_page_may_not():
    makers.theme()
    page = makers.theme_page("demo", title="Zyx")
    own = makers.translation_of(page, "es", title="Xyz")
    assert rules.problem_with_key(own, "demo") == ""
    other = makers.theme_page("other")
    assert rules.problem_with_key(other, "demo") == "Another page stands for this already: “Zyx”."


def test_turn_of_a_speaker_who_is_not_there_is_refused_by_its_field_and_may_stand_in_a_draft():
    block = ConversationsBlock()
    good, bad = (block.to_python([_raw(speaker)]) for speaker in (2, 3))
    assert len(block.clean(good)) == 1
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(bad)
    turns = refused.value.block_errors[0].block_errors["turns"].block_errors
    assert {place: wrong.block_errors["speaker"].messages for place, wrong in turns.items()} == {
        0: ["No speaker in the list above has this number."]
    }
    assert len(block.clean_deferred(bad)) == 1


def _raw(speaker):
    kind, value = makers.talk([(speaker, "Hello.")])
    return {"type": kind, "value": value}


def test_words_of_tools_and_conversations_are_translated_and_facts_are_not():
    page = ThemePage.objects.get(key="mobilizing", locale__language_code="en")
    texts = [text for _path, text in texts_of(page)]
    assert "Begin here: without a word, people find out what they have in common." in texts
    assert "Guest (example)" in texts
    assert (
        "I stayed because somebody asked me how bread was made in my village. Nobody had asked me anything all year."
        in texts
    )
    assert not {"es", "ar", "1", "mobilizing", "belonging"} & set(texts)


def test_words_said_in_another_language_stay_as_they_were_said():
    turns = [(1, "Hello."), (2, "Hola.", "es", "Hello to you.")]
    page = makers.theme_page("demo", introduction="Words.", conversations=[makers.talk(turns)])
    texts = {"Hello.": "سلام.", "Hello to you.": "سلام عليك."}
    source = source_of(page)
    arabic = Locale.objects.get(language_code="ar")
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=arabic,
            data=texts.get(segment.string.data, "كلمات"),
        )
    source.create_or_update_translation(arabic)
    own = ThemePage.objects.get(translation_key=page.translation_key, locale=arabic)
    said = [(turn["text"], turn["language"], turn["meaning"]) for turn in own.conversations[0].value["turns"]]
    assert said == [("سلام.", "", ""), ("Hola.", "es", "سلام عليك.")]


def test_page_without_a_portrait_can_be_translated():
    page = makers.theme_page("demo", conversations=[makers.talk([(1, "Hello.")])])
    assert "Hello." in [text for _path, text in texts_of(page)]

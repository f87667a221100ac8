"""Portraits of those who speak in conversations: nobody's without her consent, on no way to readers."""

import datetime as dt
import json

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import Translation, TranslationSource

from hub.consent import services
from hub.consent.models import Consent, Withdrawal
from hub.core import guarding, version
from hub.core.models import HubImage
from hub.themes.models import ThemePage
from tests.consent import carrying
from tests.factories import consent, image
from tests.themes import makers

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
REFUSED = [
    ({"state": "unsure"}, "does not allow this site now"),
    ({"state": "withdrawn", "withdrawn_on": dt.date(2026, 1, 1)}, "does not allow this site now"),
    ({"scopes": ["print"]}, "does not allow this site now"),
    ({"until": dt.date(2020, 1, 1)}, "does not allow this site now"),
]


@pytest.fixture(autouse=True)
def _theme():
    makers.theme()


def listed(*speakers) -> list[dict]:
    """Speakers as a page keeps them; their keys are the same in all languages."""
    return [{"type": "item", "value": each, "id": f"speaker-{at}"} for at, each in enumerate(speakers)]


def talk(*speakers) -> dict:
    """A conversation as it is stored, with an id of its own."""
    raw = [{**each, **{name: each[name] and each[name].pk for name in ("portrait", "consent")}} for each in speakers]
    kind, value = makers.talk([(1, "Hello.")], speakers=())
    turns = [{"type": "item", "value": turn, "id": f"turn-{at}"} for at, turn in enumerate(value["turns"])]
    return {"type": kind, "value": {**value, "speakers": listed(*raw), "turns": turns}, "id": "talk"}


def stored(*talks) -> StreamValue:
    return ThemePage._meta.get_field("conversations").stream_block.to_python(list(talks))


def page_with(*speakers, key="demo", **fields) -> ThemePage:
    return makers.theme_page(key, introduction="Words.", conversations=stored(talk(*speakers)), **fields)


def in_spanish(page) -> ThemePage:
    spanish = Locale.objects.get(language_code="es")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=spanish).save_target(publish=False)
    ThemePage.objects.get(translation_key=page.translation_key, locale=spanish).get_latest_revision().publish()
    return ThemePage.objects.get(translation_key=page.translation_key, locale=spanish)


def faces(client, page) -> int:
    for portrait in filter(None, portraits(page)):
        guarding.make_ready(portrait)
    cache.clear()
    version.forget()
    return client.get(page.address).content.decode().count('class="talk__face"')


def portraits(page) -> list:
    page = ThemePage.objects.get(pk=page.pk)
    return [speaker["portrait"] for talk in page.conversations for speaker in talk.value["speakers"]]


def kept_anywhere(*ids) -> list[str]:
    """Where the ids of pictures or consents are still kept in conversations."""
    said = {f'{name}": {pk}' for name, pk in ids}
    rows = [("page", json.dumps(page.conversations.get_prep_value())) for page in ThemePage.objects.all()]
    rows += [("version", each.content.get("conversations") or "") for each in Revision.objects.page_revisions()]
    rows += [
        ("source", json.loads(each.content_json).get("conversations") or "") for each in TranslationSource.objects.all()
    ]
    return sorted({place for place, text in rows if any(f"{each}," in text or f"{each}}}" in text for each in said)})


def test_portrait_with_a_consent_that_holds_is_shown(client):
    page = page_with(makers.speaker(portrait=image(), consent=consent()), makers.speaker("Another"))
    assert faces(client, page) == 1


def test_drawing_that_shows_nobody_needs_no_consent(client):
    page = page_with(makers.speaker(portrait=image(), shows_nobody=True))
    assert (faces(client, page), HubImage.objects.get(pk=portraits(page)[0].pk).is_open) == (1, True)


def test_portrait_without_a_consent_is_not_published():
    with pytest.raises(ValidationError) as failure:
        page_with(makers.speaker("Demo guest", portrait=image()))
    assert failure.value.messages == ["“Portrait: Demo guest” has no consent."]
    assert ThemePage.objects.get(slug="demo").live is False


@pytest.mark.parametrize(("state", "said"), REFUSED)
def test_consent_that_does_not_hold_is_refused_by_name(state, said):
    held = consent(pseudonym="Demo bird", **state)
    with pytest.raises(ValidationError) as failure:
        page_with(makers.speaker("Demo guest", portrait=image(), consent=held))
    (message,) = failure.value.messages
    assert [word in message for word in (said, "Demo bird", "Demo guest")] == [True] * 3


def test_consent_that_changes_hides_the_portrait_and_closes_its_files(client, django_capture_on_commit_callbacks):
    held, picture = consent(), image()
    with django_capture_on_commit_callbacks(execute=True):
        page = page_with(makers.speaker(portrait=picture, consent=held))
    assert (faces(client, page), HubImage.objects.get(pk=picture.pk).is_open) == (1, True)
    held.state = "unsure"
    with django_capture_on_commit_callbacks(execute=True):
        held.save()
    assert (faces(client, page), HubImage.objects.get(pk=picture.pk).is_open) == (0, False)
    held.state = "given"
    with django_capture_on_commit_callbacks(execute=True):
        held.save()
    assert (faces(client, page), HubImage.objects.get(pk=picture.pk).is_open) == (1, True)
    with django_capture_on_commit_callbacks(execute=True):
        held.delete()
    assert (faces(client, page), HubImage.objects.get(pk=picture.pk).is_open) == (0, False)


def test_consent_whose_time_is_over_is_none(client):
    held, picture = consent(), image()
    page = page_with(makers.speaker(portrait=picture, consent=held))
    Consent.objects.filter(pk=held.pk).update(until=TODAY - dt.timedelta(days=1))
    guarding.settle()
    assert (faces(client, page), HubImage.objects.get(pk=picture.pk).is_open) == (0, False)
    Consent.objects.filter(pk=held.pk).update(until=TODAY - dt.timedelta(days=31))
    assert [each.counts["pages"] for each in services.end(today=TODAY)] == [1]
    assert not HubImage.objects.filter(pk=picture.pk).exists()


def test_portrait_from_before_there_were_consents_is_seen_by_nobody(client):
    page, picture = page_with(makers.speaker()), image()
    ThemePage.objects.filter(pk=page.pk).update(conversations=stored(talk(makers.speaker(portrait=picture))))
    page = ThemePage.objects.get(pk=page.pk)
    page.save()
    guarding.settle()
    assert (faces(client, page), HubImage.objects.get(pk=picture.pk).is_open) == (0, False)


def test_withdrawn_consent_reaches_page_translation_draft_older_versions_and_files(
    client, django_capture_on_commit_callbacks
):
    held, other, mine, older, hers = consent(), consent(), image("red"), image("blue"), image("green")
    page = page_with(
        makers.speaker("Demo guest", portrait=older, consent=held),
        makers.speaker("Another", portrait=hers, consent=other),
    )
    page.conversations = stored(
        talk(
            makers.speaker("Demo guest", portrait=mine, consent=held),
            makers.speaker("Another", portrait=hers, consent=other),
        )
    )
    page.save_revision().publish()
    page = ThemePage.objects.get(pk=page.pk)
    spanish = in_spanish(page)
    page.save_revision()  # a draft
    names = [picture.file.name for picture in (mine, older)]
    storage, own = mine.file.storage, [("portrait", mine.pk), ("portrait", older.pk), ("consent", held.pk)]
    assert kept_anywhere(*own) == ["page", "source", "version"]
    assert portraits(spanish) == [mine, hers]
    assert [thing.title for thing in services.covered([held])[held.pk]] == [page.title, spanish.title]

    with django_capture_on_commit_callbacks(execute=True):
        report = services.withdraw(consent=held)

    assert kept_anywhere(*own) == []
    assert (portraits(page), portraits(spanish)) == ([None, hers], [None, hers])
    assert not HubImage.objects.filter(pk__in=[mine.pk, older.pk]).exists()
    assert [storage.exists(name) for name in names] == [False, False]
    assert {name: report.counts[name] for name in ("pages", "store", "pictures")} == {
        "pages": 2,
        "store": 1,
        "pictures": 2,
    }
    assert report.counts["versions"] >= 4
    assert [each.live for each in ThemePage.objects.filter(translation_key=page.translation_key)] == [True, True]
    assert [speaker["name"] for speaker in ThemePage.objects.get(pk=page.pk).conversations[0].value["speakers"]] == [
        "Demo guest",
        "Another",
    ]
    assert faces(client, page) == 1


def test_version_from_before_there_were_consents_loses_her_portrait_too():
    held, picture = consent(), image()
    page = page_with(makers.speaker())
    page.conversations = stored(talk(makers.speaker(portrait=picture)))
    page.save_revision()
    page.conversations = stored(talk(makers.speaker(portrait=picture, consent=held)))
    page.save_revision().publish()
    services.withdraw(consent=held)
    assert kept_anywhere(("portrait", picture.pk)) == []


def test_withdrawal_leaves_a_drawing_that_stands_for_her_since():
    held, drawing = consent(), image("green")
    page = page_with(makers.speaker(portrait=image(), consent=held))
    page.conversations = stored(talk(makers.speaker(portrait=drawing, shows_nobody=True)))
    page.save_revision().publish()
    services.withdraw(consent=held)
    assert portraits(page) == [drawing]


def test_picture_stays_where_another_consent_carries_it_in_a_story_or_a_conversation():
    held, other, picture = carrying.consent(kind="picture"), carrying.consent(pseudonym="Demo Wren"), image()
    page = page_with(makers.speaker(portrait=picture, consent=held))
    story = carrying.story(pictures=[{"image": picture, "alt": "A well", "consent": other}])
    services.withdraw(consent=held)
    assert (portraits(page), story.pictures.count()) == ([None], 1)
    assert HubImage.objects.filter(pk=picture.pk).exists()


def test_picture_of_a_story_stays_where_a_conversation_carries_it_and_goes_with_her():
    held, other, picture = carrying.consent(kind="picture"), carrying.consent(pseudonym="Demo Wren"), image()
    page = page_with(makers.speaker(portrait=picture, consent=other))
    story = carrying.story(pictures=[{"image": picture, "alt": "A well", "consent": held}])
    services.withdraw(consent=held)
    assert (portraits(page), story.pictures.count()) == ([picture], 0)
    services.withdraw(consent=other)
    assert (portraits(page), HubImage.objects.filter(pk=picture.pk).exists()) == ([None], False)


def test_picture_that_goes_from_a_story_goes_from_conversations_that_had_no_consent_of_their_own():
    held, picture = carrying.consent(kind="picture"), image()
    page = page_with(makers.speaker(portrait=picture, shows_nobody=True))
    carrying.story(pictures=[{"image": picture, "alt": "A well", "consent": held}])
    services.withdraw(consent=held)
    assert (portraits(page), kept_anywhere(("portrait", picture.pk))) == ([None], [])
    assert Withdrawal.objects.get().counts["pages"] == 2


def form(*speakers, action="action-publish"):
    conversation = {
        "title": "A talk",
        "note": "",
        "speakers": streamfield([("", each) for each in speakers]),
        "turns": streamfield([("", {"speaker": "1", "text": "Hello.", "language": "", "meaning": ""})]),
    }
    for rows in (conversation["speakers"], conversation["turns"]):
        for at in range(int(rows["count"])):
            del rows[str(at)]["type"]
    fields = {name: streamfield([]) for name in ("quotes", "tools", "related")}
    fields |= {"title": "Demo theme", "slug": "demo", "key": "demo", "summary": "", "introduction": "Words."}
    fields |= {
        "conversations": streamfield([("conversation", conversation)]),
        "comments": inline_formset([]),
        action: "1",
    }
    return nested_form_data(fields)


def test_editor_chooses_a_consent_is_told_of_a_missing_one_and_may_keep_a_draft(admin_client):
    picture, held = image(), consent()
    path = reverse("wagtailadmin_pages:add", args=["themes", "themepage", makers.themes_page().pk])
    assert "Consent for the portrait" in admin_client.get(path).content.decode()
    without = {"name": "Demo guest", "bio": "", "portrait": str(picture.pk), "consent": ""}
    refused = admin_client.post(path, form(without))
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["conversations"])
    assert refused.context["form"].errors["conversations"] == ["“Portrait: Demo guest” has no consent."]
    assert not ThemePage.objects.filter(slug="demo").exists()
    assert admin_client.post(path, form({**without, "consent": str(held.pk)})).status_code == 302
    page = ThemePage.objects.get(slug="demo")
    assert (page.live, portraits(page)) == (True, [picture])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.post(edit, form(without, action="action-save")).status_code == 302
    assert ThemePage.objects.get(pk=page.pk).has_unpublished_changes is True


def test_bulk_publishing_names_what_is_not_ready(admin_client):
    page = page_with(makers.speaker(portrait=image()), publish=False, title="Not ready yet")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/"
    answer = admin_client.post(address, follow=True)
    assert ThemePage.objects.get(pk=page.pk).live is False
    assert "“Not ready yet”" in answer.content.decode()


def test_translators_are_given_words_and_neither_portrait_nor_consent():
    page = page_with(makers.speaker("Demo guest", portrait=image(), consent=consent()))
    source, _created = TranslationSource.update_or_create_from_instance(page)
    paths = set(source.overridablesegment_set.values_list("context__path", flat=True))
    assert {path for path in paths if path.startswith("conversations")} == set()
    assert "Demo guest" in source.stringsegment_set.values_list("string__data", flat=True)

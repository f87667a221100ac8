"""Stories in two languages that carry a marked picture, quote and drawing, wherever such things may lie."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from hub.consent.enums import Scope
from hub.consent.models import Consent
from hub.core.models import HubImage
from hub.stories.models import StoryIndexPage, StoryPage, StoryPicture, StoryQuote, StoryRecording


def consent(**fields) -> Consent:
    return Consent.objects.create(
        **{"pseudonym": "Demo Heron", "kind": "quote", "state": "given", "scopes": [Scope.SITE, Scope.PRINT], **fields}
    )


def picture(title="Demo picture", colour="teal") -> HubImage:
    held = io.BytesIO()
    Image.new("RGB", (1000, 700), colour).save(held, "PNG")
    return HubImage.objects.create(title=title, file=SimpleUploadedFile("demo.png", held.getvalue(), "image/png"))


def index_page() -> StoryIndexPage:
    return StoryIndexPage.objects.get(locale__language_code="en")


def story(*, pictures=(), quotes=(), recordings=(), publish=True, title="Demo story", user=None, **fields) -> StoryPage:
    """A small, complete story in English."""
    parent = index_page()
    page = StoryPage(
        title=title,
        locale=parent.locale,
        live=False,
        **{"summary": "We met.", "what_happened": "<p>We met and talked.</p>", "safety_state": "ok", **fields},
    )
    page.pictures = [StoryPicture(locale=parent.locale, **row) for row in pictures]
    page.quotes = [StoryQuote(locale=parent.locale, **row) for row in quotes]
    page.recordings = [StoryRecording(locale=parent.locale, **row) for row in recordings]
    parent.add_child(instance=page)
    revision = page.save_revision(user=user)
    if publish:
        revision.publish()
    return StoryPage.objects.get(pk=page.pk)


def in_spanish(page: StoryPage) -> StoryPage:
    """Its translation by the desk's own store, published."""
    spanish = Locale.objects.get(language_code="es")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    work = Translation.objects.create(source=source, target_locale=spanish)
    work.save_target(publish=False)
    translated = StoryPage.objects.get(translation_key=page.translation_key, locale=spanish)
    translated.get_latest_revision().publish()
    return StoryPage.objects.get(pk=translated.pk)

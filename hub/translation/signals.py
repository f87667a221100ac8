"""Wagtail's own events: whatever is published, taken down or removed changes what the desk shows."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.models import StringTranslation

from hub.core import later
from hub.people.events import joined
from hub.translation import rights, services
from hub.translation.models import TranslatorLanguage


def connect():
    page_published.connect(on_page, dispatch_uid="translation.published")
    page_unpublished.connect(on_page, dispatch_uid="translation.unpublished")
    for model in services.covered_models():
        label = model._meta.label
        if not issubclass(model, Page):
            post_save.connect(on_saved, sender=model, dispatch_uid=f"translation.{label}.saved")
        post_delete.connect(on_saved, sender=model, dispatch_uid=f"translation.{label}.deleted")
    post_save.connect(on_locale, sender=Locale, dispatch_uid="translation.locale")
    post_save.connect(on_translator, sender=TranslatorLanguage, dispatch_uid="translation.translator")
    joined.connect(on_joined, dispatch_uid="translation.joined")
    post_save.connect(on_text, sender=StringTranslation, dispatch_uid="translation.text")


def on_page(sender, instance, **kwargs):
    if isinstance(instance, tuple(services.covered_models())):
        later.do(services.refresh, services.Written(services.key_of(instance), instance.locale.language_code))


def on_saved(sender, instance, raw=False, **kwargs):
    if not raw:
        later.do(services.refresh, services.key_of(instance))


def on_locale(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        later.do(services.open_language, instance.pk)


def on_translator(sender, instance, created, raw=False, **kwargs):
    if created and not raw:
        rights.let_in(instance.user)


def on_joined(sender, user, languages, **kwargs):
    """An invited translator has her languages at once."""
    for locale in Locale.objects.filter(language_code__in=languages):
        TranslatorLanguage.objects.get_or_create(user=user, locale=locale)


def on_text(sender, instance, created, update_fields=None, **kwargs):
    if created:
        services.text_changed(instance)
    elif update_fields is None:
        services.part_was_seen(instance)

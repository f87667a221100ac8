"""Writes of the foundation."""

import secrets

from django.db import transaction
from wagtail.log_actions import log

from hub.core import events, guarding, openness, version
from hub.core.enums import TranslationState
from hub.core.hiding import CROP, Area, hidden
from hub.core.models import HubImage, User


def make_renditions_ready(*, page) -> None:
    """Makes every picture of the page ready in all sizes, so that no reader's request has to."""
    for image in HubImage.objects.filter(pk__in=openness.references_of(page, HubImage)):
        guarding.make_ready(image)


@transaction.atomic
def share_facts(*, page) -> None:
    """What the original says for all languages (`SHARED_FIELDS` of its class) holds in all of them at once, before any
    translator comes by. Does nothing for a translation."""
    if page.translation_state != TranslationState.ORIGINAL:
        return
    model = type(page)
    others = model.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    ids = list(others.values_list("pk", flat=True))
    if ids:
        others.update(**{name: getattr(page, model._meta.get_field(name).attname) for name in model.SHARED_FIELDS})
        events.facts_shared.send(sender=model, ids=ids)


def hide_areas(*, image: HubImage, areas: list[Area], user) -> None:
    """Hides areas of a picture for good: neither the old file nor anything made of it remains in the storage.

    Raises UnreadablePictureError, and nothing is changed.
    """
    with transaction.atomic():
        image = HubImage.objects.select_for_update().get(pk=image.pk)
        old = image.file.name
        with image.file.storage.open(old, "rb") as file:
            fresh = hidden(file, areas)
        fresh.fresh_picture = fresh  # it has just been encoded; once more would only cost quality
        image.file = fresh
        if any(area.way == CROP for area in areas):
            image.set_focal_point(None)
        image.save()
        image.renditions.all().delete()
        guarding.discard([old])
        events.picture_hidden.send(HubImage, image=image)
        log(instance=image, action="core.hide_areas", user=user)
        version.bump()
    if image.is_open:
        guarding.tried(guarding.make_ready, image)


@transaction.atomic
def create_first_admin(*, username: str = "admin") -> tuple[str, bool]:
    """The password of a newly made administrator (to be changed at the first visit) and whether one was made now."""
    if User.objects.filter(is_superuser=True).exists():
        return "", False
    password = "-".join(secrets.token_hex(2) for _group in range(4))
    user = User(username=username, is_staff=True, is_superuser=True, chosen_name="Admin")
    user.set_password(password)
    user.password_is_one_time = True
    user.save()
    return password, True

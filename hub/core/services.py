"""Writes of the foundation."""

import secrets

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from hub.core.models import RENDITION_SPECS, User


def make_renditions_ready(*, page) -> None:
    """Makes every picture in the page's blocks ready in all sizes, so that no reader's request has to."""
    image_model = get_image_model()
    ids = {
        object_id
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for model, object_id, *_paths in field.extract_references(getattr(page, field.name))
        if model is image_model
    }
    for image in image_model.objects.filter(pk__in=ids):
        image.get_renditions(*RENDITION_SPECS)


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

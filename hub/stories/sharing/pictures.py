"""Pictures of a story on its way. What is stored is a fresh copy without place, time and camera, under a neutral name."""

import datetime as dt
import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.core.models import HubImage
from hub.core.pictures import UnreadablePictureError, reencoded
from hub.core.validators import DAMAGED, validate_picture
from hub.stories.models import StoryPicture, Submission, SubmissionPicture
from hub.stories.sharing.keeping import locked

MOST_PICTURES = 20
MOST_MEGABYTES = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024 // 1024
MOST_IN_A_DAY = 3000  # of all hosts
logger = logging.getLogger("hub.stories")

TOO_MANY = _("There are %(most)s pictures already. Remove one to make room.")
TOO_BIG = _("This picture is larger than %(most)s megabytes. Please send a smaller copy.")
EMPTY = _("This file is empty. Please choose the picture again.")
NO_ROOM = _("We could not store this picture just now. Everything else is kept. Please try again later.")


class RefusedError(Exception):
    """A picture that was not taken; says why in plain words."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def add_picture(*, submission: Submission, upload) -> SubmissionPicture:
    """Takes a picture in, once: sent a second time it is still one. Raises RefusedError, ClosedError."""
    if not upload.size:
        raise RefusedError(EMPTY)
    if upload.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise RefusedError(TOO_BIG % {"most": MOST_MEGABYTES})
    try:
        return _taken(submission, _fresh(upload))
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    except UnreadablePictureError as error:
        raise RefusedError(DAMAGED) from error
    except OSError as error:
        logger.error("A picture could not be stored: %s.", type(error).__name__)
        raise RefusedError(NO_ROOM) from error


def _fresh(upload) -> ContentFile:
    """The picture without anything that is not its points; Wagtail's image opens nothing that has not been looked at."""
    validate_picture(upload)
    fresh = reencoded(upload)
    fresh.fresh_picture = fresh  # so that it is not encoded a second time
    return fresh


@transaction.atomic
def _taken(submission, fresh) -> SubmissionPicture:
    held = locked(submission)
    rows = list(held.pictures.select_related("image"))
    if len(rows) >= MOST_PICTURES:
        raise RefusedError(TOO_MANY % {"most": MOST_PICTURES})
    since = timezone.now() - dt.timedelta(days=1)
    if HubImage.objects.filter(created_at__gte=since).count() >= MOST_IN_A_DAY:
        raise RefusedError(NO_ROOM)
    image = HubImage(title="", file=fresh)
    image.save()
    same = next((row for row in rows if row.image.file_hash == image.get_file_hash()), None)
    if same:
        image.delete()
        return same
    Submission.objects.filter(pk=held.pk).update(changed_at=timezone.now())
    order = rows[-1].order + 1 if rows else 1
    return SubmissionPicture.objects.create(submission=held, image=image, order=order)


@transaction.atomic
def describe(*, picture: SubmissionPicture, answers: dict) -> None:
    """Keeps what is said of a picture. Raises ClosedError."""
    locked(picture.submission)
    held = SubmissionPicture.objects.select_for_update().get(pk=picture.pk)
    held.answers = {**held.answers, **answers}
    held.save(update_fields=["answers"])
    picture.answers = held.answers
    Submission.objects.filter(pk=held.submission_id).update(changed_at=timezone.now())


@transaction.atomic
def remove_picture(*, picture: SubmissionPicture) -> None:
    """Takes a picture away, with its files and with what was said of it. Raises ClosedError."""
    held = locked(picture.submission)
    said = held.answers_of("consent").items()
    held.answers["consent"] = {name: value for name, value in said if not name.startswith(key_of(picture))}
    held.changed_at = timezone.now()
    held.save(update_fields=["answers", "changed_at"])
    forget(picture)


def key_of(picture: SubmissionPicture) -> str:
    """How answers about consent name a picture."""
    return f"p{picture.pk}-"


def forget(picture: SubmissionPicture) -> None:
    """Without a trace, unless readers see it."""
    image = picture.image
    picture.delete()
    if not StoryPicture.objects.filter(image=image, page__live=True).exists():
        image.delete()

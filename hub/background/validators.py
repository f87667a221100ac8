"""What a task may be given: ids, and words that the hub itself has made. Whatever it is given lies readable in the task table."""

from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Choices

MOST = 2**31 - 1  # telephone numbers are longer


class NotAnIdError(TypeError):
    """A task was given something that may be a person's. The message does not repeat it."""


def ids(args, kwargs) -> tuple[list, dict]:
    """The arguments as they are kept. Raises NotAnIdError for anything that is not an id."""
    return [_id(value) for value in args], {name: _id(value) for name, value in kwargs.items()}


def _id(value):
    if value is None or isinstance(value, bool | Choices):
        return value
    if isinstance(value, int) and 0 <= value <= MOST:
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and (_is_uuid(value) or value in dict(settings.LANGUAGES) or _is_model(value)):
        return value
    raise NotAnIdError(
        "A task takes ids only: whole numbers, UUIDs, codes of languages, labels of models, members of Choices."
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_model(text: str) -> bool:
    try:
        apps.get_model(text)
    except (LookupError, ValueError):
        return False
    return True

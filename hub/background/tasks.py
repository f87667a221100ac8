"""How a task is declared. It takes ids only, and can be run twice: a worker may be killed after the last line of it."""

import inspect
from types import NoneType, UnionType
from typing import get_args, get_type_hints
from uuid import UUID

import django_tasks
from django.db.models import Choices

from hub.background.rows import BACKEND

IDS = (int, bool, UUID, NoneType)


def task(function):
    """Makes a function at the top of a module a task; `.enqueue(ids)` then asks for it.

    Every parameter is annotated as int, bool, UUID or a class of Choices, `| None` where it may be left out; a language or
    a model as `str`. What it returns is not kept.
    """
    hints = get_type_hints(function)
    for name in inspect.signature(function).parameters:
        if not _are_ids(hints.get(name)):
            raise TypeError(f"{function.__qualname__}: {name} must be annotated as an id.")
    return django_tasks.task(backend=BACKEND)(function)


def _are_ids(hint) -> bool:
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return all(inspect.isclass(kind) and (kind is str or issubclass(kind, (*IDS, Choices))) for kind in kinds)

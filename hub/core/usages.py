"""Wagtail's index of what refers to what, written once for a page and not once more for each of its rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail import signal_handlers as wagtails


@contextmanager
def noted_once() -> Iterator[None]:
    """Inside, Wagtail writes down nothing by itself: `guarding.settle_after` does when the page with its rows is saved.

    What is saved there besides pages and their rows has to be handed to `note` or `forget`.
    """
    if _is_held_back():
        yield
        return
    with wagtails.disable_reference_index_auto_update():
        yield


def note(instance) -> None:
    """Has the references of something that is no part of a page written down, if Wagtail was held back from it."""
    if _is_held_back():
        with _as_always():
            wagtails.update_reference_index_on_save(instance)


def forget(instance) -> None:
    """As `note`, for something that was deleted."""
    if _is_held_back():
        with _as_always():
            wagtails.remove_reference_index_on_delete(instance)


def _is_held_back() -> bool:
    return getattr(wagtails.reference_index_auto_update_disabled, "value", False)


@contextmanager
def _as_always() -> Iterator[None]:
    wagtails.reference_index_auto_update_disabled.value = False
    try:
        yield
    finally:
        wagtails.reference_index_auto_update_disabled.value = True

from collections.abc import Callable

from hub.tags import services


def forget_words(must_stop: Callable[[], bool]) -> str | None:
    """Words that nobody accepted, or that every page has lost: what is not kept cannot tell anything."""
    number = services.delete_unused()
    return f"{number} unused words deleted" if number else None

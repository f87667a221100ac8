"""Pages with free words, for tests."""

from hub.activities.models import ActivityPage
from hub.tags.models import Word
from tests.factories import activity


def worded(*names: str, title="Round of drums", publish=True, **fields) -> ActivityPage:
    """An activity with these words; English where no `parent` is given."""
    page = activity(title=title, publish=False, **fields)
    give(page, *names, publish=publish)
    return ActivityPage.objects.get(pk=page.pk)


def give(page, *names: str, publish=True) -> None:
    page = page.get_latest_revision_as_object()
    page.words.set(names)
    revision = page.save_revision()
    if publish:
        revision.publish()


def names(page) -> list[str]:
    """Of the page as readers have it."""
    return [word.name for word in ActivityPage.objects.get(pk=page.pk).own_words()]


def word(name: str, language="en") -> Word:
    return Word.objects.get(language=language, name=name)

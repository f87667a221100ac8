"""Short ways to the desk's rows for tests."""

from hub.activities.models import ActivityPage
from hub.translation import translating
from hub.translation.models import Work


def activity_in(code: str, uid: str = "6w7sp8") -> ActivityPage:
    return ActivityPage.objects.get(uid=uid, locale__language_code=code)


def work_on(page, code: str) -> Work:
    works = Work.objects.select_related("subject", "locale", "translation__source", "translation__target_locale")
    return works.get(subject__translation_key=page.translation_key, locale__language_code=code)


def write_all(work: Work, prefix: str = "", user=None, tool: str = "") -> None:
    """A translation of every open part: the original's words with a prefix."""
    for part in translating.parts(work):
        if part.is_open:
            segment = translating.segment_of(work, part.segment_id)
            translating.write(work=work, segment=segment, text=f"{prefix}{part.source}", user=user, tool=tool)


def open_parts(work: Work) -> list[str]:
    """The originals of the parts that wait for a translator."""
    return [part.source for part in translating.parts(work) if part.is_open]


def change_step(page, words: str, **fields) -> None:
    """Publishes the page with other words in its first step."""
    steps = page.steps
    steps[0].value["do"] = words
    page.steps = steps
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()

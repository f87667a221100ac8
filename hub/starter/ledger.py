"""What earlier runs wrote, and what this one does: the one place that decides whether something may be written."""

from collections import Counter
from collections.abc import Callable

from wagtail.models import Page

from hub.starter.models import StarterEntry

CREATED, UPDATED, SAME, KEPT, REMOVED = "created", "updated", "unchanged", "kept", "removed"


class Ledger:
    def __init__(self):
        self.entries = {entry.path: entry for entry in StarterEntry.objects.all()}
        self.counts: Counter = Counter()
        self.kept: list[str] = []
        self.removed: list[str] = []
        self.left_out: list[str] = []

    def is_current(self, path: str, digest: str) -> bool:
        """Whether the files are as they were when they were last looked at; counts it."""
        entry = self.entries.get(path)
        if entry is None or entry.digest != digest:
            return False
        self.counts[SAME] += 1
        return True

    def may_write(self, path: str, held, mark: Callable[[object], str]) -> bool:
        """Whether the loader may write what `path` describes; `held` is the object as the site has it, or None."""
        entry = self.entries.get(path)
        if entry is None:
            return held is None
        return held is not None and held.pk == entry.object_id and mark(held) == entry.mark

    def settle(self, path: str, language: str, digest: str, held, *, write: Callable, mark: Callable[[object], str]):
        """Writes through `write()` (which returns the object) unless an editor has changed or removed what is there.

        Returns the object as the site then has it, or None.
        """
        entry = self.entries.get(path)
        if self.may_write(path, held, mark):
            outcome, held = (UPDATED if held else CREATED), write()
            self.record(path, language, digest, held.pk, mark(held))
        elif held is None:
            outcome = REMOVED
            self.removed.append(path)
            self.record(path, language, digest, entry.object_id, entry.mark)
        else:
            outcome = KEPT
            self.kept.append(path)
            self.record(path, language, digest, held.pk, entry.mark if entry else "")
        self.counts[outcome] += 1
        return held

    def record(self, path, language, digest, object_id, mark):
        values = {"language": language, "digest": digest, "object_id": object_id, "mark": mark}
        self.entries[path], _made = StarterEntry.objects.update_or_create(path=path, defaults=values)

    def remark(self, path: str, mark: str) -> None:
        """Notes a later revision of what this run has written."""
        entry = self.entries[path]
        if entry.mark != mark:
            entry.mark = mark
            entry.save(update_fields=["mark"])


def revision_of(page: Page) -> str:
    """A page's mark: the id of its latest revision."""
    return str(page.latest_revision_id)

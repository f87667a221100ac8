"""What all loaders of pages do alike: finding pages, filling their fields and rows, and writing them."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wagtail.blocks import StreamValue
from wagtail.models import Page

from hub.core import later
from hub.core.enums import TranslationState
from hub.core.models import Theme
from hub.starter import files
from hub.starter.ledger import Ledger, revision_of
from hub.starter.schema import checked
from hub.translation.services import Said, key_of, refresh


@dataclass
class Told:
    """What the content says of a page in one language."""

    folder: Path
    language: str
    path: str  # by which the ledger knows it
    facts: dict
    words: dict


class Folders:
    """Pages of one kind: a folder for each, with its facts in one file and its words in one for each language.

    A subclass says what is its own. Pages of other languages wait for their source, and all for their parent.
    """

    model: type[Page]
    index: type[Page]  # of the parents
    pattern = ""  # of the files of facts below the root of the content
    known: tuple[dict, dict]  # what the facts and the words may say
    named: tuple[str, ...] = ("slug",)  # fields of a new page that hold the name of its folder

    def __init__(self, root: Path, ledger: Ledger):
        self.root, self.ledger = root, ledger

    @classmethod
    def folders(cls, root: Path) -> list[Path]:
        return sorted(path.parent for path in root.glob(cls.pattern))

    def load(self, step: Callable[[], object] = lambda: None) -> None:
        """Writes what has changed, the source language of each page first; `step()` is called after each folder."""
        for folder in self.in_order():
            self._load_folder(folder)
            step()

    def in_order(self) -> Iterable[Path]:
        return self.folders(self.root)

    def place(self, folder: Path, name: str) -> str:
        """A file as the ledger and mistakes name it."""
        return f"{folder.relative_to(self.root)}/{name}"

    def files_of(self, folder: Path, language: str) -> list[Path]:
        """A change in any of them is a change of the page in this language."""
        return [folder / Path(self.pattern).name, folder / f"{language}.toml"]

    def told(self, folder: Path, language: str, path: str) -> Told:
        """Raises ContentError."""
        name, (facts, words) = Path(self.pattern).name, self.known
        return Told(
            folder,
            language,
            path,
            facts=checked(files.read(folder / name), facts, self.place(folder, name)),
            words=checked(files.read(folder / f"{language}.toml"), words, path),
        )

    def find(self, folder: Path, language: str) -> Page | None:
        return held(self.model, folder.name, language)

    def parent(self, folder: Path, language: str) -> Page | None:
        return self.parents.get(language)

    @cached_property
    def parents(self) -> dict[str, Page]:
        return indexes(self.index)

    def fill(self, page: Page, told: Told) -> None:
        """Sets the fields of a page, before it is written; each kind of page says how."""
        raise NotImplementedError

    def fill_rows(self, page: Page, told: Told) -> None:
        """What is filled once the page is there, so that its rows are written once."""

    def put(self, page: Page, told: Told, parent: Page) -> None:
        """Places a new page."""
        parent.add_child(instance=page)

    def is_ready(self, page: Page) -> bool:
        """Whether it can be published; else it stays a draft."""
        return True

    def _load_folder(self, folder: Path) -> None:
        for language in files.languages_in(folder):
            path = self.place(folder, f"{language}.toml")
            digest = files.digest(*self.files_of(folder, language))
            if not self.ledger.is_current(path, digest):
                self._load_one(self.told(folder, language, path), digest)

    def _load_one(self, told: Told, digest: str) -> None:
        found, source = (self.find(told.folder, code) for code in (told.language, "en"))
        parent = self.parent(told.folder, told.language)
        has_place = parent is not None and (source is not None or told.language == "en")
        write(
            self.ledger,
            (told.path, told.language, digest),
            found,
            has_place=has_place,
            new=lambda: unsaved(self.model, parent.locale, source, **dict.fromkeys(self.named, told.folder.name)),
            fill=lambda page: self.fill(page, told),
            words=told.words,
            put=lambda page: self.put(page, told, parent),
            fill_rows=lambda page: self.fill_rows(page, told),
            is_ready=self.is_ready,
        )


def indexes(model: type[Page]) -> dict[str, Page]:
    """The index page of each language."""
    pages = model.objects.filter(alias_of__isnull=True).select_related("locale").order_by("-path")
    return {page.language: page for page in pages}


def first(model: type[Page], language: str, **fields) -> Page | None:
    """The page of this language that comes first in the tree; no alias."""
    pages = model.objects.filter(locale__language_code=language, alias_of__isnull=True, **fields)
    return pages.select_related("locale").order_by("path").first()


def held(model: type[Page], slug: str, language: str) -> Page | None:
    return first(model, language, slug=slug)


def unsaved(model: type[Page], locale, source: Page | None, **fields) -> Page:
    """A page that is not saved yet, the translation of `source` where that is given."""
    key = source.translation_key if source else uuid.uuid4()
    return model(locale=locale, live=False, translation_key=key, **fields)


def set_fields(page: Page, names: Iterable[str], values: dict) -> None:
    """Where the values do not name a field, it has its default."""
    for name in names:
        setattr(page, name, values[name] if name in values else page._meta.get_field(name).get_default())


def row(page: Page, name: str, at: int) -> dict:
    """What every row of a page has: its place, its language, and a key that is the same in all languages."""
    return {"sort_order": at, "locale_id": page.locale_id, "translation_key": uuid.uuid5(page.translation_key, name)}


def stream(page: Page, name: str, blocks: Iterable[tuple[str, object]], *, of=None) -> StreamValue:
    """The value of the field `name` of the page, or of a row `of` it, with ids that are the same in all languages."""
    raw = [{"type": kind, "value": value, "id": _id(page, f"{name} {at}")} for at, (kind, value) in enumerate(blocks)]
    return StreamValue((of or page)._meta.get_field(name).stream_block, raw, is_lazy=True)


def items(page: Page, name: str, values: Iterable) -> list[dict]:
    """The items of a list with ids that are the same in all languages: without them translators never see the items."""
    return [{"type": "item", "value": value, "id": _id(page, f"{name} {at}")} for at, value in enumerate(values)]


def _id(page, name) -> str:
    return str(uuid.uuid5(page.translation_key, name))


def _themes(page, keys) -> list[Theme]:
    """In the page's language, or in the source language where one is missing."""
    found: dict[str, Theme] = {}
    for theme in Theme.objects.filter(key__in=keys).order_by("locale_id"):
        if theme.key not in found or theme.locale_id == page.locale_id:
            found[theme.key] = theme
    return [found[key] for key in keys if key in found]


def theme_links(page: Page, model: type, keys: list[str]) -> list:
    """Rows of a through model between the page and themes."""
    return [model(theme=theme, **row(page, f"theme {theme.key}", at)) for at, theme in enumerate(_themes(page, keys))]


def write(
    ledger: Ledger,
    entry: tuple[str, str, str],
    found: Page | None,
    *,
    has_place: bool,
    new: Callable[[], Page],
    fill: Callable[[Page], object],
    words: dict,
    put: Callable[[Page], object],
    fill_rows: Callable[[Page], object] = lambda page: None,
    is_ready: Callable[[Page], bool] = lambda page: True,
) -> None:
    """Writes the page that the site has, or a new one that `put` places, unless it is an editor's by now.

    `entry`: path, language and digest for the ledger. What was never there is left out where it has no place. The page is
    published if it is new or live, and ready.
    """
    if not has_place and entry[0] not in ledger.entries:
        ledger.left_out.append(entry[0])
        return

    def page_written() -> Page:
        page = found.get_latest_revision_as_object() if found else new()
        fill(page)
        return _publish(page, words, put, fill_rows, is_ready)

    ledger.settle(*entry, found, write=page_written, mark=revision_of)


def _publish(page, words, put, fill_rows, is_ready) -> Page:
    language = page.locale.language_code
    state = TranslationState.ORIGINAL if language == "en" else TranslationState.MACHINE
    page.translation_state = words.get("translation", state)
    is_new = page.pk is None
    if is_new:
        put(page)
    fill_rows(page)
    revision = page.save_revision()
    if (is_new or page.live) and is_ready(page):
        revision.publish()
    later.do(refresh, Said(key_of(page), language, page.translation_state))
    return page

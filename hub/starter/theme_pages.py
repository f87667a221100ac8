"""The pages of cycles and themes, in every language that has words for them. They come after what they choose as tools."""

import uuid
from pathlib import Path

from wagtail.blocks import StreamValue
from wagtail.models import Page

from hub.core.models import ThemesPage
from hub.starter import files, schema, themes, written
from hub.starter.ledger import Ledger, revision_of
from hub.themes.models import CyclePage, ThemePage

WORDS = {CyclePage: ("cycles", schema.CYCLE_WORDS), ThemePage: ("themes", schema.THEME_WORDS)}
PATHS = {CyclePage: "cycle-pages", ThemePage: "theme-pages"}


def load(root: Path, locales: dict, ledger: Ledger) -> None:
    cycles, found = themes.structure(root)
    found.sort(key=lambda theme: "parent" in theme)
    cycle_of = {theme["key"]: theme.get("cycle") for theme in found}
    for theme in found:
        theme.setdefault("cycle", cycle_of.get(theme.get("parent")))
    for language in sorted(files.languages_in(root / "themes"), key=lambda code: code != "en"):
        if language in locales:
            words = files.read(root / "themes" / f"{language}.toml")
            for model, rows in ((CyclePage, cycles), (ThemePage, found)):
                for facts in rows:
                    _load_one(model, root, facts, words, locales[language], ledger)


def _load_one(model, root, facts, everything, locale, ledger):
    name, known = WORDS[model]
    language, key = locale.language_code, facts["key"]
    words = everything.get(name, {}).get(key)
    if words is None:
        return
    path = f"themes/{language}/{PATHS[model]}/{key}"
    spoken = root / "themes" / "conversations" / key / f"{language}.toml"
    is_spoken = model is ThemePage and spoken.is_file()
    digest = files.digest_of([facts, words, files.digest(spoken) if is_spoken else ""])
    if ledger.is_current(path, digest):
        return
    clean = schema.checked(words, known, f"themes/{language}.toml, {name}.{key}")
    conversation = schema.checked(files.read(spoken), schema.CONVERSATION, spoken.name) if is_spoken else None
    held = _find(model, key, language)
    parent = _parent(model, facts, language)
    if parent is None and held is None and path not in ledger.entries:
        ledger.left_out.append(path)
        return

    def write():
        page = held.get_latest_revision_as_object() if held else _new(model, key, locale)
        _fill(page, facts, clean, conversation)
        return written.publish(page, clean, put=lambda: parent.add_child(instance=page))

    ledger.settle(path, language, digest, held, write=write, mark=revision_of)


def _find(model, key, language):
    pages = model.objects.filter(key=key, locale__language_code=language, alias_of__isnull=True)
    return pages.select_related("locale").order_by("path").first()


def _parent(model, facts, language) -> Page | None:
    if model is ThemePage and facts["cycle"]:
        return _find(CyclePage, facts["cycle"], language)
    pages = ThemesPage.objects.filter(locale__language_code=language, alias_of__isnull=True)
    return pages.order_by("path").first()


def _new(model, key, locale):
    source = model.objects.filter(key=key).order_by("pk").first()
    return model(
        locale=locale, slug=key, key=key, live=False, translation_key=source.translation_key if source else uuid.uuid4()
    )


def _fill(page, facts, words, conversation):
    page.title, page.summary = words["title"], words.get("summary", "")
    if isinstance(page, CyclePage):
        return
    page.introduction = words.get("introduction", "")
    quotes = [{"text": quote["text"], "credit": quote.get("credit", "")} for quote in words.get("quotes", [])]
    page.quotes = _stream(page, "quotes", "quote", quotes)
    page.tools = _stream(page, "tools", "tool", _tools(page, facts.get("tools", []), words.get("tools", [])))
    page.related = _stream(page, "related", "theme", facts.get("related", []))
    spoken = [_conversation(page, conversation)] if conversation else []
    page.conversations = _stream(page, "conversations", "conversation", spoken)


def _tools(page, names, whys) -> list[dict]:
    """The chosen pages that are there, each with its sentence (where the language has one)."""
    if whys and len(whys) != len(names):
        raise files.ContentError(f"themes, {page.key}, tools: {len(whys)} sentences; {len(names)} are needed.")
    whys = whys or [""] * len(names)
    found = _pages_at(names, page.locale.language_code) if names else {}
    return [{"page": found[name], "why": why} for name, why in zip(names, whys, strict=True) if name in found]


def _pages_at(names: list[str], language: str) -> dict[str, int]:
    """The pages at `activities/…` and so on: their ids in the language, or else in English."""
    homes = {each.locale.language_code: each.url_path for each in Page.objects.filter(depth=2).select_related("locale")}
    begun = [homes[code] for code in ("en", language) if code in homes]
    wanted = [f"{home}{name}/" for home in begun for name in names]
    pages = dict(Page.objects.filter(url_path__in=wanted, alias_of__isnull=True).values_list("url_path", "pk"))
    return {name: pages[f"{home}{name}/"] for home in begun for name in names if f"{home}{name}/" in pages}


def _conversation(page, words) -> dict:
    speakers = [{"name": each["name"], "bio": each.get("bio", ""), "portrait": None} for each in words["speakers"]]
    turns = [
        {
            "speaker": turn["speaker"],
            "text": turn["text"],
            "language": turn.get("language", ""),
            # What is said in the page's own language means itself; readers do not see it twice.
            "meaning": turn["text"] if turn.get("language") == page.locale.language_code else turn.get("meaning", ""),
        }
        for turn in words["turns"]
    ]
    if any(turn["speaker"] > len(speakers) for turn in turns):
        raise files.ContentError(f"themes/conversations/{page.key}: a turn has a speaker that is not there.")
    return {
        "title": words["title"],
        "note": words.get("note", ""),
        "speakers": _items(page, "speaker", speakers),
        "turns": _items(page, "turn", turns),
    }


def _items(page, name, rows) -> list[dict]:
    """The items of a list with ids that are the same in all languages: without them translators never see the items."""
    return [
        {"type": "item", "value": row, "id": str(uuid.uuid5(page.translation_key, f"{name} {at}"))}
        for at, row in enumerate(rows)
    ]


def _stream(page, field, kind, values) -> StreamValue:
    raw = [
        {"type": kind, "value": value, "id": str(uuid.uuid5(page.translation_key, f"{field} {at}"))}
        for at, value in enumerate(values)
    ]
    return StreamValue(page._meta.get_field(field).stream_block, raw, is_lazy=True)

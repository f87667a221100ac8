"""The pages of cycles and themes, in every language that has words for them. They come after what they choose as tools."""

from pathlib import Path

from wagtail.models import Page

from hub.core.models import ThemesPage
from hub.starter import files, schema, themes, written
from hub.starter.ledger import Ledger
from hub.themes.models import CyclePage, ThemePage

WORDS = {CyclePage: ("cycles", schema.CYCLE_WORDS), ThemePage: ("themes", schema.THEME_WORDS)}
PATHS = {CyclePage: "cycle-pages", ThemePage: "theme-pages"}


def load(root: Path, locales: dict, ledger: Ledger) -> None:
    cycles, found = themes.structure(root)
    found.sort(key=lambda theme: "parent" in theme)
    cycle_of = {theme["key"]: theme.get("cycle") for theme in found}
    for theme in found:
        theme.setdefault("cycle", cycle_of.get(theme.get("parent")))
    for language in files.languages_in(root / "themes"):
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
    written.write(
        ledger,
        (path, language, digest),
        held,
        has_place=parent is not None or held is not None,
        new=lambda: _new(model, key, locale),
        fill=lambda page: _fill(page, facts, clean, conversation),
        words=clean,
        put=lambda page: parent.add_child(instance=page),
    )


def _find(model, key, language):
    return written.first(model, language, key=key)


def _parent(model, facts, language) -> Page | None:
    if model is ThemePage and facts["cycle"]:
        return _find(CyclePage, facts["cycle"], language)
    return written.first(ThemesPage, language)


def _new(model, key, locale):
    source = model.objects.filter(key=key).order_by("pk").first()
    return written.unsaved(model, locale, source, slug=key, key=key)


def _fill(page, facts, words, conversation):
    page.title, page.summary = words["title"], words.get("summary", "")
    if isinstance(page, CyclePage):
        return
    page.introduction = words.get("introduction", "")
    quotes = [{"text": quote["text"], "credit": quote.get("credit", "")} for quote in words.get("quotes", [])]
    spoken = [_conversation(page, conversation)] if conversation else []
    for field, kind, values in (
        ("quotes", "quote", quotes),
        ("tools", "tool", _tools(page, facts.get("tools", []), words.get("tools", []))),
        ("related", "theme", facts.get("related", [])),
        ("conversations", "conversation", spoken),
    ):
        setattr(page, field, written.stream(page, field, [(kind, value) for value in values]))


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
        "speakers": written.items(page, "speaker", speakers),
        "turns": written.items(page, "turn", turns),
    }

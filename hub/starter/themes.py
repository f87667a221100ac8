"""The vocabulary of cycles and themes: snippets, one for each language that has words for them. Their pages: theme_pages."""

import uuid
from pathlib import Path

from hub.core import later
from hub.core.enums import TranslationState
from hub.core.models import Cycle, Theme
from hub.starter import files, schema
from hub.starter.ledger import Ledger
from hub.translation.services import Said, key_of, refresh


def keys(root: Path) -> list[str]:
    """The keys of all themes in the content."""
    return [theme["key"] for theme in structure(root)[1]]


def load(root: Path, locales: dict, ledger: Ledger) -> None:
    cycles, themes = structure(root)
    themes.sort(key=lambda theme: "parent" in theme)
    held = {model: _held(model) for model in (Cycle, Theme)}
    for language in files.languages_in(root / "themes"):
        if language not in locales:
            ledger.left_out.append(f"themes/{language}")
            continue
        words = files.read(root / "themes" / f"{language}.toml")
        for model, name, facts in [(Cycle, "cycles", each) for each in cycles] + [
            (Theme, "themes", each) for each in themes
        ]:
            found = words.get(name, {}).get(facts["key"])
            if found is not None:
                _load_one(model, name, facts, found, locales[language], held, ledger)


def structure(root) -> tuple[list[dict], list[dict]]:
    """The facts of all cycles and of all themes."""
    path = root / "themes" / "structure.toml"
    data = files.read(path)
    return (
        [schema.checked(each, schema.CYCLE_FACTS, path) for each in data.get("cycles", [])],
        [schema.checked(each, schema.THEME_FACTS, path) for each in data.get("themes", [])],
    )


def _facts_of(facts) -> dict:
    """What of the facts stands on the snippet."""
    return {name: facts[name] for name in ("key", "order", "cycle", "parent") if name in facts}


def _held(model) -> dict:
    return {(each.key, each.locale.language_code): each for each in model.objects.select_related("locale")}


def _load_one(model, name, facts, words, locale, held, ledger):
    language = locale.language_code
    path = f"themes/{language}/{name}/{facts['key']}"
    digest = files.digest_of([_facts_of(facts), words.get("title")])
    if ledger.is_current(path, digest):
        return
    known = schema.CYCLE_WORDS if model is Cycle else schema.THEME_WORDS
    clean = schema.checked(words, known, f"themes/{language}.toml, {name}.{facts['key']}")
    own = (facts["key"], language)

    def write():
        return _write(model, held[model].get(own), facts, clean, locale, held)

    written = ledger.settle(path, language, digest, held[model].get(own), write=write, mark=_mark)
    if written:
        held[model][own] = written


def _write(model, entry, facts, words, locale, held):
    key, language = facts["key"], locale.language_code
    if entry is None:
        siblings = [each for (other, _code), each in held[model].items() if other == key]
        entry = model(key=key, locale=locale, translation_key=siblings[0].translation_key if siblings else uuid.uuid4())
    entry.title, entry.order = words["title"], facts.get("order", 0)
    entry.translation_state = TranslationState.ORIGINAL if language == "en" else TranslationState.MACHINE
    if model is Theme:
        entry.cycle = _in_language(held[Cycle], facts.get("cycle"), language)
        entry.parent = _in_language(held[Theme], facts.get("parent"), language)
    entry.save()
    later.do(refresh, Said(key_of(entry), language, entry.translation_state))
    return entry


def _in_language(entries, key, language):
    """The entry in this language, or in the source language where it has no words yet."""
    if key is None:
        return None
    found = entries.get((key, language)) or entries.get((key, "en"))
    if found is None:
        raise files.ContentError(f"themes/structure.toml: there is no {key}.")
    return found


def _mark(entry) -> str:
    """The digest of what a content file can say about the snippet."""
    facts = [entry.key, entry.title, entry.order]
    return files.digest_of(facts if isinstance(entry, Cycle) else [*facts, entry.cycle_id, entry.parent_id])

"""Groups of words that mean the same in the field: one snippet for each group and language."""

from pathlib import Path

from hub.search.models import Synonyms
from hub.starter import files
from hub.starter.ledger import Ledger


def load(root: Path, locales: dict, ledger: Ledger) -> None:
    for language in files.languages_in(root / "synonyms"):
        if language not in locales:
            ledger.left_out.append(f"synonyms/{language}")
            continue
        path = root / "synonyms" / f"{language}.toml"
        for group in files.read(path).get("groups", []):
            _load_one(language, path, group, locales[language], ledger)


def _load_one(language, path, group, locale, ledger):
    if not isinstance(group, list) or len(group) < 2 or not all(isinstance(word, str) and word for word in group):
        raise files.ContentError(f"{path}: a group is a list of two words or more: {group!r}")
    entry = f"synonyms/{language}/{group[0]}"[:200]
    digest = files.digest_of(group)
    if ledger.is_current(entry, digest):
        return
    known = ledger.entries.get(entry)
    held = Synonyms.objects.filter(pk=known.object_id).first() if known else None

    def write():
        snippet = held or Synonyms(locale=locale)
        snippet.words = "\n".join(group)
        snippet.save()
        return snippet

    ledger.settle(entry, language, digest, held, write=write, mark=lambda snippet: files.digest_of(snippet.words))

"""The words of the field: which of them stand in a text, and whether a translation says them as agreed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from hub.translation.comparing import SPACELESS, plain
from hub.translation.models import GlossaryTerm

SILENT = re.compile("[\u0640\u064b-\u065f\u0670]")  # Arabic vowel signs and the stretch of a line
JOINED = "(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)"  # what Arabic writes together with the next word


@dataclass(frozen=True)
class Hint:
    """A term as the original says it and as a translation is to say it; `wanted` is empty where nobody has said yet."""

    term: str
    said: tuple[str, ...]
    wanted: tuple[str, ...]
    meaning: str = ""
    do_not_translate: bool = False

    @property
    def word(self) -> str:
        """How a translation says it."""
        return self.term if self.do_not_translate else next(iter(self.wanted), "")


def entries(source_language: str, target_locale) -> list[Hint]:
    """The whole glossary from one language into another. One query."""
    codes = {source_language, target_locale.language_code}
    rows = GlossaryTerm.objects.filter(locale__language_code__in=codes).select_related("locale").order_by("term", "pk")
    found: dict[str, dict] = {source_language: {}, target_locale.language_code: {}}
    for row in rows:
        found[row.locale.language_code][row.translation_key] = row
    targets = found[target_locale.language_code]
    return [_entry(row, targets.get(key)) for key, row in found[source_language].items()]


def _entry(source: GlossaryTerm, target: GlossaryTerm | None) -> Hint:
    wanted = tuple(target.forms) if target else ()
    meaning = target.meaning if target and target.meaning else source.meaning
    return Hint(source.term, tuple(source.forms), wanted, meaning, source.do_not_translate)


def in_text(source_text: str, known: list[Hint]) -> list[Hint]:
    """Those of the entries that stand in a text of the original."""
    words = _folded(plain(source_text))
    return [hint for hint in known if _says(words, hint.said)]


def hints(source_text: str, source_language: str, target_locale) -> list[Hint]:
    """The terms of one text. Where there are several texts, read `entries` once and ask `in_text`."""
    return in_text(source_text, entries(source_language, target_locale))


def unsaid(source_text: str, text: str, known: list[Hint]) -> list[Hint]:
    """The terms of the original that a translation does not say in any of their forms."""
    words = _folded(plain(text))
    return [hint for hint in in_text(source_text, known) if hint.word and not _says(words, hint.wanted or hint.said)]


def left_out(source_text: str, text: str, known: list[Hint]) -> list[str]:
    """The terms that must stay as they are and are missing from a translation."""
    words = _folded(plain(text))
    bound = [hint for hint in in_text(source_text, known) if hint.do_not_translate]
    return [hint.term for hint in bound if not _says(words, (*hint.said, *hint.wanted))]


def _says(words: str, forms: tuple[str, ...]) -> bool:
    return any(_pattern(form).search(words) for form in forms)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern:
    """A form as a whole word. Beside a letter of a script without spaces a word may begin and end anywhere."""
    words = r"\s+".join(map(re.escape, _folded(form).split()))
    joined = JOINED if re.match("[\u0620-\u06ff]", words) else ""
    return re.compile(rf"(?:^|(?<=[\W_{SPACELESS}])){joined}{words}(?=[\W_{SPACELESS}]|$)")


def _folded(text: str) -> str:
    return SILENT.sub("", unicodedata.normalize("NFC", text).casefold())

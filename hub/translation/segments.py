"""The texts of a page or snippet as wagtail-localize cuts them: reading them, and matching two readings."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

ALIKE = 40  # of 100: below this, a new paragraph is not an old one changed


def texts_of(instance) -> list[tuple[str, str]]:
    """The path and the text (inline HTML) of every part of a page or snippet that is translated, in order."""
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    ]


def paired(source: Iterable[tuple[str, str]], target: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(path, text of the original) → the text in the same place of a translation.

    Where a place has more paragraphs than the original, the last one takes up the rest, so that no words are lost.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for path, text in target:
        places[path].append(text)
    left = defaultdict(int)
    source = list(source)
    for path, _text in source:
        left[path] += 1
    found: dict[tuple[str, str], str] = {}
    for path, text in source:
        left[path] -= 1
        texts = places[path]
        if not texts:
            continue
        own = texts.pop(0) if left[path] else "<br/>".join(texts)
        if not left[path]:
            texts.clear()
        found.setdefault((path, text), own)
    return found


def replaced(old: list[int], new: list[int], texts: dict[int, str]) -> dict[int, int]:
    """Of the strings in one place (ids, in order) each new one → the old one that it has taken the place of."""
    found: dict[int, int] = {}
    for action, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action != "replace":
            continue
        gone, come = old[old_from:old_to], new[new_from:new_to]
        if len(gone) == len(come):
            found.update(zip(come, gone, strict=True))
        else:
            found.update(_most_alike(gone, come, texts))
    return {come: gone for come, gone in found.items() if gone not in new and come not in old}


def _most_alike(gone: list[int], come: list[int], texts: dict[int, str]) -> dict[int, int]:
    pairs = sorted(
        ((fuzz.ratio(texts[before], texts[after]), after, before) for before in gone for after in come), reverse=True
    )
    found: dict[int, int] = {}
    for likeness, after, before in pairs:
        if likeness >= ALIKE and after not in found and before not in found.values():
            found[after] = before
    return found


def problem_with(source: str, text: str) -> str:
    """Why `text` cannot stand for `source` (markup that is broken, a link that the original lacks); empty where it can."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        return str(error.args[0])
    except RecursionError:
        return _("Too many marks inside one another.")
    return ""

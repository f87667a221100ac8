"""Texts of the store as a translator reads them: marks set apart from words, and what changed between two readings."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import unescape

TAG = re.compile(r"(<[^<>]*>)")
BREAK = re.compile(r"<br\s*/?>")
# Thai, Lao, Burmese, Khmer, Japanese and Chinese set no spaces: there a syllable's letter with its marks is a word.
SPACELESS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff"
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3"
WORD = re.compile(
    rf"[{SPACELESS}][{MARKS}]*|[^\W{SPACELESS}](?:[^\W{SPACELESS}]|['’\u0300-\u036f\u064b-\u065f])*|\s+|."
)


@dataclass(frozen=True)
class Piece:
    """A run of text. `kind`: text, mark (to be kept as it stands) or break; `change`: del, ins or nothing."""

    text: str
    kind: str = "text"
    change: str = ""


def plain(data: str) -> str:
    """The words alone, in the lines of the text."""
    lines = (" ".join(unescape(TAG.sub("", line)).split()) for line in BREAK.split(data))
    return "\n".join(line for line in lines if line)


def pieces(data: str) -> list[Piece]:
    return _joined(_tokens(data))


def changes(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The old text with what went marked as del, the new one with what came marked as ins; by words."""
    before, after = _tokens(old), _tokens(new)
    gone, come = [], []
    for action, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after).get_opcodes():
        is_same = action == "equal"
        gone += [replace(piece, change="" if is_same else "del") for piece in before[old_from:old_to]]
        come += [replace(piece, change="" if is_same else "ins") for piece in after[new_from:new_to]]
    return _joined(_bridged(gone)), _joined(_bridged(come))


def _tokens(data: str) -> list[Piece]:
    found = []
    for chunk in TAG.split(data):
        if BREAK.fullmatch(chunk):
            found.append(Piece("\n", "break"))
        elif TAG.fullmatch(chunk):
            found.append(Piece(chunk, "mark"))
        else:
            found += [Piece(word) for word in WORD.findall(unescape(chunk).replace("\n", " "))]
    return found


def _bridged(found: list[Piece]) -> list[Piece]:
    """A space between two changed words belongs to the change."""
    for at in range(1, len(found) - 1):
        before, piece, after = found[at - 1 : at + 2]
        if piece.kind == "text" and piece.text.isspace() and before.change == after.change:
            found[at] = replace(piece, change=before.change)
    return found


def _joined(found: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in found:
        last = joined[-1] if joined else None
        if last and piece.kind == last.kind == "text" and piece.change == last.change:
            joined[-1] = replace(last, text=last.text + piece.text)
        else:
            joined.append(piece)
    return joined

"""What staff have told the search: words that mean the same, and pages that come first for some words."""

from hub.core import version
from hub.search import query
from hub.search.analysis import words
from hub.search.models import PromotedResults, Synonyms
from hub.search.query import Sequence

_held: dict[str, tuple[str, dict]] = {}  # in this process, for one content version


def synonyms() -> dict[str, dict[tuple, tuple[Sequence, ...]]]:
    """Language → tokens of a word or phrase → the other members of its group. Read once for a content version."""
    return _kept("synonyms", _read_synonyms)


def picks(asked: str, language: str) -> list[int]:
    """The pages (ids) that staff put first for this query."""
    return _kept("promoted", _read_promoted).get(language, {}).get(_key(asked, language), [])


def forget() -> None:
    _held.clear()


def _kept(name: str, read) -> dict:
    now = version.current()
    held = _held.get(name)
    if held is None or held[0] != now:
        _held[name] = held = (now, read())
    return held[1]


def _read_synonyms():
    found: dict = {}
    for language, lines in Synonyms.objects.values_list("locale__language_code", "words"):
        group = [query.exact_tokens(line, language) for line in lines.splitlines()]
        group = [tokens for tokens in dict.fromkeys(group) if tokens]
        held = found.setdefault(language, {})
        for tokens in group:
            others = (Sequence(other, is_phrase=len(other) > 1) for other in group if other != tokens)
            held[tokens] = tuple(dict.fromkeys([*held.get(tokens, ()), *others]))
    return found


def _read_promoted():
    found: dict = {}
    promoted = PromotedResults.objects.select_related("locale").prefetch_related("picks")
    for each in promoted:
        language = each.locale.language_code
        for line in each.queries.splitlines():
            if key := _key(line, language):
                held = found.setdefault(language, {}).setdefault(key, [])
                held.extend(pick.page_id for pick in each.picks.all() if pick.page_id not in held)
    return found


def _key(text: str, language: str) -> tuple:
    return tuple(sorted({token for word in words(text, language) for token in word.tokens}))

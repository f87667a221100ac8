"""Argos Translate in this very process, with models that the operator has put into a folder. Asks no other machine.

The library itself fetches what it lacks from the net: indexes, models, and, when it first cuts a text into sentences,
models for that. So models are opened from the folder alone, and sentences are cut here.
"""

import json
import logging
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.strings import lstrip_keep, rstrip_keep

from hub.translation.machines.base import Machine, MachineError, closest

logger = logging.getLogger("hub.translation")
PIVOT = "en"
LONGEST = 300  # characters of one sentence: models lose the end of longer ones
_opening = Lock()


class Argos(Machine):
    """Options: FOLDER, in which each model (an .argosmodel file, unpacked) is a folder of its own."""

    display_name = "Argos Translate"

    def knows(self, source, target):
        return bool(self._route(source, target))

    def answers(self, source, target, texts):
        route = self._route(source, target)
        if not route:
            raise MachineError(_("The machine does not know this language."))
        try:
            with _opening:
                models = [opened(path) for path in route]
            return [translated_html(text, lambda words: _through(models, words)) for text in texts]
        except Exception as error:  # a model, or one of the many libraries below it
            logger.warning("Argos Translate: %s", error, exc_info=True)
            raise MachineError(_("The machine cannot translate this now.")) from error

    def _route(self, source: str, target: str) -> list[str]:
        """The folders of the models that lead from one language to the other: one, or two by way of English."""
        pairs = self._pairs()
        own = closest(source, {first for first, _second in pairs})
        direct = closest(target, {second for first, second in pairs if first == own})
        if direct and direct != own:
            return [pairs[own, direct]]
        last = closest(target, {second for first, second in pairs if first == PIVOT})
        return [pairs[own, PIVOT], pairs[PIVOT, last]] if (own, PIVOT) in pairs and last not in {"", own} else []

    def _pairs(self) -> dict[tuple[str, str], str]:
        pairs = {}
        for described in sorted(Path(self.options["FOLDER"]).glob("*/metadata.json")):
            try:
                about = json.loads(described.read_text(encoding="utf-8"))
                if about.get("type", "translate") == "translate":
                    pairs[about["from_code"], about["to_code"]] = str(described.parent)
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                logger.warning("Argos Translate: %s cannot be read (%s)", described, type(error).__name__)
        return pairs


class Sentences:
    """Cuts a text into sentences by their ends, too long ones at spaces. Stands in for models that would be fetched."""

    def split_sentences(self, text: str) -> list[str]:
        sentences = (sentence.strip() for sentence in re.split(r"(?<=[.!?…؟۔।])\s+", text))
        return [part for sentence in sentences if sentence for part in _short(sentence)]


def _short(sentence: str) -> list[str]:
    parts, words = [], []
    for word in sentence.split(" "):
        if words and len(" ".join([*words, word])) > LONGEST:
            parts.append(" ".join(words))
            words = []
        words.append(word)
    return [*parts, " ".join(words)]


@lru_cache
def opened(path: str):
    """The model in a folder, ready to translate; kept for as long as the process runs."""
    from argostranslate import settings

    settings.chunk_type = settings.ChunkType.MINISBD  # set to SPACY, the next import would fetch a model
    from argostranslate.package import Package
    from argostranslate.translate import Language, PackageTranslation

    logging.getLogger("argostranslate.utils").setLevel(logging.WARNING)  # it would log every sentence
    package = Package(Path(path))
    ends = (Language(package.from_code, package.from_name), Language(package.to_code, package.to_name))
    model = PackageTranslation(*ends, package)
    model.sentencizer = Sentences()
    return model


def _through(models, text: str) -> str:
    for model in models:
        text = model.translate(text)
    return text


def translated_html(html: str, say: Callable[[str], str]) -> str:
    """`say` of each stretch of text, within the tags that were there."""
    soup = BeautifulSoup(html, "html.parser")
    for node in list(soup.find_all(string=True)):
        text, before = lstrip_keep(str(node))
        text, after = rstrip_keep(text)
        is_kept = any(parent.get("translate") == "no" for parent in node.parents)
        if not is_kept and any(letter.isalpha() for letter in text):
            node.replace_with(soup.new_string(f"{before}{say(text)}{after}"))
    return str(soup)

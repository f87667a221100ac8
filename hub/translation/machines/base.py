"""What every machine translator can do, for the desk and for wagtail-localize's own editor."""

import logging
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from hub.translation.machines import markup, openness

logger = logging.getLogger("hub.translation")


class MachineError(Exception):
    """The translator cannot do it now; the message says why, for whoever asked."""


class Machine(BaseMachineTranslator):
    """One translator. A subclass says which languages it knows and gives its raw answers; languages are codes."""

    def knows(self, source: str, target: str) -> bool:
        raise NotImplementedError

    def answers(self, source: str, target: str, texts: list[str]) -> list[str]:
        """The translation of each text (inline HTML), in order, as the engine gives it. Raises MachineError."""
        raise NotImplementedError

    def translated(self, *, source: str, target: str, texts: Iterable[str], kept: Iterable[str] = ()) -> dict[str, str]:
        """Text → translation, only where markup, placeholders and the `kept` words have survived. Raises MachineError.

        What the engine spoils is given to it once more with the kept words marked as not to be translated.
        """
        pattern = markup.pattern_of(kept)
        found = self._sound(source, target, {text: text for text in texts}, pattern)
        spoilt = [text for text in dict.fromkeys(texts) if text not in found and markup.has_kept(text, pattern)]
        return found | self._sound(source, target, {text: markup.masked(text, pattern) for text in spoilt}, pattern)

    def _sound(self, source, target, asked: dict[str, str], pattern) -> dict[str, str]:
        if not asked:
            return {}
        answers = [markup.unmasked(answer) for answer in self.answers(source, target, list(asked.values()))]
        pairs = zip(asked, answers, strict=True)
        return {text: answer for text, answer in pairs if markup.survives(text, answer, pattern)}

    # For wagtail-localize ---------------------------------------------------------------------------------------------
    def can_translate(self, source_locale, target_locale) -> bool:
        try:
            return self.knows(source_locale.language_code, target_locale.language_code)
        except MachineError as error:
            logger.warning("%s: %s", self.display_name, error)
            return False

    def translate(self, source_locale, target_locale, strings) -> dict[StringValue, StringValue]:
        """Only of strings that anybody may read already: this way in knows nothing of the page that they are from."""
        strings = list(strings)
        texts = openness.open_texts(source_locale, [string.data for string in strings])
        if strings and not texts:
            raise PermissionDenied
        found = self.translated(
            source=source_locale.language_code,
            target=target_locale.language_code,
            texts=texts,
            kept=openness.kept_words(source_locale),
        )
        return {string: StringValue(found[string.data]) for string in strings if string.data in found}


def closest(code: str, known: Iterable[str]) -> str:
    """What an engine calls a language of ours (pt, pt-BR and pb are all Portuguese); empty where it lacks it."""
    known = sorted(known)
    base = code.split("-")[0]
    names = [code, base, *(each for each in known if each.split("-")[0] == base), *(["pb"] if base == "pt" else [])]
    return next((name for name in names if name in known), "")

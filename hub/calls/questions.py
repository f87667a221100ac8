"""A question as a person reads it: in one language, without the database. Forms, files and letters are made from it."""

import datetime as dt
from dataclasses import dataclass

from hub.calls.enums import Kind, Sees


@dataclass(frozen=True)
class Question:
    """`key` is the same in all languages. `choices`: keys with labels. `least`, `most`: letters, a number, how many choices
    or megabytes, as the kind has it. `step`: the heading of the step that it stands in. `show_if`: key of another question
    and the answer to it. Frozen from `freeze_at` on. `language`: of label, help and choices, where it is known."""

    key: str
    kind: Kind
    label: str
    help: str = ""
    is_required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None
    step: str = ""
    show_if: tuple[str, str] | None = None
    freeze_at: dt.datetime | None = None
    visible_to: frozenset = frozenset(Sees.values)
    is_identifying: bool = False
    language: str = ""

    # The names by which Wagtail's form builder asks.

    @property
    def clean_name(self) -> str:
        return self.key

    @property
    def field_type(self) -> str:
        return self.kind

    @property
    def help_text(self) -> str:
        return self.help

    required = False  # whatever is kept is kept, right or wrong; what it cannot be sent without is asked elsewhere
    default_value = ""

    def is_asked(self, answers: dict) -> bool:
        """Whether the answers so far make it a question at all."""
        if self.show_if is None:
            return True
        key, value = self.show_if
        given = answers.get(key)
        return value in given if isinstance(given, list) else given == value

    def is_frozen(self, now: dt.datetime) -> bool:
        return self.freeze_at is not None and now >= self.freeze_at

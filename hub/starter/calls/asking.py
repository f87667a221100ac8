"""The form that all example calls share, and the criteria by which they are read."""

from pathlib import Path

from hub.calls.enums import Sees
from hub.calls.models import CallPage, CallQuestion, Criterion
from hub.starter import files, written
from hub.starter.calls import schema
from hub.starter.schema import checked


class Form:
    """Its files are read when they are needed."""

    def __init__(self, folder: Path):
        self.folder = folder

    def digest(self, language: str) -> str:
        return files.digest(*self._paths(language))

    def fill(self, page: CallPage, language: str) -> None:
        """Lays the questions and criteria on the page; raises ContentError."""
        facts_path, words_path = self._paths(language)
        facts = checked(files.read(facts_path), schema.FORM_FACTS, facts_path)
        words, steps = files.read(words_path), iter(files.read(words_path).get("steps", []))
        page.form_fields = [
            _question(page, at, row, _said(words, "questions", row, schema.QUESTION_WORDS, words_path), steps)
            for at, row in enumerate(facts["questions"])
        ]
        page.criteria = [
            Criterion(
                weight=row["weight"],
                **_said(words, "criteria", row, schema.CRITERION_WORDS, words_path),
                **written.row(page, f"criterion {row['key']}", at),
            )
            for at, row in enumerate(facts["criteria"])
        ]

    def _paths(self, language) -> tuple[Path, Path]:
        return self.folder / "structure.toml", self.folder / f"{language}.toml"


def _said(words, table, row, known, path) -> dict:
    return checked(words.get(table, {}).get(row["key"]), known, f"{path}, {table}.{row['key']}")


def _question(page, at, row, words, steps) -> CallQuestion:
    keys, labels = row.get("choices", []), words.get("choices", [])
    if len(keys) != len(labels):
        raise files.ContentError(f"{row['key']}: {len(labels)} choices; {len(keys)} are needed.")
    show_if_key, show_if_value = row.get("show_if") or ("", "")
    return CallQuestion(
        clean_name=row["key"],
        field_type=row["kind"],
        label=words["label"],
        help_text=words.get("help", ""),
        choices="\n".join(f"{key}|{label}" for key, label in zip(keys, labels, strict=True)),
        begins_step=next(steps, "") if "step" in row else "",
        required=row.get("required", False),
        least=row.get("least"),
        most=row.get("most"),
        show_if_key=show_if_key,
        show_if_value=show_if_value,
        visible_to=row.get("visible_to", Sees.values),
        identifying=row.get("identifying", False),
        **written.row(page, f"question {row['key']}", at),
    )

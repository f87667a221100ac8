"""Tasks take ids only: when they are declared, when they are asked for, and in the source of every app."""

import ast
from pathlib import Path
from uuid import UUID

import pytest

from hub.background import rows, validators
from hub.background.enums import TaskState
from hub.background.tasks import task
from tests.background import samples

ROOT = Path(__file__).resolve().parents[2]
KEY = "6f0d9d6e-3a35-4a38-9f2b-1d54c7a1c9aa"
TAKEN = [(0, 0), (2**31 - 1, 2**31 - 1), (None, None), (True, True), (UUID(KEY), KEY), (KEY, KEY)]
WORDS = [("sw", "sw"), ("activities.activitypage", "activities.activitypage"), (TaskState.DONE, "done")]
REFUSED = [
    *("ana", "ana@example.org", "", " sw", "Ana Maria", "+4915112345678", "core.nobody", KEY.upper(), "sw\n"),
    *(4915112345678, 2**31, -1, 1.5, b"ana", ["ana"], {"name": "ana"}, object()),
]


@pytest.mark.parametrize(("given", "kept"), [*TAKEN, *WORDS])
def test_ids_are_taken(given, kept):
    assert validators.ids([given], {"thing": given}) == ([kept], {"thing": kept})


@pytest.mark.parametrize("given", REFUSED, ids=repr)
def test_everything_else_is_refused_and_not_repeated(given):
    for args, kwargs in [([given], {}), ([1], {"thing": given})]:
        with pytest.raises(validators.NotAnIdError) as caught:
            validators.ids(args, kwargs)
        assert str(given) not in str(caught.value) or not str(given)


@pytest.mark.usefixtures("empty")
def test_task_that_is_given_a_word_leaves_no_row():
    for arguments in [(samples.CANARY,), (1, samples.CANARY)]:
        with pytest.raises(validators.NotAnIdError):
            samples.note.enqueue(*arguments)
    assert list(rows.every()) == []


def with_text(text: bytes): ...


def without_annotation(thing): ...


def with_a_list(things: list[int]): ...


@pytest.mark.parametrize("function", [with_text, without_annotation, with_a_list])
def test_task_that_would_take_something_else_cannot_be_declared(function):
    with pytest.raises(TypeError, match="must be annotated as an id"):
        task(function)


# The source -----------------------------------------------------------------------------------------------------------
def sources() -> list[Path]:
    return sorted(path for path in (ROOT / "hub").rglob("*.py") if path.parts[-2] != "background")


def wrong_in(code: str) -> list[str]:
    """What asks for tasks in another way than by `name.enqueue(ids)`, or declares them in another way than by our decorator."""
    tree = ast.parse(code)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and is_enqueue(node.func)]
    direct = {id(call.func) for call in calls}
    wrong = [ast.unparse(node) for node in ast.walk(tree) if is_enqueue(node) and id(node) not in direct]
    for call in calls:
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        wrong += [ast.unparse(call) for value in values if not is_id(value)]
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        wrong += [name for name in names if name.startswith(("django_tasks", "django.tasks"))]
    return wrong


def is_enqueue(node) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"enqueue", "aenqueue"}


def is_id(node) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in {"pk", "id", "translation_key"} or node.attr.endswith("_id")
    if isinstance(node, ast.Name):
        return node.id in {"pk", "id"} or node.id.endswith("_id") or node.id.startswith(("is_", "including_"))
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool | int))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_task_of_the_hub_is_ours_and_is_given_ids(path):
    assert wrong_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("draft.enqueue(work.pk, user_id, True, including_outdated=False, thing=None)", 0),
        ("draft.enqueue(user.email)", 1),
        ("draft.enqueue(name)", 1),
        ("draft.enqueue('ana')", 1),
        ("draft.enqueue(*everything)", 1),
        ("draft.enqueue(**everything)", 1),
        ("draft.enqueue(thing=user.email)", 1),
        ("draft.enqueue(str(work.pk))", 1),
        ("on_commit(partial(draft.enqueue, user.email))", 1),
        ("from django_tasks import task", 1),
        ("import django_tasks.base", 1),
    ],
)
def test_look_at_the_source_finds_what_is_wrong(code, wrong):
    assert len(wrong_in(code)) == wrong

"""What the documents say exists, and what exists is said."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def our_commands():
    return {name for name, app in get_commands().items() if app.startswith("hub.")}


def settings_read():
    sources = [*(ROOT / "config").rglob("*.py"), ROOT / "tests" / "bench" / "settings.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    return set(re.findall(r'"(HUB_[A-Z_]+)"', code))


def make_targets():
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_every_command_is_documented():
    assert {name for name in our_commands() if f"manage.py {name}" not in TEXT} == set()


def test_every_documented_command_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", TEXT))
    assert named - set(get_commands()) == set()


def test_every_setting_is_documented():
    assert {name for name in settings_read() if name not in TEXT} == set()


def test_every_documented_setting_exists():
    assert set(re.findall(r"\bHUB_[A-Z_]+[A-Z]\b", TEXT)) - settings_read() == set()


def test_every_make_target_is_documented_and_exists():
    assert set(re.findall(r"`make ([a-z-]+)", TEXT)) == make_targets() - {"help"}


def test_every_linked_file_exists():
    missing = []
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                missing.append(f"{path.name}: {target}")
    assert missing == []

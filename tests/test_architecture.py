"""The house: who may import whom, between apps and inside one. There is no exception list."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FEATURES = {"activities", "stories", "resources", "calls", "gatherings", "handbook", "themes"}
LAYERS = [
    {"starter"},
    {"desk", "planner", "moderation"},
    FEATURES,
    {"tags"},
    {"translation", "search"},
    {"people", "consent"},
    {"drawings"},
    {"mail"},
    {"background"},
    {"core"},
]
ORDER = [
    {
        "enums",
        "validators",
        "addresses",
        "languages",
        "pictures",
        "documents",
        "office_documents",
        "pdf_documents",
        "refusals",
        "uploads",
        "fields",
        "collation",
        "countries",
        "spoken",
        "world",
        "folding",
        "arabic",
        "swahili",
        "thai",
        "hand",
        "cache",
        "finders",
        "messages",
        "later",
        "usages",
        "events",
        "comparing",
        "plain_text",
        "public_forms",
        "logs",
        "rounds",
        "limits",
        "sealing",
        "boxes",
        "folders",
        "pyramid",
        "originals",
        "codes",
        "carried",
        "plans",
        "links",
        "agreements",
        "drawing",
        "sealed",
        "zones",
        "roadmap",
        "shelves",
        "moments",
        "clocks",
        "spans",
        "questions",
        "usual_report",
        "references",
        "staging",
        "building",
        "doors",
        "happening",
        "step_forms",
        "holding",
        "table_parts",
        "tables",
        "paper",
        "link_states",
        "widgets",
    },
    {
        "querysets",
        "hiding",
        "rules",
        "segments",
        "stemming",
        "version",
        "drawings",
        "panels",
        "cleaning",
        "files",
        "offline",
        "printing",
        "link_querysets",
    },
    {"blocks", "editing", "permissions", "marks", "kinds", "cards", "schema", "routing", "analysis"},
    {"query"},
    {"engine"},
    {"cohorts", "items", "submissions", "agendas", "entrances"},
    {"models", "taxonomy", "navigation", "records"},
    {"remote", "collection", "spelling", "sources", "rights", "rows", "counting", "glossary", "machines", "making"},
    {"engines"},
    {"asking", "rounds_of", "moving", "facts"},
    {"health"},
    {"titles", "lengths"},
    {"materials", "checklist", "roles", "thinking", "vision"},
    {"sheets", "samples", "parts"},
    {"whole"},
    {"out"},
    {
        "listing",
        "grouping",
        "hints",
        "content",
        "record_files",
        "ledger",
        "extracts",
        "traces",
        "forgetting",
        "written",
    },
    {"openness", "matching", "missed", "completing", "noting", "letters", "runs", "suggesting", "reporting"},
    {
        "themes",
        "theme_pages",
        "pages",
        "activities",
        "synonyms",
        "stories",
        "calls",
        "sample_agendas",
        "gatherings",
        "handbook",
        "resources",
    },
    {"guarding", "drawn"},
    {"resealing"},
    {"services", "keeping", "leaving", "sharing", "applying", "deciding", "storage_checking", "invitations", "review"},
    {},
    {"hosting"},
    {"from_reports"},
    {},
    {"translating", "desk", "running", "packing"},
    {"wording", "assigning", "drafting"},
    {
        "filters",
        "signals",
        "importing",
        "rebuilding",
        "exchange",
        "sending",
        "adapters",
        "backends",
        "worker",
        "chores",
    },
    {
        "forms",
        "hiding_forms",
        "note_forms",
        "share_forms",
        "hosting_forms",
        "apply_forms",
        "review_forms",
        "plan_forms",
        "results",
        "facets",
        "context_processors",
        "tasks",
    },
    {
        "presenting",
        "reading",
        "share_reading",
        "apply_reading",
        "templatetags",
        "measuring",
        "hosting_reading",
        "sample_reading",
        "timetables",
    },
    {"feeds", "narrowing"},
    {
        "views",
        "share_views",
        "apply_views",
        "review_views",
        "hosting_views",
        "plan_views",
        "pack_views",
        "book_views",
        "device_views",
        "middleware",
        "account",
        "history",
        "reports",
        "sitemaps",
        "waiting",
        "staff_users",
        "serving",
        "hiding_views",
    },
    {
        "urls",
        "public_urls",
        "share_urls",
        "apply_urls",
        "hosting_urls",
        "plan_urls",
        "pack_urls",
        "book_urls",
        "wagtail_hooks",
        "checks",
        "apps",
        "management",
        "review_hooks",
        "page_hooks",
        "hosting_hooks",
        "health_hooks",
    },
]
# Imports at the top of a file run leftwards. A page class, where Wagtail makes a request arrive, reaches for its view and
# its readers inside the function that needs them.


def layer_of(app: str) -> int:
    return next(number for number, apps in enumerate(LAYERS) if app in apps)


def sources():
    return sorted(path for path in (ROOT / "hub").rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path, *, top_level_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    names = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.startswith(("hub.", "config"))}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_app_imports_run_downwards(path):
    app = path.relative_to(ROOT / "hub").parts[0]
    wrong = set()
    if app != "__init__.py":
        for name in imported(path):
            other = name.split(".")[1] if name.startswith("hub.") else ""
            upward = other and other != app and layer_of(other) <= layer_of(app)
            if upward or name.startswith("config"):
                wrong.add(name)
    assert wrong == set()


def place_of(module: str) -> int | None:
    return next((number for number, names in enumerate(ORDER) if module in names), None)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_inside_an_app_run_leftwards(path):
    parts = path.relative_to(ROOT / "hub").with_suffix("").parts
    if len(parts) < 2 or parts[1] == "__init__":
        return
    app, module = parts[0], parts[1]
    assert place_of(module) is not None, f"{module} has no place in the order of an app"
    wrong = set()
    for name in imported(path, top_level_only=True):
        words = name.split(".")
        same_app = words[1] == app and len(words) > 2 and place_of(words[2]) is not None
        if same_app and words[2] != module and place_of(words[2]) > place_of(module):
            wrong.add(name)
    assert wrong == set()


def test_only_env_reads_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in [*(ROOT / "hub").rglob("*.py"), *(ROOT / "config").rglob("*.py")]
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    }
    assert readers == {"config/env.py"}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_a_room_and_not_a_hall(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 330


def test_templates_have_no_inline_style_or_script():
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        if path.name == "download.html":  # one file that must carry its own style, and is never shown by the site
            continue
        text = path.read_text(encoding="utf-8")
        if " style=" in text or "<style" in text or "|safe" in text or "onclick" in text:
            found.append(path.name)
        if "<script" in text.replace('<script type="module" src=', ""):
            found.append(path.name)
    assert found == []


def test_code_never_marks_text_safe():
    users = [path.name for path in sources() if "mark_safe" in path.read_text(encoding="utf-8")]
    assert users == []


def test_stylesheets_use_logical_properties_only():
    import re

    physical = re.compile(
        r"(?<![-\w])(margin|padding|border)-(left|right)|(?<![-\w])(left|right)\s*:|float:|text-align:\s*(left|right)"
    )
    found = [
        f"{path.name}: {match.group()}"
        for path in (ROOT / "static" / "css").rglob("*.css")
        for match in physical.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []

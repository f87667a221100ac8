"""`make test`: style, then the tests on SQLite and, where one is reached, on PostgreSQL. Says what could not run, and why."""

import argparse
import subprocess
import sys
import tempfile

from config import env

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sqlite-only", action="store_true")
    sqlite_only = parser.parse_args().sqlite_only
    env.use_settings("config.settings.test")
    (env.BASE_DIR / "var").mkdir(exist_ok=True)
    left_out: list[str] = []
    failed: list[str] = []

    def step(name: str, *command: str, **settings: str) -> None:
        print(f"\n── {name} ──", flush=True)  # noqa: T201
        if subprocess.run([sys.executable, *command], env=env.with_settings(**settings), check=False).returncode:  # noqa: S603
            failed.append(name)

    step("Interface", "manage.py", "compile_messages")
    if not sqlite_only:
        step("Style", "-m", "ruff", "check", ".")
        step("Format", "-m", "ruff", "format", "--check", ".")
    suites = {"Tests on SQLite": (["-m", "pytest", "-q"], "sqlite:///var/test.sqlite3")}
    url = env.text("HUB_TEST_POSTGRES_URL", POSTGRES)
    if sqlite_only:
        left_out.append("PostgreSQL: not asked for.")
    elif problem := _unreachable(url):
        left_out.append(f"Tests on PostgreSQL: {problem} HUB_TEST_POSTGRES_URL names another server.")
    else:
        suites["Tests on SQLite"][0].append("--beside=postgresql")
        suites["Tests on PostgreSQL"] = (["-m", "pytest", "-q", "--beside=sqlite"], url)
        left_out.append("What no database can make differ ran on one of the two (tests/conftest.py has the list).")
    failed += _side_by_side(suites)
    for line in left_out:
        print(f"Left out: {line}")  # noqa: T201
    if failed:
        sys.exit(f"Not in order: {', '.join(failed)}.")
    print("All in order.")  # noqa: T201


def _side_by_side(suites: dict[str, tuple[list[str], str]]) -> list[str]:
    """Runs the suites at the same time, shows the first as it goes and the others after it; the names of those that failed."""
    running = []
    for name, (command, url) in suites.items():
        shown = None if not running else tempfile.TemporaryFile()  # noqa: SIM115 - read when its suite has ended
        environment = env.with_settings(HUB_DATABASE_URL=url)
        if not running:
            print(f"\n── {name} ──", flush=True)  # noqa: T201
        process = subprocess.Popen([sys.executable, *command], env=environment, stdout=shown, stderr=subprocess.STDOUT)  # noqa: S603
        running.append((name, process, shown))
    failed = []
    for name, process, shown in running:
        if process.wait():
            failed.append(name)
        if shown:
            shown.seek(0)
            print(f"\n── {name} ──\n{shown.read().decode(errors='replace')}", flush=True)  # noqa: T201
    return failed


def _unreachable(url: str) -> str:
    """Why the PostgreSQL server cannot be used; empty where it can."""
    import psycopg2

    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.OperationalError as error:
        return f"no server answers ({str(error).strip().splitlines()[0]})."
    return ""


if __name__ == "__main__":
    main()

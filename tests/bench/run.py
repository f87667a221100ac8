"""Our pages beside bare Django and bare Wagtail in the same processes: gunicorn, 2 sync workers, 16 connections, PostgreSQL.

    make bench          (needs PostgreSQL, where it makes and drops the database hub_bench, and wrk)

Every pair is measured in turn, several rounds, and the ratio of the best rounds is printed beside its bar. Exit 1 below a bar.
"""

import re
import shutil
import subprocess
import sys
import time
import urllib.request

import psycopg2

from config import env

PORT = 8765
ROUNDS, SECONDS, CONNECTIONS = 4, 4, 16
NAME = "hub_bench"
ADMIN = "postgres://postgres@127.0.0.1:5432/postgres"
ACTIVITY = "activities/healing-circle/"
BARS = [
    ("activity", f"/en/{ACTIVITY}", f"/en/floor/{ACTIVITY}", 0.8),
    ("library with all counts", "/en/activities/", f"/en/floor/{ACTIVITY}", 0.45),
    ("home", "/en/", f"/en/floor/{ACTIVITY}", 0.6),
]
CACHED = ("whole-page cache", f"/en/{ACTIVITY}", f"/en/cached/{ACTIVITY}", 0.6)


def main() -> int:
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed (Debian: apt-get install wrk).")
    database()
    settings = env.with_settings(DJANGO_SETTINGS_MODULE="tests.bench.settings", HUB_READER_CACHE_SECONDS="0")
    for command in ("migrate", "compile_messages", "load_starter"):
        subprocess.run(
            [sys.executable, "manage.py", command],
            env=settings,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    good = measured("uncached", settings, BARS)
    cached = {**settings, "HUB_READER_CACHE_SECONDS": "600"}
    good &= measured("cached", cached, [CACHED])
    good &= first_hit(settings)
    drop()
    return 0 if good else 1


def measured(label: str, settings: dict, bars) -> bool:
    server = serve(settings)
    try:
        paths = dict.fromkeys(["/bare/", *(path for bar in bars for path in bar[1:3])])
        best = dict.fromkeys(paths, 0.0)
        for path in paths:
            for _warm in range(20):
                fetch(path)
        for _round in range(ROUNDS):
            for path in paths:
                best[path] = max(best[path], rate(path))
        print(f"\n{label}: requests a second, best of {ROUNDS} × {SECONDS} s, {CONNECTIONS} connections")
        for path, value in best.items():
            print(f"  {value:8.1f}  {path}")
        good = True
        for name, path, anchor, bar in bars:
            ratio = best[path] / best[anchor]
            good &= ratio >= bar
            print(f"  {'ok ' if ratio >= bar else 'LOW'} {name}: {ratio:.2f} of {anchor} (bar {bar})")
        return good
    finally:
        server.terminate()
        server.wait()


def first_hit(settings: dict) -> bool:
    """The first visit after publishing: nothing is left to be made in a reader's request."""
    server = serve(settings)
    try:
        for _both_processes in range(20):
            fetch(f"/en/{ACTIVITY}")
        publish = (
            "from hub.activities.models import ActivityPage as A; p = A.objects.filter(slug='healing-circle').first();"
            "p.save_revision().publish()"
        )
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-c", publish], env=settings, check=True, stdout=subprocess.DEVNULL
        )
        time.sleep(1.2)  # the other process's change is seen within a second
        spent = {path: fetch(path) for path in (f"/en/{ACTIVITY}", "/en/activities/", "/en/")}
        print("\nfirst visit after publishing: " + ", ".join(f"{path} {ms:.0f} ms" for path, ms in spent.items()))
        return max(spent.values()) <= 300
    finally:
        server.terminate()
        server.wait()


def serve(settings: dict) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-w",
        "2",
        "-k",
        "sync",
        "-b",
        f"127.0.0.1:{PORT}",
        "config.wsgi",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, env=settings, stderr=subprocess.DEVNULL)
    for _try in range(100):
        try:
            fetch("/bare/")
            return server
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not start.")


def fetch(path: str) -> float:
    """Milliseconds of one request."""
    begun = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=30) as answer:
        answer.read()
    return (time.perf_counter() - begun) * 1000


def rate(path: str) -> float:
    out = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", f"http://127.0.0.1:{PORT}{path}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in out:
        sys.exit(f"{path} does not answer 200: {out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def database() -> None:
    drop()
    execute(f"CREATE DATABASE {NAME}")


def drop() -> None:
    execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def execute(statement: str) -> None:
    connection = psycopg2.connect(ADMIN)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


if __name__ == "__main__":
    sys.exit(main())

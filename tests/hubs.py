"""Hubs of tests that run in processes of their own, each with its database and its files in one folder."""

import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from config import env

DATABASE, MEDIA = "hub.sqlite3", "media"
# What this run has made already, by name: "migrated" (empty tables) and "starter" (the starter library in them).
_kept: dict[str, Path] = {}


def keep(name: str, folder: Path) -> None:
    """Keeps the test database as it is now, on SQLite, so that hubs need not make it once more."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    folder.mkdir()
    connection.ensure_connection()
    with sqlite3.connect(folder / DATABASE) as copy:
        connection.connection.backup(copy)
    copy.close()
    shutil.copytree(settings.MEDIA_ROOT, folder / MEDIA)
    _kept[name] = folder


class Hub:
    def __init__(self, folder: Path, settings: str = "config.settings.dev", **more: str):
        self.folder = folder
        self.environment = env.with_settings(
            DJANGO_SETTINGS_MODULE=settings,
            HUB_DATABASE_URL=f"sqlite:////{str(folder / DATABASE).lstrip('/')}",
            HUB_MEDIA_ROOT=str(folder / MEDIA),
            **more,
        )

    def run(self, *command: str) -> str:
        """What `python command…` prints; fails with what it complained of."""
        done = subprocess.run(
            [sys.executable, *command], cwd=env.BASE_DIR, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def shell(self, code: str) -> str:
        return self.run("manage.py", "shell", "-v0", "--no-imports", "-c", code).strip()

    def migrate(self) -> None:
        if not self._begin_with("migrated"):
            self.run("manage.py", "migrate", "-v0")

    def load_starter(self) -> None:
        if not self._begin_with("starter"):
            self.migrate()
            self.run("manage.py", "load_starter", "--quiet")

    def _begin_with(self, name: str) -> bool:
        if name in _kept:
            shutil.copytree(_kept[name], self.folder, dirs_exist_ok=True)
        return name in _kept

    @contextmanager
    def served(self) -> Iterator[str]:
        """Its address, for as long as it runs. It takes a free port itself, and says which."""
        command = [sys.executable, "-u", "manage.py", "runserver", "127.0.0.1:0", "--noreload", "--skip-checks"]
        server = subprocess.Popen(
            command,
            env=self.environment,
            cwd=env.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            address = _address_in(server.stdout)
            urllib.request.urlopen(address, timeout=60).close()  # what is read once is read
            yield address
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def _address_in(said: Iterable[str]) -> str:
    """As the server names it once it listens."""
    for line in said:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found.group()
    raise RuntimeError("The hub did not start.")

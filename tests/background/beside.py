"""Workers in processes of their own, at a database that they and the test both reach."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from config import env
from hub.background.models import Worker
from hub.mail.models import Letter

ALIAS = "beside"


class Beside:
    """On SQLite a copy of the test database in a file; on PostgreSQL the test database, with rows that are committed."""

    def __init__(self, folder: Path):
        self.processes: list[subprocess.Popen] = []
        values = connection.settings_dict
        if connection.vendor == "sqlite":
            name = str(folder / "hub.sqlite3")
            connection.ensure_connection()
            with sqlite3.connect(name) as copy:
                connection.connection.backup(copy)
            copy.close()
            self.url = f"sqlite:///{name}"
            connections.databases[ALIAS] = {**values, "NAME": name}
        else:
            login = f"{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}"
            self.url = f"postgres://{login}/{values['NAME']}"
            connections.databases[ALIAS] = {**values}
        self.clear()

    def ask(self, task, number: int) -> DBTaskResult:
        row = DBTaskResult(
            task_path=task.module_path, args_kwargs={"args": [number], "kwargs": {}}, backend_name="background"
        )
        row.run_after = None
        row.save(using=ALIAS)
        return row

    def row(self, row) -> DBTaskResult:
        return DBTaskResult.objects.using(ALIAS).get(pk=row.pk)

    def rows(self) -> list[DBTaskResult]:
        return list(DBTaskResult.objects.using(ALIAS).filter(task_path__startswith="tests.background."))

    def left(self, beginning: str) -> int:
        return Letter.objects.using(ALIAS).filter(key__startswith=beginning).count()

    def start(self, *command: str, silence: int = 2) -> subprocess.Popen:
        settings = {"HUB_DATABASE_URL": self.url, "HUB_WORKER_SILENCE_SECONDS": str(silence)}
        environment = env.with_settings(DJANGO_SETTINGS_MODULE="config.settings.test", **settings)
        process = subprocess.Popen(
            command or [sys.executable, "manage.py", "work"],
            cwd=env.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process

    def clear(self) -> None:
        DBTaskResult.objects.using(ALIAS).filter(backend_name="background").delete()
        Worker.objects.using(ALIAS).all().delete()
        Letter.objects.using(ALIAS).filter(to_user=None).delete()

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
            process.stdout.close()
        self.clear()
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


def until(condition: Callable[[], object], seconds: float = 60) -> float:
    """Looks again and again, and says how long it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it never came"
        time.sleep(0.05)
    return time.monotonic() - began

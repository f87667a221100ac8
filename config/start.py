"""`make run`: prepares whatever is not prepared yet, says each step, and serves the hub with a worker beside it."""

import argparse
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

from config import env


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    env.use_settings("config.settings.dev")
    if not 1 <= port <= 65535:
        sys.exit("A port is a number from 1 to 65535. For example: make run PORT=8001")
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken. Choose another one: make run PORT={port + 1}")

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import OperationalError

    call_command("compile_messages")
    try:
        _prepare(call_command)
    except OperationalError as error:
        sys.exit(f"The database cannot be opened or written: {error}. It is a file in the folder var/ of this project.")
    address = f"http://127.0.0.1:{port}/"
    call_command("first_admin", address=address)
    with _worker():
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True)


@contextmanager
def _worker():
    """A worker for background tasks, which ends with us however we end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    worker = subprocess.Popen([sys.executable, str(env.BASE_DIR / "manage.py"), "work", "--with-parent"])  # noqa: S603
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _prepare(call_command) -> None:
    if _has_unapplied_migrations():
        print("Preparing the database …", flush=True)  # noqa: T201
        call_command("migrate", verbosity=0)
    call_command("rebuild_search", if_due=True)
    call_command("load_starter")
    call_command("refresh_translations", if_due=True)


def _has_unapplied_migrations() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


if __name__ == "__main__":
    main()

"""`make run`: prepares whatever is not prepared yet, says each step, and serves the hub."""

import argparse
import socket
import sys

from config import env


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    env.use_settings("config.settings.dev")
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken. Choose another one: make run PORT={port + 1}")

    import django

    django.setup()
    from django.core.management import call_command

    call_command("compile_messages")
    if _has_unapplied_migrations():
        print("Preparing the database …", flush=True)  # noqa: T201
        call_command("migrate", verbosity=0)
    call_command("load_starter")
    address = f"http://127.0.0.1:{port}/"
    call_command("first_admin", address=address)
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True)


def _has_unapplied_migrations() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


if __name__ == "__main__":
    main()

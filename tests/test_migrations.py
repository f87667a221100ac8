import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = [each.label for each in apps.get_app_configs() if each.name.startswith("hub.")]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_can_be_taken_back():
    loader = MigrationLoader(None)
    blocked = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in OURS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert blocked == []


def test_every_migration_has_a_name_that_says_something():
    loader = MigrationLoader(None)
    unnamed = [name for app, name in loader.disk_migrations if app in OURS and ("_auto_" in name or name.endswith("_"))]
    assert unnamed == []


def test_our_apps_are_all_looked_at():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("hub.")}
    assert ours == set(OURS)

"""Editors and moderators look after the words: rename, merge, delete what is unused."""

from django.db import migrations

GROUPS = ("Editors", "Moderators")
RIGHTS = {"change_word": "Can change word", "view_word": "Can view word"}


def permissions_of(apps):
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="hub_tags", model="word")
    for codename, name in RIGHTS.items():
        found, _new = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        yield found


def give(apps, schema_editor):
    for name in GROUPS:
        group, _new = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions_of(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions_of(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("hub_tags", "0001_words"),
        ("hub_people", "0002_groups"),
    ]

    operations = [migrations.RunPython(give, take_back)]

"""Editors and moderators hear of links that do not work, and may have them looked at again."""

from django.db import migrations

GROUPS = ["Editors", "Moderators"]


def permission_of(apps):
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="resources", model="link")
    found, _new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="change_link", defaults={"name": "Can change link"}
    )
    return found


def give(apps, schema_editor):
    for name in GROUPS:
        group, _new = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(permission_of(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(permission_of(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0001_links"),
        ("hub_people", "0002_groups"),
    ]

    operations = [migrations.RunPython(give, take_back)]

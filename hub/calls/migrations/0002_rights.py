"""Moderators run calls and decide; reviewers read in rounds to which they were added. Editors and translators see nothing."""

from django.db import migrations

ENTER = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
RIGHTS = {
    "Moderators": [
        ("calls", "application", "change_application", "Can change application"),
        ("calls", "application", "decide_application", "Can decide on applications"),
    ],
    "Reviewers": [
        ENTER,
        ("calls", "application", "read_application", "Can read applications in rounds to which she was added"),
    ],
}


def permissions_of(apps, rights):
    for app, model, codename, name in rights:
        kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
        found, _new = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        yield found


def give(apps, schema_editor):
    for name, rights in RIGHTS.items():
        group, _new = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions_of(apps, rights))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        group.permissions.remove(*permissions_of(apps, RIGHTS[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0001_calls"),
        ("hub_people", "0002_groups"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(give, take_back)]

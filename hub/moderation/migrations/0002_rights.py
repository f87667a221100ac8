"""What editors and moderators may do with stories, consents, replies and runs."""

from django.db import migrations

KEEP = ["view", "add", "change"]
ALL = [*KEEP, "delete"]
RIGHTS = {
    "Moderators": [
        ("hub_consent", "consent", "consent", KEEP),
        ("moderation", "reply", "reply to hosts", ALL),
        ("activities", "run", "run of an activity", ["view", "change"]),
        ("stories", "cohort", "cohort", ALL),
    ],
    "Editors": [
        ("hub_consent", "consent", "consent", KEEP),
        ("stories", "cohort", "cohort", ALL),
    ],
}


def permissions_of(apps, rights):
    kinds, found = apps.get_model("contenttypes", "ContentType").objects, []
    for app, model, name, verbs in rights:
        kind, _new = kinds.get_or_create(app_label=app, model=model)
        for verb in verbs:
            permission, _new = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {name}"}
            )
            found.append(permission)
    return found


def give(apps, schema_editor):
    for name, rights in RIGHTS.items():
        apps.get_model("auth", "Group").objects.get_or_create(name=name)[0].permissions.add(*permissions_of(apps, rights))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        group.permissions.remove(*permissions_of(apps, RIGHTS[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_moderation"),
        ("hub_people", "0002_groups"),
        ("hub_consent", "0002_withdrawals"),
        ("activities", "0003_runs"),
        ("stories", "0002_submissions"),
    ]

    operations = [migrations.RunPython(give, take_back)]

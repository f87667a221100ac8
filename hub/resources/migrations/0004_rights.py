"""Editors and moderators look after what readers suggest and what they find not to work."""

from django.db import migrations

RIGHTS = [("suggestion", "suggested resource"), ("deadlink", "link that does not work")]
GROUPS = ("Editors", "Moderators")


def permissions_of(apps):
    kinds = apps.get_model("contenttypes", "ContentType").objects
    for model, name in RIGHTS:
        kind, _new = kinds.get_or_create(app_label="resources", model=model)
        for verb in ("view", "change"):
            permission, _new = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {name}"}
            )
            yield permission


def give(apps, schema_editor):
    rights = list(permissions_of(apps))
    for name in GROUPS:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)[0].permissions.add(*rights)


def take_back(apps, schema_editor):
    rights = list(permissions_of(apps))
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*rights)


class Migration(migrations.Migration):
    dependencies = [("resources", "0003_directory"), ("hub_people", "0002_groups")]

    operations = [migrations.RunPython(give, take_back)]

"""The five groups and what each may do. Wagtail's own Editors and Moderators are taken over; nothing is taken from a group.

Content types and permissions that a later migration of another app would make are made here with the same names.
"""

from django.db import migrations

PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
FILES = [
    ("wagtailimages", "image", ["add", "change", "choose"]),
    ("wagtaildocs", "document", ["add", "change", "choose"]),
]
KEPT = [
    ("core", "cycle", "cycle"),
    ("core", "theme", "theme"),
    ("hub_search", "synonyms", "synonyms"),
    ("hub_search", "promotedresults", "promoted results"),
    ("hub_translation", "glossaryterm", "glossary term"),
]
ENTER = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
RUN_THE_DESK = ("hub_translation", "work", "change_work", "Can change translation work")
EDITORS_RIGHTS = [
    ENTER,
    RUN_THE_DESK,
    ("hub_translation", "languagepolicy", "view_languagepolicy", "Can view policy for a language"),
    ("hub_translation", "languagepolicy", "add_languagepolicy", "Can add policy for a language"),
    ("hub_translation", "languagepolicy", "change_languagepolicy", "Can change policy for a language"),
] + [
    (app, model, f"{verb}_{model}", f"Can {verb} {name}")
    for app, model, name in KEPT
    for verb in ("add", "change", "delete", "view")
]
RIGHTS = {
    "Editors": EDITORS_RIGHTS,
    "Moderators": [ENTER, RUN_THE_DESK],
    "Translators": [ENTER],
    "Reviewers": [],
    "Hosts": [],
}
WHO_PUBLISHES = ["Editors", "Moderators"]
WAGTAILS = ["Editors", "Moderators"]


def permission(apps, app, model, codename, name):
    content_type, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    found, _new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, rights in RIGHTS.items():
        group, _new = Group.objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, *right) for right in rights))
        if name in WHO_PUBLISHES:
            let_publish(apps, group)


def let_publish(apps, group):
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    for codename in PAGES if root else []:
        right = permission(apps, "wagtailcore", "page", codename, f"{codename.split('_')[0].capitalize()} any page")
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=right
        )
    shelf = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for app, model, verbs in FILES if shelf else []:
        for verb in verbs:
            right = permission(apps, app, model, f"{verb}_{model}", f"Can {verb} {model}")
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=shelf, permission=right
            )


def take_back(apps, schema_editor):
    """What the hub gave to Wagtail's groups goes; groups that Wagtail does not make go too, unless somebody is in them."""
    Group = apps.get_model("auth", "Group")
    for name, rights in RIGHTS.items():
        group = Group.objects.filter(name=name).first()
        if group is None:
            continue
        if name not in WAGTAILS:
            if not group.user_set.exists():
                group.delete()
            continue
        for app, model, codename, _name in rights:
            if codename != "access_admin":
                given = group.permissions.filter(content_type__app_label=app, content_type__model=model)
                group.permissions.remove(*given.filter(codename=codename))
    grants = apps.get_model("wagtailcore", "GroupPagePermission").objects
    grants.filter(
        group__name="Editors", page__depth=1, permission__codename__in=["publish_page", "lock_page", "unlock_page"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("hub_people", "0001_initial"),
        ("core", "0004_session_mark"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make_groups, take_back)]

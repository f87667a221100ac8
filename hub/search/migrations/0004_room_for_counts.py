"""PostgreSQL leaves room beside each word for its next count: publishing then touches no index of the words."""

from django.db import migrations


def leave_room(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE hub_search_indexedword SET (fillfactor = 50)")


def take_room(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE hub_search_indexedword RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [("hub_search", "0003_every_language")]
    operations = [migrations.RunPython(leave_room, take_room)]

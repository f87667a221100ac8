from django.db import migrations

from hub.search import engine


class Migration(migrations.Migration):
    """The table of search tokens, in the form that the database has for full text."""

    dependencies = [("hub_search", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: engine.create(schema_editor),
            lambda apps, schema_editor: engine.drop(schema_editor),
        )
    ]

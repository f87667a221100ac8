"""The starter library goes on knowing what it wrote: words of themes that no editor has touched are its own on their pages too."""

import hashlib
import json
import re

from django.db import migrations

PATH = re.compile(r"themes/(?P<language>[^/]+)/(?P<name>themes|cycles)/(?P<key>[^/]+)")


def digest_of(data) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def follow(apps, schema_editor):
    Entry = apps.get_model("starter", "StarterEntry")
    for entry in list(Entry.objects.filter(path__startswith="themes/")):
        match = PATH.fullmatch(entry.path)
        found = _pair(apps, **match.groupdict()) if match else None
        if found is None:
            continue
        snippet, page = found
        facts = [snippet.key, snippet.title, snippet.order]
        if match["name"] == "cycles":
            held, now = [*facts, page.summary], facts
        else:
            now = [*facts, snippet.cycle_id, snippet.parent_id]
            quotes = [[str(row["value"].get(key, "")) for key in ("text", "credit")] for row in page.quotes.raw_data]
            held = [*now, page.introduction, quotes]
        if entry.mark != digest_of(held):
            continue  # an editor has changed it: it stays hers
        Entry.objects.filter(pk=entry.pk).update(mark=digest_of(now))
        path = f"themes/{match['language']}/{match['name'][:-1]}-pages/{match['key']}"
        values = {"language": entry.language, "digest": "", "object_id": page.pk, "mark": str(page.latest_revision_id)}
        Entry.objects.update_or_create(path=path, defaults=values)


def _pair(apps, language, name, key):
    """The snippet and the page of a theme or cycle in a language; None where one of them is not there."""
    labels = {"themes": ("Theme", "ThemePage"), "cycles": ("Cycle", "CyclePage")}[name]
    wanted = {"key": key, "locale__language_code": language}
    snippet = apps.get_model("core", labels[0]).objects.filter(**wanted).first()
    page = apps.get_model("themes", labels[1]).objects.filter(**wanted, alias_of__isnull=True).first()
    return (snippet, page) if snippet and page else None


def go_back(apps, schema_editor):
    """The old mark is made anew from the words as they now stand on the pages."""
    Entry = apps.get_model("starter", "StarterEntry")
    for entry in list(Entry.objects.filter(path__startswith="themes/", path__contains="-pages/")):
        language, kind, key = entry.path.split("/")[1:]
        name = kind.removesuffix("-pages") + "s"
        found = _pair(apps, language, name, key)
        if found and str(found[1].latest_revision_id) == entry.mark:
            snippet, page = found
            facts = [snippet.key, snippet.title, snippet.order]
            now = facts if name == "cycles" else [*facts, snippet.cycle_id, snippet.parent_id]
            quotes = [] if name == "cycles" else page.quotes.raw_data
            quotes = [[str(row["value"].get(each, "")) for each in ("text", "credit")] for row in quotes]
            held = [*now, page.summary] if name == "cycles" else [*now, page.introduction, quotes]
            own = Entry.objects.filter(path=f"themes/{language}/{name}/{key}", mark=digest_of(now))
            own.update(mark=digest_of(held))
        entry.delete()


class Migration(migrations.Migration):
    dependencies = [("starter", "0001_initial"), ("themes", "0002_words_of_themes")]

    operations = [migrations.RunPython(follow, go_back)]

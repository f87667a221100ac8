"""What stood on the snippets of themes and cycles moves to pages of theirs, in every language, and back.

Afterwards `rebuild_search --if-due` finds the new pages due, and `refresh_translations` brings them to the desk.
"""

import json
import uuid

from django.db import migrations
from django.utils import timezone

STEP = 4  # letters of one level in treebeard's path
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TOLD = ("translation_state", "translation_credit", "checked_on", "changed_segments")


def make_pages(apps, schema_editor):
    tree = Tree(apps)
    cycles = list(apps.get_model("core", "Cycle").objects.select_related("locale").order_by("order", "key", "pk"))
    themes = apps.get_model("core", "Theme").objects.select_related("locale", "cycle", "parent__cycle")
    themes = list(themes.order_by("order", "key", "pk"))
    for cycle in cycles:
        tree.cycle_page(cycle, cycle.locale)
    for theme in sorted(themes, key=lambda each: each.parent_id is not None):
        cycle = theme.cycle or (theme.parent.cycle if theme.parent else None)
        parent = tree.cycle_page(cycle, theme.locale) if cycle else tree.themes_page(theme.locale)
        words = {"introduction": theme.introduction, "quotes": json.dumps(list(theme.quotes.raw_data))}
        tree.add("ThemePage", parent, theme, theme.locale, live=True, **words)
    if cycles or themes:
        tell(apps)


class Tree:
    """The part of the page tree in which themes stand."""

    def __init__(self, apps):
        self.apps = apps
        self.Page = apps.get_model("wagtailcore", "Page")
        self.keys = {}  # of pages: (model, key) → translation key
        self.made = {}  # (model, key, language) → page

    def cycle_page(self, cycle, locale):
        """The page of a cycle in a language; where the cycle has no words in it, a draft with the ones it has."""
        held = self.made.get(("CyclePage", cycle.key, locale.language_code))
        if held is None:
            is_own = cycle.locale_id == locale.pk
            parent = self.themes_page(locale)
            held = self.add("CyclePage", parent, cycle, locale, live=is_own, summary=cycle.summary)
        return held

    def themes_page(self, locale):
        """The page of all themes in a language; where there is none, a draft of one."""
        pages = self.apps.get_model("core", "ThemesPage").objects.order_by("path")
        own = pages.filter(locale_id=locale.pk, alias_of__isnull=True).first()
        if own:
            return own
        alias = pages.filter(locale_id=locale.pk).first()
        if alias:
            return alias
        home = self.apps.get_model("core", "HomePage").objects.filter(locale_id=locale.pk).order_by("path").first()
        if home is None:
            raise RuntimeError(f"Themes have words in {locale.language_code}, and there is no home page in it: make one.")
        source = pages.order_by("locale_id", "path").first()
        values = {"title": source.title if source else "Themes", "slug": "themes", "live": False}
        key = source.translation_key if source else uuid.uuid4()
        return self._insert("core", "ThemesPage", home, locale=locale, translation_key=key, **values)

    def add(self, model, parent, entry, locale, *, live, **words):
        family = self.keys.setdefault((model, entry.key), uuid.uuid4())
        held = self.apps.get_model("themes", model).objects.filter(
            translation_key=family, locale_id=locale.pk
        )
        page = held.first() or self._insert(
            "themes",
            model,
            parent,
            locale=locale,
            translation_key=family,
            key=entry.key,
            title=entry.title,
            slug=entry.key,
            live=live,
            **{name: getattr(entry, name) for name in TOLD},
            **words,
        )
        self.made[model, entry.key, locale.language_code] = page
        return page

    def _insert(self, app, model, parent, *, title, slug, live, **values):
        """As treebeard and Wagtail would add it as the last child."""
        parent = self.Page.objects.get(pk=parent.pk)
        now = timezone.now()
        page = self.apps.get_model(app, model).objects.create(
            path=self._next_path(parent),
            depth=parent.depth + 1,
            numchild=0,
            title=title,
            draft_title=title,
            slug=self._free_slug(parent, slug),
            url_path=f"{parent.url_path}{self._free_slug(parent, slug)}/",
            live=live,
            has_unpublished_changes=not live,
            first_published_at=now if live else None,
            last_published_at=now if live else None,
            content_type=self._content_type(app, model),
            **values,
        )
        self.Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + 1)
        return page

    def _next_path(self, parent) -> str:
        children = self.Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        last = children.order_by("-path").values_list("path", flat=True).first()
        number = int(last[-STEP:], 36) + 1 if last else 1
        digits = ""
        while number:
            number, rest = divmod(number, 36)
            digits = DIGITS[rest] + digits
        return parent.path + digits.rjust(STEP, "0")

    def _free_slug(self, parent, slug) -> str:
        taken = self.Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        taken = set(taken.values_list("slug", flat=True))
        return next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if name not in taken)

    def _content_type(self, app, model):
        types = self.apps.get_model("contenttypes", "ContentType")
        return types.objects.get_or_create(app_label=app, model=model.lower())[0]


def take_pages_back(apps, schema_editor):
    """The words go back to the snippets; conversations, tools and revisions of the pages are lost."""
    models = {name: apps.get_model("themes", name) for name in ("ThemePage", "CyclePage")}
    snippets = {"ThemePage": apps.get_model("core", "Theme"), "CyclePage": apps.get_model("core", "Cycle")}
    for name, model in models.items():
        for page in model.objects.filter(alias_of__isnull=True).order_by("pk"):
            entries = snippets[name].objects.filter(key=page.key, locale_id=page.locale_id)
            if name == "CyclePage":
                entries.update(summary=page.summary)
            for entry in entries if name == "ThemePage" else ():
                entry.introduction, entry.quotes = page.introduction, json.dumps(list(page.quotes.raw_data))
                entry.save(update_fields=["introduction", "quotes"])
    Page = apps.get_model("wagtailcore", "Page")
    rows = [row for model in models.values() for row in model.objects.values_list("pk", "path")]
    ids = [pk for pk, _path in rows]
    forget(apps, ids)
    for path in {path[:-STEP] for _pk, path in rows}:
        for parent in Page.objects.filter(path=path):
            children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
            Page.objects.filter(pk=parent.pk).update(numchild=children.count())
    if ids:
        tell(apps)


def forget(apps, ids):
    """The pages and what hangs on them, table by table: the models of a migration know nothing of generic relations."""
    types = apps.get_model("contenttypes", "ContentType").objects
    types = types.filter(app_label__in=["wagtailcore", "themes"], model__in=["page", "themepage", "cyclepage"])
    generic = {
        "base_content_type_id__in": list(types.values_list("pk", flat=True)),
        "object_id__in": [str(pk) for pk in ids],
    }
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(pk__in=ids).update(latest_revision=None, live_revision=None, alias_of=None)
    revisions = list(apps.get_model("wagtailcore", "Revision").objects.filter(**generic).values_list("pk", flat=True))
    apps.get_model("wagtail_localize", "TranslationLog").objects.filter(revision_id__in=revisions).update(revision=None)
    apps.get_model("wagtailcore", "WorkflowState").objects.filter(**generic).update(current_task_state=None)
    for label, wanted in [
        ("wagtailcore.TaskState", {"revision_id__in": revisions}),
        ("wagtailcore.WorkflowState", generic),
        ("wagtailcore.Revision", generic),
        ("wagtailcore.ReferenceIndex", generic),
        ("wagtailcore.PageViewRestriction", {"page_id__in": ids}),
        ("wagtailcore.PageSubscription", {"page_id__in": ids}),
        ("hub_search.PromotedPage", {"page_id__in": ids}),
        ("hub_search.SearchDocument", {"page_id__in": ids}),
        ("themes.ThemePage", {"pk__in": ids}),
        ("themes.CyclePage", {"pk__in": ids}),
        ("wagtailcore.Page", {"pk__in": ids}),
    ]:
        rows = apps.get_model(label)._base_manager.filter(**wanted)
        rows._raw_delete(rows.db)


def tell(apps):
    """Nothing that was remembered of the content holds any longer, and the search is due."""
    apps.get_model("core", "ContentVersion").objects.update(token=uuid.uuid4().hex)
    apps.get_model("hub_search", "IndexState").objects.update(signature="")


class Migration(migrations.Migration):
    dependencies = [
        ("themes", "0001_theme_pages"),
        ("core", "0005_media_follows_pages"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("hub_search", "0004_room_for_counts"),
        ("hub_translation", "0002_machine_draft"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_pages, take_pages_back)]

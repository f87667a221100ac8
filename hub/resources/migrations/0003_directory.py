import django.db.models.deletion
import hub.core.fields
import hub.resources.addresses
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0002_link_rights"),
        ("core", "0005_media_follows_pages"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ResourceIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "translation_state",
                    models.CharField(
                        choices=[
                            ("original", "Written in this language"),
                            ("machine", "Made by machine, not yet checked"),
                            ("draft", "Not yet checked by a speaker"),
                            ("checked", "Checked by a speaker"),
                            ("outdated", "Older than the original"),
                        ],
                        default="original",
                        editable=False,
                        max_length=10,
                        verbose_name="translation",
                    ),
                ),
                (
                    "translation_credit",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="Under the name she chose, or none.",
                        max_length=120,
                        verbose_name="checked by",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, editable=False, null=True, verbose_name="checked on")),
                (
                    "changed_segments",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="parts changed since"),
                ),
                (
                    "source_version",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="version of the original"
                    ),
                ),
                ("introduction", models.TextField(blank=True, verbose_name="introduction")),
            ],
            options={
                "verbose_name": "resources page",
                "verbose_name_plural": "resources pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="ResourcePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "translation_state",
                    models.CharField(
                        choices=[
                            ("original", "Written in this language"),
                            ("machine", "Made by machine, not yet checked"),
                            ("draft", "Not yet checked by a speaker"),
                            ("checked", "Checked by a speaker"),
                            ("outdated", "Older than the original"),
                        ],
                        default="original",
                        editable=False,
                        max_length=10,
                        verbose_name="translation",
                    ),
                ),
                (
                    "translation_credit",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="Under the name she chose, or none.",
                        max_length=120,
                        verbose_name="checked by",
                    ),
                ),
                ("checked_on", models.DateField(blank=True, editable=False, null=True, verbose_name="checked on")),
                (
                    "changed_segments",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="parts changed since"),
                ),
                (
                    "source_version",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="version of the original"
                    ),
                ),
                (
                    "summary", models.CharField(blank=True, help_text="In our own words: what one finds there. Never copied.",
                        max_length=200,
                        verbose_name="summary",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="For whom it is good, and when.",
                        max_length=300,
                        verbose_name="why we list it",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("toolkit", "Toolkit"),
                            ("guide", "Guide"),
                            ("exercise", "Exercises and games"),
                            ("article", "Article"),
                            ("study", "Study"),
                            ("report", "Report"),
                            ("collection", "Collection"),
                            ("template", "Template"),
                            ("worksheet", "Worksheet"),
                            ("video", "Video"),
                            ("podcast", "Podcast"),
                            ("map", "Map"),
                            ("policy", "Policy or law"),
                            ("contact", "People who help"),
                            ("easy-read", "Easy to read"),
                        ],
                        default="guide",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "publisher",
                    models.CharField(blank=True, help_text="Who made it.", max_length=160, verbose_name="publisher"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Leave empty if not known.", null=True, verbose_name="year"
                    ),
                ),
                ("languages", hub.core.fields.ChoiceListField(blank=True, default=list, verbose_name="its languages")),
                ("audience", hub.core.fields.ChoiceListField(blank=True, default=list, verbose_name="for whom")),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[hub.resources.addresses.validate_link],
                        verbose_name="address",
                    ),
                ),
                (
                    "archive_url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[hub.resources.addresses.validate_link],
                        verbose_name="archived copy",
                    ),
                ),
                ("archived_on", models.DateField(blank=True, null=True, verbose_name="archived on")),
                (
                    "mirrors",
                    models.TextField(
                        blank=True,
                        help_text="Mirrors and onion addresses of the same, one a line.",
                        validators=[hub.resources.addresses.validate_lines],
                        verbose_name="other addresses",
                    ),
                ),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="pages")),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True, help_text="To watch or to listen.", null=True, verbose_name="minutes"
                    ),
                ),
                (
                    "bytes",
                    models.PositiveBigIntegerField(
                        blank=True,
                        help_text="What opening it loads. Of a file of ours it is counted.",
                        null=True,
                        verbose_name="bytes",
                    ),
                ),
                (
                    "needs_login",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="needs a login",
                    ),
                ),
                (
                    "has_paywall",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="costs money",
                    ),
                ),
                (
                    "heavy",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="heavy to load",
                    ),
                ),
                (
                    "has_trackers",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=8,
                        verbose_name="has trackers",
                    ),
                ),
                (
                    "risk_note",
                    models.CharField(
                        blank=True,
                        help_text="What could put a reader at risk.",
                        max_length=300,
                        verbose_name="before you open it",
                    ),
                ),
                (
                    "inspiration",
                    models.CharField(
                        blank=True,
                        help_text="Credit to who showed it to us.",
                        max_length=300,
                        verbose_name="where we know it from",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc0", "CC0 (public domain)"),
                            ("by", "CC BY 4.0"),
                            ("by-sa", "CC BY-SA 4.0"),
                            ("by-nc", "CC BY-NC 4.0"),
                            ("by-nc-sa", "CC BY-NC-SA 4.0"),
                            ("by-nd", "CC BY-ND 4.0"),
                            ("reserved", "All rights reserved"),
                            ("unknown", "Licence unknown"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="its licence",
                    ),
                ),
                (
                    "blocked_note",
                    models.TextField(blank=True, help_text="Only staff see this.", verbose_name="where it is blocked"),
                ),
                ("recommended", models.BooleanField(default=False, verbose_name="recommended by staff")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        help_text="Instead of an address: only what its makers allow us to hand out.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.hubdocument",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "resource",
                "verbose_name_plural": "resources",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="DeadLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opening", models.CharField(editable=False, max_length=32, unique=True)),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("day", models.DateField(auto_now_add=True, verbose_name="day")),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("done", "Done"), ("set-aside", "Set aside")],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dead_links",
                        to="resources.resourcepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "link that does not work",
                "verbose_name_plural": "links that do not work",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opening", models.CharField(editable=False, max_length=32, unique=True)),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("day", models.DateField(auto_now_add=True, verbose_name="day")),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("done", "Done"), ("set-aside", "Set aside")],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("url", models.CharField(max_length=500, verbose_name="address")),
                ("address_key", models.CharField(db_index=True, editable=False, max_length=1510)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("toolkit", "Toolkit"),
                            ("guide", "Guide"),
                            ("exercise", "Exercises and games"),
                            ("article", "Article"),
                            ("study", "Study"),
                            ("report", "Report"),
                            ("collection", "Collection"),
                            ("template", "Template"),
                            ("worksheet", "Worksheet"),
                            ("video", "Video"),
                            ("podcast", "Podcast"),
                            ("map", "Map"),
                            ("policy", "Policy or law"),
                            ("contact", "People who help"),
                            ("easy-read", "Easy to read"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("languages", hub.core.fields.ChoiceListField(blank=True, default=list, verbose_name="its languages")),
                ("why", models.TextField(blank=True, verbose_name="why it is good")),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="resources.resourcepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggested resource",
                "verbose_name_plural": "suggested resources",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResourceTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_links",
                        to="resources.resourcepage",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="core.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of a resource",
                "verbose_name_plural": "themes of a resource",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
    ]

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from hub.core.enums import Licence
from hub.core.fields import ChoiceListField
from hub.core.models import HubPage, Theme, TranslatedRow, shared_fields
from hub.core.spoken import spoken_languages
from hub.resources import enums, rules
from hub.resources.addresses import MOST, host_of, shown_host, validate_lines, validate_link
from hub.resources.editing import ResourcePageForm
from hub.resources.enums import Known
from hub.resources.panels import CONTENT_PANELS, STAFF_PANELS
from hub.tags.models import Tagged

HEAVY_BYTES = 2_000_000


def known(name) -> models.CharField:
    return models.CharField(name, max_length=8, choices=Known.choices, default=Known.UNKNOWN)


class ResourceIndexPage(HubPage):
    """The directory: what others have made and we recommend, to be narrowed by what one needs."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["resources.ResourcePage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("resources page")
        verbose_name_plural = _("resources pages")

    def get_template(self, request, *args, **kwargs):
        return "resources/resources.html"

    def serve(self, request, *args, **kwargs):
        from hub.resources.views.directory import directory

        return directory(request, self)


class ResourcePage(Tagged, HubPage):
    """Something made by others (a link) or handed out by us (a file), with what one should know before opening it."""

    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = []
    base_form_class = ResourcePageForm

    # What it is
    # A draft made of what a reader suggested has none yet; nothing is published without (rules).
    summary = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("In our own words: what one finds there. Never copied.")
    )
    why = models.CharField(
        _("why we list it"), max_length=300, blank=True, help_text=_("For whom it is good, and when.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=enums.Kind.choices, default=enums.Kind.GUIDE)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True, help_text=_("Who made it."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, help_text=_("Leave empty if not known."))
    languages = ChoiceListField(_("its languages"), choices=spoken_languages(), blank=True)
    audience = ChoiceListField(_("for whom"), choices=enums.Audience.choices, blank=True)
    # Where it is
    url = models.URLField(_("address"), max_length=MOST, blank=True, validators=[validate_link])
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Instead of an address: only what its makers allow us to hand out."),
    )
    archive_url = models.URLField(_("archived copy"), max_length=MOST, blank=True, validators=[validate_link])
    archived_on = models.DateField(_("archived on"), null=True, blank=True)
    mirrors = models.TextField(
        _("other addresses"),
        blank=True,
        validators=[validate_lines],
        help_text=_("Mirrors and onion addresses of the same, one a line."),
    )
    # What it takes
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True, help_text=_("To watch or to listen."))
    bytes = models.PositiveBigIntegerField(
        _("bytes"), null=True, blank=True, help_text=_("What opening it loads. Of a file of ours it is counted.")
    )
    needs_login = known(_("needs a login"))
    has_paywall = known(_("costs money"))
    heavy = known(_("heavy to load"))
    has_trackers = known(_("has trackers"))
    risk_note = models.CharField(
        _("before you open it"), max_length=300, blank=True, help_text=_("What could put a reader at risk.")
    )
    # Where it comes from
    inspiration = models.CharField(
        _("where we know it from"), max_length=300, blank=True, help_text=_("Credit to who showed it to us.")
    )
    licence = models.CharField(_("its licence"), max_length=10, choices=Licence.choices, default=Licence.UNKNOWN)
    # Staff's own
    blocked_note = models.TextField(_("where it is blocked"), blank=True, help_text=_("Only staff see this."))
    recommended = models.BooleanField(_("recommended by staff"), default=False)

    content_panels = CONTENT_PANELS
    settings_panels = [*HubPage.settings_panels, *STAFF_PANELS]
    search_fields = [*Page.search_fields, *(index.SearchField(name) for name in ("summary", "why", "publisher"))]
    search_prefetch = ["theme_links__theme__parent", "document"]
    # What is the same in all languages. Words are translated: title, summary, why, risk_note, inspiration.
    SHARED_FIELDS = [
        "kind",
        "publisher",
        "year",
        "languages",
        "audience",
        "url",
        "document",
        "archive_url",
        "archived_on",
        "mirrors",
        "pages",
        "minutes",
        "bytes",
        "needs_login",
        "has_paywall",
        "heavy",
        "has_trackers",
        "licence",
        "blocked_note",
        "recommended",
    ]
    override_translatable_fields = [*HubPage.override_translatable_fields, *shared_fields(*SHARED_FIELDS)]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def get_template(self, request, *args, **kwargs):
        return "resources/resource.html"

    def get_context(self, request, *args, **kwargs):
        from hub.resources.reading import resource_context

        return {**super().get_context(request, *args, **kwargs), **resource_context(self)}

    def publish(self, revision, *args, **kwargs):
        """As Wagtail's, but on no way past our content checks: raises ValidationError where a resource is not ready."""
        wrong = rules.problems(revision.as_object())
        if wrong:
            raise ValidationError(wrong)
        return super().publish(revision, *args, **kwargs)

    def topic_keys(self):
        from hub.resources.facets import theme_keys

        return theme_keys(self)

    def search_document(self):
        from hub.resources.facets import search_document

        return search_document(self)

    @property
    def is_file(self) -> bool:
        return self.document_id is not None

    @property
    def size(self) -> int | None:
        """Bytes that opening it costs; None where nobody knows."""
        return self.document.get_file_size() if self.is_file else self.bytes

    @property
    def host(self) -> str:
        return shown_host(self.url)

    @cached_property
    def others(self) -> list[tuple[str, bool]]:
        """Its other addresses, each with whether it is an onion address."""
        lines = [line.strip() for line in self.mirrors.splitlines() if line.strip()]
        return [(line, host_of(line).endswith(".onion")) for line in lines]

    @property
    def told(self) -> dict[str, str]:
        """What readers may want to be spared → whether it has that. What we hand out ourselves has none of it."""
        size = self.size
        if self.is_file:
            return dict.fromkeys(enums.Without.values, Known.NO.value) | {"heavy": _weight(size)}
        heavy = self.heavy if self.heavy != Known.UNKNOWN or size is None else _weight(size)
        said = (self.needs_login, self.has_paywall, heavy, self.has_trackers)
        return dict(zip(enums.Without.values, map(str, said), strict=True))


def _weight(size: int | None) -> str:
    return Known.UNKNOWN.value if size is None else (Known.YES if size > HEAVY_BYTES else Known.NO).value


class ResourceTheme(TranslatedRow):
    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("theme")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("theme of a resource")
        verbose_name_plural = _("themes of a resource")

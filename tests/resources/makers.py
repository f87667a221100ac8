"""Resources for tests, small and complete."""

from django.core.files.base import ContentFile

from hub.core.models import HomePage, HubDocument
from hub.resources.models import ResourceIndexPage, ResourcePage, ResourceTheme


def index_in(code: str = "en") -> ResourceIndexPage:
    """The resources page of a language: the one that is there, or else a new one."""
    found = ResourceIndexPage.objects.filter(locale__language_code=code).first()
    if found:
        return found
    home = HomePage.objects.get(locale__language_code=code)
    return home.add_child(instance=ResourceIndexPage(title="Resources", slug="resources", locale=home.locale))


def resource(*, code="en", slug="demo", publish=True, themes=(), **fields) -> ResourcePage:
    """One small resource with an address, published."""
    parent = index_in(code)
    values = {"title": f"Demo {slug}", "summary": "What one finds there.", "url": f"https://{slug}.example/", **fields}
    page = ResourcePage(locale=parent.locale, slug=slug, live=False, **values)
    page.theme_links = [ResourceTheme(theme=theme, locale=parent.locale) for theme in themes]
    parent.add_child(instance=page)
    if publish:
        page.save_revision().publish()
    return ResourcePage.objects.get(pk=page.pk)


def translation_of(source: ResourcePage, code: str, **fields) -> ResourcePage:
    shared = {name: getattr(source, name) for name in ResourcePage.SHARED_FIELDS}
    kept = {"translation_key": source.translation_key, "translation_state": "machine"}
    return resource(code=code, slug=source.slug, **{**shared, **kept, **fields})


def document(text="Words for everybody.\n") -> HubDocument:
    return HubDocument.objects.create(title="Demo sheet", file=ContentFile(text.encode(), name="demo.txt"))

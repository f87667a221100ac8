"""New resources for those who follow them: a feed in each language."""

from django.utils.translation import gettext as _

from hub.core import languages
from hub.core.context_processors import hub_settings
from hub.core.feeds import PagesFeed
from hub.resources.models import ResourcePage


class ResourcesFeed(PagesFeed):
    """The resources that are published in the language of the address, the newest first. Two queries."""

    section = "resources"

    def title(self, request):
        return _("Resources – %(name)s") % {"name": hub_settings(request).name}

    def subtitle(self, request):
        return _("What others have made and we recommend.")

    def pages(self):
        found = ResourcePage.objects.visible().filter(locale__language_code=languages.current())
        return found.select_related("locale").order_by("-first_published_at", "-pk")

    def lines(self, page):
        return [page.summary, page.why, page.host]

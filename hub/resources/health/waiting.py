"""“Waiting for you” for editors: links that did not work twice, on the admin's home."""

from wagtail.admin.ui.components import Component

from hub.resources.health.rights import may_see
from hub.resources.models import Link

MOST_SHOWN = 8


class LinksPanel(Component):
    """A panel of the admin's home. At most four queries; nothing where all is well, and for others."""

    name = "links_waiting"
    template_name = "resources/health/panel.html"
    order = 60

    class Media:
        css = {"all": ["css/admin/home.css", "css/admin/links.css"]}

    def get_context_data(self, parent_context):
        return {"links": parent_context["links"], "number": parent_context["number"]}

    def render_html(self, parent_context=None):
        if not may_see(parent_context["request"].user):
            return ""
        failing = Link.objects.failing().order_by("first_failed_at", "pk")
        number = failing.count()
        links = failing.prefetch_related("uses__page")[:MOST_SHOWN]
        return super().render_html({"number": number, "links": links}) if number else ""

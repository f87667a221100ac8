"""On the admin's home, for superusers alone: that work waits and nobody does it."""

from wagtail.admin.ui.components import Component

from hub.background import rows
from hub.background.models import Worker


class SilentWorkerPanel(Component):
    """Nothing while a worker is alive or nothing waits. At most two queries."""

    name = "silent_worker"
    template_name = "background/silent_worker.html"
    order = 40

    class Media:
        css = {"all": ["css/admin/home.css"]}

    def get_context_data(self, parent_context):
        return {"number": parent_context["number"]}

    def render_html(self, parent_context=None):
        if not parent_context["request"].user.is_superuser or Worker.objects.alive().exists():
            return ""
        number = rows.due().count()
        return super().render_html({"number": number}) if number else ""

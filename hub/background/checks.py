import django.db
from django.core.checks import Warning

from hub.background.models import Worker


def worker_is_seen(app_configs, databases=None, **kwargs) -> list[Warning]:
    """Only where a database is named (`check --deploy --database default`): others must not connect to one."""
    try:
        if not databases or Worker.objects.alive().exists():
            return []
    except django.db.Error:
        return []  # not there yet, or not migrated: others say so
    hint = "Run `manage.py work` beside the web server, as a service. See docs/operating.md."
    return [Warning("No worker for background tasks is alive.", hint=hint, id="hub_background.W001")]

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "hub.stories"
    verbose_name = _("Stories")

    def ready(self):
        from hub.background import rounds
        from hub.core import doors
        from hub.stories import signals
        from hub.stories.sharing import deciding

        signals.connect()
        doors.register("stories", _("Stories"), "stories/")
        doors.register("share", _("Share your story"), "share/")
        rounds.register(
            "submissions", every=dt.timedelta(days=1), do=lambda _is_stopping: deciding.forget_old() and None
        )

import datetime as dt

from django.apps import AppConfig


class TagsConfig(AppConfig):
    name = "hub.tags"
    label = "hub_tags"
    verbose_name = "Words"

    def ready(self):
        from hub.background import rounds
        from hub.search import views
        from hub.tags import chores, reading

        views.read_also(reading.sought)
        rounds.register("forget_words", every=dt.timedelta(days=1), do=chores.forget_words)

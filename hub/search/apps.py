from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "hub.search"
    label = "hub_search"
    verbose_name = "Search"

    def ready(self):
        from hub.search import signals

        signals.connect()

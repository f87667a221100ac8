"""The engine that is in use: the database's own full text, or the server that SEARCH_URL names."""

from functools import cache

from django.conf import settings

from hub.search.engine import DatabaseEngine


@cache
def current():
    if not settings.SEARCH_SERVER:
        return DatabaseEngine()
    from hub.search.remote import RemoteEngine  # here, since its client need not be installed otherwise

    return RemoteEngine(settings.SEARCH_SERVER)

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("hub.cache")
COUNTS = ("allauth:", "limits:")  # how often somebody tries: without it nobody could sign in or send anything


class FailSoftRedisCache(RedisCache):
    """Redis as a cache that may be missing: while it cannot be reached, nothing is cached and one warning a minute is logged.

    How often somebody tries is counted meanwhile by each process for itself.
    """

    _warned_at = 0.0

    def __init__(self, server, params):
        super().__init__(server, params)
        self._meanwhile = LocMemCache("hub.core.cache.meanwhile", {"OPTIONS": {"MAX_ENTRIES": 10_000}})

    def _softly(self, method, fallback, *args, **kwargs):
        try:
            return getattr(super(), method)(*args, **kwargs)
        except (RedisError, OSError) as error:
            if time.monotonic() - FailSoftRedisCache._warned_at > 60:
                FailSoftRedisCache._warned_at = time.monotonic()
                logger.warning("The cache cannot be reached (%s); the hub goes on without it.", type(error).__name__)
            if args and isinstance(args[0], str) and args[0].startswith(COUNTS):
                return getattr(self._meanwhile, method)(*args, **kwargs)
            return fallback

    def get(self, key, default=None, version=None):
        return self._softly("get", default, key, default, version)

    def set(self, *args, **kwargs):
        return self._softly("set", None, *args, **kwargs)

    def add(self, *args, **kwargs):
        return self._softly("add", False, *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._softly("delete", False, *args, **kwargs)

    def get_many(self, *args, **kwargs):
        return self._softly("get_many", {}, *args, **kwargs)

    def set_many(self, *args, **kwargs):
        return self._softly("set_many", [], *args, **kwargs)

    def delete_many(self, *args, **kwargs):
        return self._softly("delete_many", None, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._softly("touch", False, *args, **kwargs)

    def has_key(self, *args, **kwargs):
        return self._softly("has_key", False, *args, **kwargs)

    def clear(self):
        return self._softly("clear", False)

import logging
import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("hub.cache")


class FailSoftRedisCache(RedisCache):
    """Redis as a cache that may be missing: while it cannot be reached, nothing is cached and one warning a minute is logged."""

    _warned_at = 0.0

    def _softly(self, method, fallback, *args, **kwargs):
        try:
            return getattr(super(), method)(*args, **kwargs)
        except (RedisError, OSError) as error:
            if time.monotonic() - FailSoftRedisCache._warned_at > 60:
                FailSoftRedisCache._warned_at = time.monotonic()
                logger.warning("The cache cannot be reached (%s); the hub goes on without it.", type(error).__name__)
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

"""On one's own machine: SQLite, nothing to set. HUB_DEBUG=1 shows Django's error pages."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, env

DEBUG = env.flag("HUB_DEBUG")
SECRET_KEY = env.text("HUB_SECRET_KEY", "only-for-development-never-for-a-real-site")
HUB_SEALING_KEYS = env.words("HUB_SEALING_KEYS", "dev:b25seS1mb3ItZGV2ZWxvcG1lbnQtbmV2ZXItcmVhbCE")
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.database("sqlite:///var/hub.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
HUB_READER_CACHE_SECONDS = env.number("HUB_READER_CACHE_SECONDS", 0)
HUB_SECOND_FACTOR = env.choice("HUB_SECOND_FACTOR", ["required", "optional"], "optional")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys at http://localhost

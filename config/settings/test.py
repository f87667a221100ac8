"""Tests: in memory on SQLite, or on the database that HUB_DATABASE_URL names."""

import tempfile

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, env

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
HUB_SEALING_KEYS = ["tests:b25seS1mb3ItdGVzdHMtMDAwMDAwMDAwMDAwMDAwMDA"]
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.database("sqlite:///var/test.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="hub-test-media-")
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
HUB_READER_CACHE_SECONDS = 0
HUB_OFFLINE_PACKS = HUB_HANDBOOK_FILES = HUB_LINK_CHECKS = False  # what is about them makes them itself
HUB_TRANSLATOR, WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {}, None
HUB_SECOND_FACTOR = "optional"  # what is about the second factor says so itself
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

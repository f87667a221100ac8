"""Production: PostgreSQL, Redis, object storage. Starts only with its secrets set (docs/operating.md)."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, env

DEBUG = False
SECRET_KEY = env.text("HUB_SECRET_KEY")
HUB_SEALING_KEYS = env.words("HUB_SEALING_KEYS") or env.text("HUB_SEALING_KEYS")
ALLOWED_HOSTS = env.words("HUB_ALLOWED_HOSTS") or env.text("HUB_ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env.text("HUB_BASE_URL")
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS]
DATABASES = {"default": env.database(None)}

MAIL_SERVER = env.mail_server(env.text("HUB_EMAIL_URL", ""))
globals().update(MAIL_SERVER)  # EMAIL_…; without a server letters wait
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "HUB_EMAIL_FROM", None if "EMAIL_HOST" in MAIL_SERVER else "letters@localhost"
)

REDIS_URL = env.text("HUB_REDIS_URL", "none")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if REDIS_URL == "none"
    else {"BACKEND": "hub.core.cache.FailSoftRedisCache", "LOCATION": REDIS_URL}
}

BUCKET = env.text("HUB_MEDIA_BUCKET", "none")
STORAGES = {
    **STORAGES,
    **(
        {}
        if BUCKET == "none"
        else {
            "default": {
                "BACKEND": "storages.backends.s3.S3Storage",
                "OPTIONS": {
                    "bucket_name": BUCKET,
                    "endpoint_url": env.text("HUB_MEDIA_ENDPOINT"),
                    "access_key": env.text("HUB_MEDIA_ACCESS_KEY"),
                    "secret_key": env.text("HUB_MEDIA_SECRET_KEY"),
                    "file_overwrite": False,
                    "querystring_auth": False,
                    "custom_domain": WAGTAILADMIN_BASE_URL.split("://")[-1].rstrip("/") + "/media",
                },
            }
        }
    ),
}
SECURE_SSL_REDIRECT = env.flag("HUB_HTTPS_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("HUB_PROXIES", 1)
SESSION_ENGINE = "django.contrib.sessions.backends.db"

"""Production's shape for measuring: no debug, PostgreSQL, cached templates; plus bare pages to compare with."""

from config.settings.test import *  # noqa: F403
from config.settings.test import env

DATABASES = {
    "default": env.database(env.text("HUB_BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/hub_bench"))
}
ROOT_URLCONF = "tests.bench.urls"
HUB_READER_CACHE_SECONDS = env.number("HUB_READER_CACHE_SECONDS", 0)
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False

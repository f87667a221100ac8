"""The hub with one page more, on which browser tests look at a drawing."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import BASE_DIR, TEMPLATES

ROOT_URLCONF = "tests.drawings.site_urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [BASE_DIR / "tests" / "drawings" / "templates", *TEMPLATES[0]["DIRS"]]}]

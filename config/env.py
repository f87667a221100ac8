"""The only reader of the environment: every setting that an operator can make is named here."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


class MissingSetting(SystemExit):
    """Ends the start with one readable sentence instead of a stack trace."""


def text(name: str, default: str | None = None) -> str:
    """The setting `name`; without a default, the process ends and says what to set."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise MissingSetting(f"The hub cannot start: the setting {name} is missing. See docs/operating.md.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise MissingSetting(f"The hub cannot start: the setting {name} must be a whole number. See docs/operating.md.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A setting that is a list, its items divided by commas."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def use_settings(module: str) -> None:
    """Chooses the settings module unless the environment already has."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)


def database(default_url: str | None) -> dict:
    """HUB_DATABASE_URL (`sqlite:///path` or `postgres://user:password@host:port/name`) as Django's dictionary."""
    from urllib.parse import unquote, urlsplit

    url = urlsplit(text("HUB_DATABASE_URL", default_url))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.path[1:] if url.path.startswith("//") else str(BASE_DIR / url.path.lstrip("/")),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise MissingSetting("The hub cannot start: HUB_DATABASE_URL must begin with sqlite:// or postgres://.")


def with_settings(**settings: str) -> dict[str, str]:
    """The environment of a child process, with some settings of its own."""
    return {**os.environ, **settings}

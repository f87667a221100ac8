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


def choice(name: str, allowed: list[str], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        raise MissingSetting(
            f"The hub cannot start: the setting {name} must be one of {', '.join(allowed)}. See docs/operating.md."
        )
    return value


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


def search_server(url: str) -> dict:
    """`opensearch+https://user:password@host:9200/prefix`, or elasticsearch+…, as Wagtail's search backend takes it.

    Without an address: nothing. Port 9200 and prefix `hub` where they are left out.
    """
    from importlib.util import find_spec
    from urllib.parse import urlsplit

    if not url:
        return {}
    parts = urlsplit(url)
    kind, _plus, scheme = parts.scheme.partition("+")
    backends = {"opensearch": ("opensearch3", "opensearchpy"), "elasticsearch": ("elasticsearch8", "elasticsearch")}
    if kind not in backends or scheme not in {"http", "https"} or not parts.hostname:
        raise MissingSetting(
            "The hub cannot start: SEARCH_URL must look like opensearch+https://user:password@host:9200/prefix or "
            "elasticsearch+https://… See docs/scaling.md."
        )
    backend, client = backends[kind]
    if find_spec(client) is None:
        raise MissingSetting("The hub cannot start: SEARCH_URL wants a client package: pip install '.[search]'.")
    return {
        "BACKEND": f"wagtail.search.backends.{backend}",
        "HOSTS": [f"{scheme}://{parts.netloc}{'' if parts.port else ':9200'}"],
        "INDEX_PREFIX": f"{parts.path.strip('/') or 'hub'}_",
        "TIMEOUT": 5,
        "OPTIONS": {"max_retries": 0},
    }


def mail_server(url: str) -> dict:
    """`smtp+tls://user:password@host:587` (STARTTLS), `smtp+ssl://…:465` (TLS at once) or `smtp://host:25`: Django's settings.

    Without an address: Django's backend that sends nothing, and letters wait.
    """
    from urllib.parse import unquote, urlsplit

    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    ports = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ports or not parts.hostname or (parts.username and parts.scheme == "smtp"):
        raise MissingSetting(
            "The hub cannot start: HUB_EMAIL_URL must look like smtp+tls://user:password@host:587 or "
            "smtp+ssl://user:password@host:465; smtp://host:25 takes no password. See docs/mail.md."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": 30,
    }


def translator(address: str, key: str = "") -> dict:
    """`argos:/folder/of/models` or `libretranslate+https://key@host:5000`: a class of hub.translation.machines, its options.

    Without an address: nothing.
    """
    from importlib.util import find_spec
    from urllib.parse import unquote, urlsplit

    if not address:
        return {}
    parts = urlsplit(address)
    kind, _plus, scheme = parts.scheme.partition("+")
    if kind == "libretranslate" and scheme in {"http", "https"} and parts.hostname:
        place = f"{scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        options = {"URL": place, "KEY": key or unquote(parts.username or "")}
        return {"CLASS": "hub.translation.machines.libretranslate.LibreTranslate", "OPTIONS": options}
    if kind != "argos" or scheme or not (parts.path.startswith("/") and Path(parts.path).is_dir()):
        raise MissingSetting(
            "The hub cannot start: HUB_TRANSLATOR must look like libretranslate+http://host:5000, or argos:/folder with a "
            "folder that exists. See docs/machine-drafts.md."
        )
    if find_spec("argostranslate") is None:
        raise MissingSetting("The hub cannot start: HUB_TRANSLATOR wants a library: pip install argostranslate.")
    return {"CLASS": "hub.translation.machines.argos.Argos", "OPTIONS": {"FOLDER": parts.path}}


def with_settings(**settings: str) -> dict[str, str]:
    """The environment of a child process, with some settings of its own."""
    return {**os.environ, **settings}

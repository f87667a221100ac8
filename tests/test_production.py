"""Production's settings, read in a process of their own as an operator would start it."""

import subprocess
import sys

from config import env
from hub.core.storage_checking import FOLDERS

SECRETS = {
    "HUB_SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEF",
    "HUB_SEALING_KEYS": "first:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "HUB_ALLOWED_HOSTS": "hub.example.org",
    "HUB_BASE_URL": "https://hub.example.org",
    "HUB_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
}
MAIL = {"HUB_EMAIL_URL": "smtp+tls://a:b@mail.example.org", "HUB_EMAIL_FROM": "hub@example.org"}
BUCKET = {
    "HUB_MEDIA_BUCKET": "pictures",
    "HUB_MEDIA_ENDPOINT": "https://storage.example.net",
    "HUB_MEDIA_ACCESS_KEY": "a",
    "HUB_MEDIA_SECRET_KEY": "b",
}


def manage(*command: str, **settings: str) -> subprocess.CompletedProcess:
    environment = env.with_settings(DJANGO_SETTINGS_MODULE="config.settings.production", **settings)
    return subprocess.run([sys.executable, "manage.py", *command], env=environment, capture_output=True, text=True)


def test_missing_secret_ends_the_start_in_one_sentence():
    for name in SECRETS:
        if name == "HUB_BASE_URL":
            continue
        done = manage("check", **{key: ("" if key == name else value) for key, value in SECRETS.items()})
        assert done.returncode != 0
        assert done.stderr.strip() == f"The hub cannot start: the setting {name} is missing. See docs/operating.md."


def test_deploy_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **SECRETS, **MAIL)
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_pictures_in_a_bucket_are_asked_for_at_the_hub_itself():
    code = "from django.core.files.storage import default_storage as s; print(s.url('images/a.jpg'))"
    done = manage("shell", "--no-imports", "-c", code, **SECRETS, **BUCKET)
    assert done.stdout.strip() == "https://hub.example.org/media/images/a.jpg"


def test_closed_pictures_in_a_bucket_are_asked_for_at_the_view_that_checks():
    code = (
        "from hub.core.models import HubRendition; "
        "print(*[HubRendition(file=name, width=1, height=1).url for name in ('images/a.jpg', 'closed/a.jpg')])"
    )
    done = manage("shell", "--no-imports", "-c", code, **SECRETS, **BUCKET)
    assert done.stdout.strip() == "https://hub.example.org/media/images/a.jpg /closed/a.jpg"


def test_documents_say_which_folders_the_proxy_must_not_hand_out():
    text = (env.BASE_DIR / "docs" / "operating.md").read_text(encoding="utf-8")
    assert "location /media/images/ {" in text
    assert "location /media/ { return 404; }" in text
    assert all(f"`{folder}`" in text for folder in FOLDERS)

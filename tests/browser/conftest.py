"""A real Chromium at a real server: the hub as `make run` shows it, with its starter library, on a database of its own."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from config import env

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-domain-reliability",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def hub(tmp_path_factory) -> str:
    """The address of a running hub."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    folder = tmp_path_factory.mktemp("hub")
    settings = env.with_settings(
        DJANGO_SETTINGS_MODULE="config.settings.dev",
        HUB_DATABASE_URL=f"sqlite:////{str(folder / 'hub.sqlite3').lstrip('/')}",
    )
    for command in ("compile_messages", "migrate", "load_starter"):
        subprocess.run([sys.executable, "manage.py", command], env=settings, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload", "--skip-checks"]
    server = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    yield address
    server.terminate()
    server.wait()


def wait_for(address: str) -> None:
    for _try in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The hub did not start.")


@pytest.fixture(scope="session")
def chromium(hub):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, hub):
    """`visit(path, width=…, javascript=…, …)` → a page that has been opened; keyword arguments go to the browser context."""
    contexts = []

    def open_page(path: str, *, width: int = 360, javascript: bool = True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, base_url=hub, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
        page.on("request", lambda request: request.url.startswith((hub, "data:")) or page.troubles.append(request.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()

"""A real Chromium at a real server: the hub as `make run` shows it, with its starter library, on a database of its own."""

import shutil

import pytest
from django.db import connection

from tests.browser.signing_in import cookies
from tests.browser.traffic import listen
from tests.hubs import Hub

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
# Run in the hub: somebody who moderates, and three stories that wait for her.
STORIES = """
from hub.consent import services
from hub.core.models import User
from tests.browser.signing_in import session_of
from tests.consent import carrying
user = User.objects.create_superuser("demo-moderator", "", "A long enough password 7")
held = carrying.consent(kind="picture")
said = [session_of(user)]
for number in range(3):
    rows = [{"image": carrying.picture(), "alt": "Hands around a drawing", "consent": held}]
    story = carrying.story(publish=False, title=f"Demo story {number}", safety_state="pending", pictures=rows)
    story.get_workflow().start(story, None)
    said.append(str(story.pk))
print(*said, services.make_code(consent=held))
"""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def running_hub(tmp_path_factory, request) -> Hub:
    """The hub that the browser visits, for what a test wants to find in it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    if connection.vendor == "sqlite" and any(each.get_closest_marker("django_db") for each in request.session.items):
        request.getfixturevalue("django_db_setup")  # has a database with the starter library to begin with
    hub = Hub(tmp_path_factory.mktemp("hub"))
    hub.run("manage.py", "compile_messages")
    hub.load_starter()
    return hub


@pytest.fixture(scope="session")
def hub(running_hub) -> str:
    """The address of a running hub."""
    with running_hub.served() as address:
        yield address


@pytest.fixture(scope="session")
def chromium(hub):
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as long as everything else in a browser may take on a busy machine
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, hub):
    """`visit(path, width=…, javascript=…, …)` → a page that has been opened; keyword arguments go to the browser context."""
    contexts = []

    def open_page(path: str, *, width: int = 360, javascript: bool = True, **options):
        page = window(chromium, hub, width, java_script_enabled=javascript, **options)
        contexts.append(page.context)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def window(chromium, hub: str, width: int, **options):
    page = chromium.new_context(viewport={"width": width, "height": 800}, base_url=hub, **options).new_page()
    page.troubles = []
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    page.on("request", lambda request: request.url.startswith((hub, "data:")) or page.troubles.append(request.url))
    listen(page)
    return page


@pytest.fixture(scope="module")
def glance(chromium, hub):
    """As `visit`, in one window for all tests of a file: for pages that are only looked at. They leave nothing behind."""
    page = window(chromium, hub, 360, bypass_csp=True)

    def open_page(path: str, *, width: int):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(path)
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        return page

    yield open_page
    page.context.close()


@pytest.fixture(scope="session")
def desk(hub, running_hub) -> list[str]:
    """Session of a moderator, three waiting stories, and the code of the consent on which their pictures rest."""
    return running_hub.shell(STORIES).split()


@pytest.fixture
def opened(visit, hub, desk):
    def open_page(path: str, **options):
        return visit(path, storage_state=cookies(desk[0]), **options)

    return open_page

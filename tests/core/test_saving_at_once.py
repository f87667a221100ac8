"""Two writes of one page in the admin at the same time: the draft that saves itself, and publishing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import PageLogEntry, Revision
from wagtail.test.utils.form_data import nested_form_data

from hub.core import version
from hub.core.models import HomePage, StandardPage, User

FORM = {"title": "A page", "slug": "saved-at-once", "summary": "", "body-count": "0", "comments-TOTAL_FORMS": "0"}
FORM |= {"comments-INITIAL_FORMS": "0"}


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker):
    """A draft that is really written, for posts from two threads, and who edits it; afterwards both are gone again. The test
    itself is in a transaction, as always: it only reads."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lies in the memory of one thread")
    with django_db_blocker.unblock():
        home = HomePage.objects.get(locale__language_code="en")
        page = home.add_child(instance=StandardPage(title="A page", slug="saved-at-once", live=False))
        user = User.objects.create_superuser("demo-editor-at-once", "", "A long enough password 7")
        page.save_revision()
    yield page
    with django_db_blocker.unblock():
        page.refresh_from_db()
        PageLogEntry.objects.filter(page=page.pk).delete()
        Revision.objects.for_instance(page).delete()
        page.delete()
        user.delete()
        version.bump()


def test_draft_that_saves_itself_never_takes_a_published_page_down(page, monkeypatch):
    is_read, may_go_on = Event(), Event()
    post = EditView.post

    def slow_when_by_itself(view, request, *args, **kwargs):
        if view.expects_json_response:
            is_read.set()
            may_go_on.wait(3)  # the other one is through by then, unless it waits for us
        return post(view, request, *args, **kwargs)

    monkeypatch.setattr(EditView, "post", slow_when_by_itself)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def by_itself(client):
        return client.post(address, nested_form_data(FORM), headers={"accept": "application/json"})

    def published(client):
        is_read.wait(10)
        try:
            return client.post(address, nested_form_data({**FORM, "action-publish": "yes"}))
        finally:
            may_go_on.set()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(signed_in, [by_itself, published]))
    assert [each.status_code for each in answers] == [200, 302]
    page.refresh_from_db()
    assert page.live


def signed_in(do):
    client = Client()
    try:
        client.force_login(User.objects.get(username="demo-editor-at-once"))
        return do(client)
    finally:
        connection.close()

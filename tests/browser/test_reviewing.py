"""A reviewer reads blind and scores, staff decide and tell: in the admin, without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.going import follow
from tests.browser.signing_in import cookies
from tests.calls.reviewing import CANARIES

pytestmark = pytest.mark.browser
# Run in the hub: a call, an application that was given to a reviewer, and sessions of her and of staff.
CALL = """
from tests.browser.signing_in import session_of
from tests.calls import reviewing
from tests.people.conftest import person
page = reviewing.call(title="Demo call that is read")
held = reviewing.marked(page)
reader = reviewing.reader(page)
reviewing.given(held, reader)
print(session_of(reader), session_of(person("demo-staff", "Moderators")), held.round_id, held.pk)
"""


def signed_in(visit, session, path, **options):
    return visit(path, width=1280, storage_state=cookies(session), **options)


def test_application_is_read_blind_decided_and_told_without_script(visit, running_hub, hub):
    reader, staff, call, held = running_hub.shell(CALL).split()
    page = signed_in(visit, reader, "/admin/calls/", javascript=False)
    follow(page.get_by_role("link", name="Demo call that is read"))
    follow(page.get_by_role("link", name="Read the next one"))
    follow(page.get_by_role("link", name="Read it"))
    expect(page.get_by_text("We sing by the river.")).to_be_visible()
    assert [word for word in CANARIES.values() if isinstance(word, str) and word in page.content()] == []
    for group in ("Care", "Courage"):
        page.get_by_role("group", name=group).get_by_role("radio", name="4").check()
    follow(page.get_by_role("button", name="Keep my reading"))
    expect(page.locator(".messages")).to_contain_text("Your reading is kept.")
    desk = signed_in(visit, staff, f"/admin/calls/{call}/applications/?order=rank", javascript=False)
    desk.get_by_role("checkbox", name="Tick").check()
    desk.get_by_role("combobox", name="Decision for those that are ticked").select_option("Yes")
    follow(desk.get_by_role("button", name="Prepare the decision"))
    follow(desk.get_by_role("navigation", name="This call").get_by_role("link", name="Tell the decisions"))
    follow(desk.get_by_role("button", name="Tell 1 person"))
    expect(desk.locator(".messages")).to_contain_text("1 person is told.")
    for session, path in (
        (staff, f"/admin/calls/{call}/"),
        (staff, f"/admin/calls/applications/{held}/"),
        (reader, f"/admin/calls/{call}/reading/"),
    ):
        assert violations(signed_in(visit, session, path, bypass_csp=True), ".calls") == []

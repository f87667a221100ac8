"""The pages of a plan: kept nowhere or under links, in whatever language, whatever is typed."""

import io
import logging
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.core.models import User
from hub.planner import keeping
from hub.planner.logs import WithoutLinks
from hub.planner.models import KeptPlan
from hub.planner.plan_forms import NOT_A_NUMBER
from hub.planner.plans import changing, packing
from hub.planner.plans.document import Kind
from tests.planner.plans import a_plan, own

pytestmark = pytest.mark.django_db
PLAN = a_plan(own("a", 10, title="Arriving"), own("b", 20, title="Songs"), title="Evening")


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()


def brought(plan, **more) -> dict:
    return {"plan": packing.packed([plan]), **more}


def plan_of(answer):
    return packing.unpacked(answer.context["packed"])[0]


def kept(plan=PLAN) -> str:
    return keeping.keep(plan=plan, until=timezone.now().date() + timezone.timedelta(days=30))


def titles(plan) -> list[str]:
    return [item.title or item.named or item.kind.value for item in plan.items]


# Kept nowhere ---------------------------------------------------------------------------------------------------------
def test_plan_begins_from_nothing_and_nothing_is_kept(client):
    answer = client.post("/en/plan/begin/")
    assert [len(day.items) for day in plan_of(answer).days] == [0]
    assert (answer.cookies, KeptPlan.objects.count()) == ({}, 0)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_plan_begins_whatever_zone_is_sent(client):
    zones = [
        plan_of(client.post("/en/plan/begin/", {"zone": zone})).zone for zone in ("../x", "Asia/Bangkok ", "\x00", "")
    ]
    assert zones == ["UTC", "Asia/Bangkok", "UTC", "UTC"]


def test_plan_begins_from_a_toolkit_in_its_order_with_its_notes(client, starter_library):
    from hub.planner import carried, services
    from hub.planner.carried import Item, Kit

    kit = services.resolved(Kit((Item("33vrha", note="Bring wool"), Item("zzzzzz"))))
    answer = client.post("/en/plan/begin/", carried.QueryDict(kit.query).dict())
    (item,) = plan_of(answer).items
    assert (item.kind, item.uid, item.note, item.version > 0, item.minutes > 0) == (
        Kind.ACTIVITY,
        "33vrha",
        "Bring wool",
        True,
        True,
    )


def test_signed_in_reader_of_a_shared_link_can_take_it(client, starter_library):
    client.force_login(User.objects.create_user("demo-reader"))
    answer = client.get("/en/toolkit/?t=33vrha")
    assert '<input type="hidden" name="t" value="' in answer.content.decode()


def test_buttons_change_what_the_form_brings(client):
    answer = client.post("/en/plan/", brought(PLAN, do="up-b", **{"i-a-minutes": "25", "title": "Night"}))
    plan = plan_of(answer)
    assert (titles(plan), [item.minutes for item in plan.items], plan.title) == (
        ["Songs", "Arriving"],
        [20, 25],
        "Night",
    )


def test_order_is_taken_from_the_form(client):
    assert titles(plan_of(client.post("/en/plan/", brought(PLAN, **{"order-day1": "b a"})))) == ["Songs", "Arriving"]
    for nonsense in ("b", "b a a", "x y", ""):
        assert titles(plan_of(client.post("/en/plan/", brought(PLAN, **{"order-day1": nonsense})))) == titles(PLAN)


def test_what_is_typed_wrong_is_named_and_not_lost(client):
    answer = client.post("/en/plan/", brought(PLAN, **{"i-a-minutes": "soon", "people": "many", "i-b-title": "Dance"}))
    html = answer.content.decode()
    assert answer.context["typed"] == {"people": "many", "i-a-minutes": "soon"}
    assert 'value="soon"' in html
    assert str(NOT_A_NUMBER) in html
    assert "<title>Error: " in html
    plan = plan_of(answer)
    assert (titles(plan), plan.items[0].minutes, plan.people) == (["Arriving", "Dance"], 10, None)


def test_steps_are_taken_back_where_nothing_is_kept(client):
    first = client.post("/en/plan/", brought(PLAN, do="out-a"))
    again = client.post("/en/plan/", {"plan": first.context["packed"], "do": "undo"})
    assert (titles(plan_of(first)), titles(plan_of(again))) == (["Songs"], ["Arriving", "Songs"])
    typed = client.post("/en/plan/", {"plan": first.context["packed"], "do": "undo", "title": "Typed just now"})
    assert (plan_of(typed).title, titles(plan_of(typed))) == ("Evening", ["Songs"])


def test_plan_goes_on_in_another_language(client):
    answer = client.post("/ar/plan/", brought(PLAN, do="keep"))
    assert plan_of(answer) == PLAN
    assert 'formaction="/th/plan/"' in answer.content.decode()


@pytest.mark.parametrize("packed", ["", "x", "AAAA", "9" * 500_000, "é"])
def test_what_is_no_plan_is_told_in_words(client, packed):
    answer = client.post("/en/plan/", {"plan": packed})
    assert (answer.status_code, "This plan could not be read" in answer.content.decode()) == (200, True)


def test_file_is_saved_and_opened(client):
    saved = client.post("/en/plan/file/", brought(PLAN, title="Evening with songs"))
    assert saved.headers["Content-Disposition"] == 'attachment; filename="evening-with-songs.json"'
    opened = client.post("/en/plan/open/", {"file": SimpleUploadedFile("x.json", saved.content)})
    assert plan_of(opened) == plan_of(client.post("/en/plan/", brought(PLAN, title="Evening with songs")))


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG", b"{}", b"[" * 90_000, b" " * 500_000, None],
    ids=["picture", "other", "deep", "large", "none"],
)
def test_file_that_is_no_plan_is_told_in_words(client, content):
    data = {} if content is None else {"file": SimpleUploadedFile("x.json", content)}
    answer = client.post("/en/plan/open/", data)
    assert (answer.status_code, "That did not work" in answer.content.decode()) == (200, True)


def test_activity_is_looked_for_and_put_in(client, starter_library):
    answer = client.post("/en/plan/", brought(PLAN, do="find-day1", **{"find-day1": "circle"}))
    uid = answer.context["pressed"].cards[0]["uid"]
    plan = plan_of(client.post("/en/plan/", brought(PLAN, do=f"put-day1-{uid}")))
    assert [item.uid for item in plan.items] == ["", "", uid]


def test_page_of_a_plan_asks_the_database_equally_often(client, starter_library):
    from hub.activities.models import ActivityPage

    uids = sorted(set(ActivityPage.objects.visible().values_list("uid", flat=True)))
    asked = []
    for number in (1, 3, 30):
        items = [
            {"key": f"x{n}", "kind": "activity", "uid": uid, "version": 1, "minutes": 5}
            for n, uid in enumerate(uids[:number])
        ]
        client.post("/en/plan/", brought(a_plan(*items)))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post("/en/plan/", brought(a_plan(*items)))
        asked.append(len(queries))
    assert asked == [asked[0]] * 3
    assert asked[0] <= 15


# Kept under links -----------------------------------------------------------------------------------------------------
def test_keeping_gives_two_links(client):
    answer = client.post("/en/plan/", brought(PLAN, do="keep_here", days="7"))
    path = answer.headers["Location"].partition("#")[0]
    assert re.fullmatch(r"/en/plan/edit/[0-9a-z]{26}/", path)
    page = client.get(path)
    assert page.context["plan"] == PLAN
    assert page.context["kept"].row.until == timezone.now().date() + timezone.timedelta(days=7)
    assert client.get(page.context["view_link"]).status_code == 200
    assert page.context["edit_link"].endswith(path)


def test_pages_of_links_are_kept_by_no_cache(client):
    code = kept()
    held = keeping.to_edit(code)
    for path in (f"edit/{code}/", f"view/{held.view}/", f"say/{held.say}/", "edit/unknown/"):
        answer = client.get(f"/en/plan/{path}")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin", "strict-origin", "origin")
        assert answer.cookies == {}


def test_view_shows_no_notes_and_no_initials(client):
    plan = a_plan(
        own("a", 10, title="Arriving", note="SECRETNOTE", who="SECRETWHO", told="Bring a cup"),
        journal={"needed": "SECRETJOURNAL"},
        roles={"lead": "SECRETROLE"},
        aside={"x": "SECRETREASON"},
    )
    held = keeping.to_edit(kept(plan))
    html = client.get(f"/en/plan/view/{held.view}/").content.decode()
    assert "Bring a cup" in html
    assert "SECRET" not in html
    assert held.edit not in html


def test_two_people_save_and_what_clashes_is_handed_back(client):
    code = kept()
    first = {"serial": "1", "plan": packing.packed([PLAN]), "do": "keep"}
    assert client.post(f"/en/plan/edit/{code}/", {**first, "title": "Hers", "i-a-note": "hers"}).status_code == 302
    answer = client.post(f"/en/plan/edit/{code}/", {**first, "title": "Mine", "i-b-note": "mine"})
    assert answer.status_code == 409
    assert [(each.field, each.mine, each.theirs) for each in answer.context["clashes"]] == [("title", "Mine", "Hers")]
    plan = keeping.to_edit(code).plan
    assert (plan.title, [item.note for item in plan.items]) == ("Hers", ["hers", "mine"])
    taken = {
        "serial": str(keeping.to_edit(code).serial),
        "plan": packing.packed([plan]),
        "do": "mine-title",
        "clash-title": "Mine",
        "title": "Hers",
    }
    client.post(f"/en/plan/edit/{code}/", taken)
    assert keeping.to_edit(code).plan.title == "Mine"


def test_double_click_saves_once(client):
    code = kept()
    data = {"serial": "1", "plan": packing.packed([PLAN]), "do": "keep", "title": "New"}
    assert [client.post(f"/en/plan/edit/{code}/", data).status_code for _time in range(2)] == [302, 302]
    assert keeping.to_edit(code).serial == 2


def test_page_that_saves_by_itself_is_told_of_others(client):
    code = kept()
    data = {"serial": "1", "plan": packing.packed([PLAN]), "do": "keep", "quiet": "1"}
    first = client.post(f"/en/plan/edit/{code}/", {**data, "title": "Hers"}).json()
    second = client.post(f"/en/plan/edit/{code}/", {**data, "i-a-note": "mine"}).json()
    assert (first["serial"], first["is_other"], second["is_other"], second["is_clashing"]) == (2, False, True, False)
    assert keeping.to_edit(code).plan == changing.changed(
        keeping.read(keeping.said(PLAN) | {"title": "Hers"}), "a", note="mine"
    )


def test_what_is_written_into_a_plan_that_is_gone_is_handed_back(client):
    code = kept()
    keeping.delete(edit=code)
    data = {"serial": "1", "plan": packing.packed([PLAN]), "do": "keep", "title": "Still here"}
    answer = client.post(f"/en/plan/edit/{code}/", data)
    assert (plan_of(answer).title, answer.context["is_homeless"]) == ("Still here", True)
    assert client.post(f"/en/plan/edit/{code}/", {**data, "quiet": "1"}).json() == {"is_gone": True}
    assert KeptPlan.objects.count() == 0


def test_delete_is_at_once(client):
    code = kept()
    answer = client.post(f"/en/plan/edit/{code}/", {"serial": "1", "do": "delete"})
    assert ("The plan is deleted" in answer.content.decode(), KeptPlan.objects.count()) == (True, 0)
    assert client.get(f"/en/plan/edit/{code}/").status_code == 404


def test_steps_of_a_kept_plan_are_taken_back(client):
    code = kept()
    client.post(f"/en/plan/edit/{code}/", {"serial": "1", "plan": packing.packed([PLAN]), "do": "out-a"})
    assert titles(keeping.to_edit(code).plan) == ["Songs"]
    client.post(f"/en/plan/edit/{code}/", {"serial": "2", "do": "undo"})
    assert titles(keeping.to_edit(code).plan) == ["Arriving", "Songs"]


def test_step_of_somebody_else_that_she_has_not_seen_is_not_taken_back(client):
    code = kept()
    first = {"serial": "1", "plan": packing.packed([PLAN])}
    client.post(f"/en/plan/edit/{code}/", {**first, "do": "keep", "purpose": "Rest"})
    client.post(f"/en/plan/edit/{code}/", {**first, "do": "undo"})
    assert keeping.to_edit(code).plan.purpose == "Rest"
    client.post(f"/en/plan/edit/{code}/", {**first, "serial": "2", "do": "undo"})
    assert keeping.to_edit(code).plan.purpose == ""


def test_guessing_with_a_plan_in_ones_hands_is_limited_too(client):
    data = brought(PLAN, do="keep", serial="1")
    answers = [client.post(f"/en/plan/edit/{'0' * 20}{number:06}/", data).status_code for number in range(35)]
    assert answers == [200] * 30 + [429] * 5


def test_guessing_is_limited_and_told_in_words(client):
    code = kept()
    answers = [client.get(f"/en/plan/edit/{'0' * 20}{number:06}/").status_code for number in range(35)]
    assert answers == [404] * 30 + [429] * 5
    assert client.get(f"/en/plan/edit/{code}/").status_code == 429
    assert client.get(f"/en/plan/edit/{code}/", REMOTE_ADDR="198.51.100.7").status_code == 200


def test_wrong_links_find_nothing(client):
    held = keeping.to_edit(kept())
    for path in (
        f"edit/{held.view}/",
        f"edit/{held.say}/",
        f"view/{held.edit}/",
        f"say/{held.view}/",
        "edit/admin/",
        "view/x/",
    ):
        answer = client.get(f"/en/plan/{path}")
        assert (answer.status_code, "There is no plan here" in answer.content.decode()) == (404, True)


# What people say ------------------------------------------------------------------------------------------------------
def said(client, code, **words):
    page = client.get(f"/en/plan/say/{code}/")
    return client.post(f"/en/plan/say/{code}/", {"token": page.context["form"].next_token, **words})


def test_voice_reaches_those_who_hold_the_plan_alone(client):
    held = keeping.to_edit(kept())
    answer = said(client, held.say, liked="The songs", better="More breaks")
    assert answer.headers["Location"] == f"/en/plan/say/{held.say}/?thanks"
    assert "The songs" in client.get(f"/en/plan/edit/{held.edit}/").content.decode()
    for path in (f"view/{held.view}/", f"say/{held.say}/"):
        assert "The songs" not in client.get(f"/en/plan/{path}").content.decode()


def test_empty_voice_is_asked_for_a_word_and_nothing_typed_is_lost(client):
    held = keeping.to_edit(kept())
    assert "at least one of the three" in said(client, held.say).content.decode()
    answer = said(client, held.say, liked="x" * 1001, learned="To breathe")
    assert "To breathe" in answer.content.decode()
    assert keeping.voices(held) == []


# What logs show -------------------------------------------------------------------------------------------------------
def test_logs_never_show_a_link(client):
    (console,) = (each for each in logging.root.handlers if any(isinstance(one, WithoutLinks) for one in each.filters))
    written = io.StringIO()
    stream, console.stream = console.stream, written
    try:
        code = kept()
        first = {"serial": "1", "plan": packing.packed([PLAN]), "do": "keep"}
        client.post(f"/en/plan/edit/{code}/", {**first, "title": "Hers"})
        assert client.post(f"/en/plan/edit/{code}/", {**first, "title": "Mine"}).status_code == 409
        assert client.get(f"/en/plan/view/{code}/out/a4/").status_code == 404
    finally:
        console.stream = stream
    assert "/en/plan/edit/…/" in written.getvalue()
    assert code not in written.getvalue()

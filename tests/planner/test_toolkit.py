"""A toolkit in the address: read whatever it says, carried along, kept nowhere."""

import json
import random

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.activities.models import ActivityPage
from hub.core.models import User
from hub.planner import carried, services
from hub.planner.carried import Item, Kit
from hub.planner.models import ShortCode, Toolkit

pytestmark = pytest.mark.django_db
THAI = [chr(number) for number in range(0x0E01, 0x0E2F)]
DOMAIN = "https://a-domain-of-forty-letters.example.org"


def uids(number: int) -> list[str]:
    found = ActivityPage.objects.visible().order_by("uid").values_list("uid", flat=True).distinct()
    return list(found[:number])


def short(number: int) -> str:
    return "-".join(ShortCode.objects.get(uid=uid).code for uid in uids(number))


def titles(answer) -> list[str]:
    return [entry["card"] and entry["card"]["title"] for entry in answer.context["entries"]]


def test_short_link_of_twelve_is_at_most_120_letters(client, starter_library):
    answer = client.get(f"/en/toolkit/?t={'-'.join(uids(12))}")
    link = answer.context["address"].replace("http://testserver", DOMAIN)
    assert (len(DOMAIN), len(link)) == (45, 119)
    assert link == f"{DOMAIN}/en/toolkit/?t={short(12)}"


def test_link_opens_in_another_language_item_by_item(client, starter_library):
    written = {uid: set() for uid in uids(12)}
    for uid, code in ActivityPage.objects.visible().values_list("uid", "locale__language_code"):
        written.get(uid, set()).add(code)
    for code in ("en", "ar", "th"):
        answer = client.get(f"/{code}/toolkit/?t={short(12)}")
        said = [(entry["item"].uid, entry["card"]["language"]) for entry in answer.context["entries"]]
        best = {uid: min(have, key=lambda each: (each != code, each != "en", each)) for uid, have in written.items()}
        assert said == list(best.items())
    assert "มีเฉพาะภาษา" in answer.content.decode()


def test_page_is_private_and_leaves_nothing_behind(client, starter_library):
    for path in (
        "toolkit/",
        f"toolkit/?t={short(2)}",
        f"activities/?t={short(2)}",
        f"?t={short(2)}",
        "toolkit/?add=33vrha",
    ):
        answer = client.get(f"/en/{path}")
        assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", ")), path
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
    assert client.get("/en/activities/").headers["Cache-Control"] == "no-cache"


def test_pages_with_a_toolkit_take_no_place_in_the_cache(client, starter_library, monkeypatch):
    client.get("/en/activities/")
    kept = []
    monkeypatch.setattr(cache, "set", lambda key, *args, **kwargs: kept.append(key))
    client.get(f"/en/activities/?t={short(3)}")
    assert [key for key in kept if key.startswith("page:")] == []


def test_links_and_forms_carry_it_along(client, starter_library):
    html = client.get(f"/en/activities/?type=care&t={short(2)}").content.decode()
    assert f'href="/ar/activities/?type=care&amp;t={short(2)}"' in html
    assert f'<input type="hidden" name="t" value="{short(2)}" data-carried>' in html
    assert f'href="/en/activities/healing-circle/?t={short(2)}"' in html
    assert "<b data-held>2</b>" in html
    assert f"/en/account/login/?t={short(2)}" not in html
    assert 'class="dropped"' not in html
    story = client.get(f"/en/themes/?t={short(2)}").content.decode()
    assert f'href="/en/activities/?t={short(2)}"' in story


def test_one_tap_adds_and_takes_out_where_she_is(client, starter_library):
    first = client.get("/en/activities/?type=care").content.decode()
    assert 'href="/en/activities/?type=care&amp;t=stt4av#k-stt4av" data-keep="stt4av"' in first
    second = client.get("/en/activities/?type=care&t=stt4av").content.decode()
    assert 'href="/en/activities/?type=care#k-stt4av" data-keep="stt4av" rel="nofollow" data-in id="k-stt4av"' in second


def test_link_that_adds_works_by_itself(client, starter_library):
    answer = client.get("/en/toolkit/?add=33vrha")
    code = ShortCode.objects.get(uid="33vrha").code
    assert answer.headers["Location"] == f"/en/toolkit/?t={code}"


def press(client, do: str, keys: str, **words):
    return client.post("/en/toolkit/change/", {"t": keys, "do": do, **words})


def test_order_and_removal(client, starter_library):
    one, two, three = short(3).split("-")
    keys = f"{one}-{two}-{three}"
    assert press(client, f"up-{two}", keys).headers["Location"] == f"/en/toolkit/?t={two}-{one}-{three}#i-{two}"
    assert press(client, f"down-{two}", keys).headers["Location"] == f"/en/toolkit/?t={one}-{three}-{two}#i-{two}"
    assert press(client, f"up-{one}", keys).headers["Location"] == f"/en/toolkit/?t={keys}#i-{one}"
    assert press(client, f"out-{one}", keys).headers["Location"] == f"/en/toolkit/?t={two}-{three}"


def test_name_and_notes_travel_in_the_address_and_the_short_link_has_none(client, starter_library):
    one, two = short(2).split("-")
    words = {"name": "ประชุมวันศุกร์", f"note-{two}": "Bring <pens> & \u202epaper"}
    answer = press(client, "keep", f"{one}-{two}", **words)
    page = client.get(answer.headers["Location"])
    kit = page.context["kit"]
    assert (kit.name, [item.note for item in kit.items]) == ("ประชุมวันศุกร์", ["", "Bring <pens> & paper"])
    assert page.context["address"].endswith(f"?t={one}-{two}")
    moved = press(client, f"up-{two}", f"{one}-{two}", **words)
    assert client.get(moved.headers["Location"]).context["kit"].items[0].note == "Bring <pens> & paper"
    library = client.get(f"/en/activities/?t={one}-{two}&n={carried.packed(kit)}").content.decode()
    assert f"&amp;n={carried.packed(kit)}" in library


def test_notes_too_long_for_an_address_come_back_unlost(client, starter_library):
    keys, chance = short(12), random.Random(7)
    long = {f"note-{key}": "".join(chance.choices(THAI, k=500)) for key in keys.split("-")}
    answer = press(client, "keep", keys, name="", **long)
    assert answer.context["is_too_long"]
    assert [item.note for item in answer.context["kit"].items] == list(long.values())


@pytest.mark.parametrize(
    "query",
    [
        "t=",
        "t=%00%F0%9F%98%80-../../etc-<script>-%27--",
        "t=" + "-".join(f"{n:06d}" for n in range(10_000)),
        "t=33vrha-33vrha-33VRHA",
        "t=zzzz-zzzz&n=%%%",
        "t=33vrha&n=" + "A" * 3000,
        "t=33vrha&t=stt4av&n=eJw",
        "t[]=33vrha",
        "add=%00&t=33vrha",
    ],
)
def test_hostile_address_gives_a_page(client, starter_library, query):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(f"/en/toolkit/?{query}")
    assert answer.status_code == 200
    assert len(answer.context["entries"]) <= carried.MOST
    assert len(captured) <= 15


def test_duplicates_by_uid_and_code_are_there_once(client, starter_library):
    code = ShortCode.objects.get(uid="33vrha").code
    assert len(client.get(f"/en/toolkit/?t=33vrha-{code}-{code.upper()}").context["entries"]) == 1


def test_bomb_in_the_notes_is_not_unpacked(monkeypatch):
    bomb = carried.packed(Kit((Item("abcd", note="x" * 900_000),)))
    assert len(bomb) < carried.MOST_PACKED
    assert carried.unpacked(bomb).notes == {}


def test_unpublished_activity_is_named_as_gone(client, starter_library):
    keys = short(3)
    gone = uids(3)[1]
    for page in ActivityPage.objects.filter(uid=gone):
        page.unpublish()
    answer = client.get(f"/en/toolkit/?t={keys}")
    assert [title is None for title in titles(answer)] == [False, True, False]
    assert "This activity is no longer here" in answer.content.decode()
    assert ActivityPage.objects.filter(uid=gone).first().title not in answer.content.decode()


def test_query_count_does_not_grow(client, starter_library):
    def queries(number):
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/en/toolkit/?t={short_of[number]}")
        return len(captured)

    short_of = {number: short(number) for number in (1, 12, 40)}
    queries(1)
    assert (queries(1), queries(12), queries(40)) == (5, 5, 5)


def test_every_activity_has_one_short_code_that_no_other_has(starter_library):
    held = dict(ShortCode.objects.values_list("uid", "code"))
    assert set(held) >= set(ActivityPage.objects.live().values_list("uid", flat=True))
    assert len(set(held.values())) == len(held)
    ActivityPage.objects.filter(uid="33vrha").first().save_revision().publish()
    assert ShortCode.objects.get(uid="33vrha").code == held["33vrha"]


def test_taken_code_gives_way_to_the_next():
    ShortCode.objects.create(uid="aaaaaa", code=services.wish("bbbbbb", 0))
    services.give_code(uid="bbbbbb")
    assert ShortCode.objects.get(uid="bbbbbb").code == services.wish("bbbbbb", 1)


def test_language_of_the_reader_is_offered(client, starter_library):
    html = client.get(f"/en/toolkit/?t={short(2)}", headers={"Accept-Language": "th,en;q=0.5"}).content.decode()
    assert f'href="/th/toolkit/?t={short(2)}" hreflang="th"' in html


# In an account ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def her(client, starter_library) -> User:
    user = User.objects.create_user("demo-host", password="A long enough password 7")
    client.force_login(user)
    return user


def kept(user) -> list:
    return [(toolkit.name, [tuple(pair) for pair in toolkit.items]) for toolkit in user.toolkits.order_by("pk")]


def test_account_keeps_what_she_adds_and_links_change_nothing(client, her):
    assert client.get("/en/activities/?add=33vrha").status_code == 200
    answer = client.post("/en/toolkit/account/", {"do": "add-33vrha", "back": "/en/activities/?type=care"})
    assert answer.headers["Location"] == "/en/activities/?type=care#k-33vrha"
    assert kept(her) == [("", [("33vrha", "")])]
    html = client.get("/en/activities/").content.decode()
    assert '<button class="keep" form="keep" name="do" value="out-33vrha" data-in' in html
    assert "<b data-held>1</b>" in html
    client.post("/en/toolkit/account/", {"do": "out-33vrha", "back": "https://elsewhere.example/"})
    assert kept(her) == [("", [])]


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:1", ""]
)
def test_way_back_leads_nowhere_else(client, her, back):
    answer = client.post("/en/toolkit/account/", {"do": "add-33vrha", "back": back})
    assert answer.headers["Location"].startswith("/en/toolkit/")


def test_signing_in_merges_and_loses_nothing(client, her):
    Toolkit.objects.create(user=her, name="", items=[["stt4av", "hers"], ["33vrha", "same"]])
    device = [
        {"name": "", "uids": ["33vrha", "9tjr89", "stt4av"], "notes": {"33vrha": "same", "stt4av": "device"}},
        {"name": "Friday", "uids": ["9tjr89"], "notes": {}},
    ]
    for _time in range(2):
        answer = client.post("/en/toolkit/account/merge/", json.dumps(device), content_type="application/json")
        assert answer.status_code == 204
    assert kept(her) == [
        ("", [("stt4av", "hers\ndevice"), ("33vrha", "same"), ("9tjr89", "")]),
        ("Friday", [("9tjr89", "")]),
    ]


def test_long_merged_note_stays_whole_when_she_moves_it(client, her):
    note = f"{'a' * 500}\n{'b' * 500}"
    Toolkit.objects.create(user=her, items=[["33vrha", note], ["stt4av", ""]])
    key = ShortCode.objects.get(uid="33vrha").code
    sent = {"do": f"down-{key}", "name": "", f"note-{key}": note.replace("\n", "\r\n")}
    client.post("/en/toolkit/account/", sent)
    assert kept(her) == [("", [("stt4av", ""), ("33vrha", note)])]


def test_more_than_one_toolkit_holds_goes_into_another(her):
    kits = [
        Kit(tuple(Item(f"{letter}{n:05d}".replace("0", "a").replace("1", "b")) for n in range(222, 272)))
        for letter in "xy"
    ]
    services.merge(user=her, kits=kits)
    assert sum(len(items) for _name, items in kept(her)) == 100
    assert max(len(items) for _name, items in kept(her)) == carried.MOST


@pytest.mark.parametrize("body", ["", "{}", "[1]", "null", '[{"uids": 7, "name": [], "notes": 1}]', "[" * 5000, "x"])
def test_hostile_device_is_refused_or_harmless(client, her, body):
    answer = client.post("/en/toolkit/account/merge/", body, content_type="application/json")
    assert answer.status_code in {204, 400}
    assert sum(len(items) for _name, items in kept(her)) == 0


def test_list_of_a_link_is_taken_into_the_account(client, her):
    client.post("/en/toolkit/account/", {"do": "take", "t": short(2)})
    assert [[uid for uid, _note in items] for _name, items in kept(her)] == [uids(2)]


def test_several_toolkits_one_in_use(client, her):
    client.post("/en/toolkit/account/", {"do": "add-33vrha"})
    client.post("/en/toolkit/account/", {"do": "new"})
    client.post("/en/toolkit/account/", {"do": "keep", "name": "Friday"})
    assert client.get("/en/toolkit/").context["kit"].name == "Friday"
    first = her.toolkits.order_by("pk").first()
    client.post("/en/toolkit/account/", {"do": f"use-{first.pk}"})
    assert [item.uid for item in client.get("/en/toolkit/").context["kit"].items] == ["33vrha"]
    client.post("/en/toolkit/account/", {"do": f"drop-{first.pk}"})
    assert kept(her) == [("Friday", [])]
    client.post("/en/toolkit/account/", {"do": "forget"})
    assert kept(her) == []


def test_nobody_changes_another_ones_toolkit(client, her):
    others = Toolkit.objects.create(user=User.objects.create_user("demo-other"), items=[["33vrha", ""]])
    for do in (f"use-{others.pk}", f"drop-{others.pk}", "forget"):
        client.post("/en/toolkit/account/", {"do": do})
    assert Toolkit.objects.get().pk == others.pk


def test_account_is_asked_for_its_token(her):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(her)
    assert strict.post("/en/toolkit/account/", {"do": "add-33vrha"}).status_code == 403
    assert strict.post("/en/toolkit/account/merge/", "[]", content_type="application/json").status_code == 403


def test_toolkits_go_with_the_account(her):
    from hub.people.services import delete_account

    Toolkit.objects.create(user=her, items=[["33vrha", "a note"]])
    delete_account(user=her)
    assert Toolkit.objects.count() == 0

"""The home page: its doors, and what goes on."""

import datetime as dt
import json
import re
import uuid
from contextlib import nullcontext

import pytest
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.models import PageViewRestriction

from hub.core import doors, happening
from hub.core.blocks import DoorBlock, LinkBlock
from hub.core.happening import Happening
from hub.core.models import HomePage

pytestmark = pytest.mark.django_db


def door(label, **leads) -> dict:
    value = {"label": label, "place": "", "page": None, "icon": "spark", "colour": "m-sun", **leads}
    return {"type": "door", "value": value, "id": str(uuid.uuid4())}


def put(*rows) -> HomePage:
    home = HomePage.objects.get(locale__language_code="en")
    home.doors = json.dumps(rows)
    home.save_revision().publish()
    return home


def doors_on(client, path="/en/") -> list[tuple[str, str]]:
    html = client.get(path).content.decode()
    return re.findall(r'<a class="door [^"]*" href="([^"]*)">.*?<span>([^<]*)</span>', html)


def test_a_door_leads_to_a_place_in_the_reader_s_language(client, starter_library):
    put(door("I plan", place="plan"), door("I read", place="activities"))
    assert doors_on(client) == [("/en/plan/", "I plan"), ("/en/activities/", "I read")]


def test_starter_home_serves_each_visitor_in_every_language(client, starter_library):
    for code in ("en", "ar", "th"):
        paths = [path for path, _label in doors_on(client, f"/{code}/")]
        wanted = ("activities", "handbook", "plan", "calls", "share", "gatherings")
        assert paths == [f"/{code}/{name}/" for name in wanted]
        assert [client.get(path).status_code for path in paths] == [200] * 6


def test_a_door_to_a_page_follows_its_translation_and_hides_with_it(client, starter_library):
    about = HomePage.objects.get(locale__language_code="en").get_children().get(slug="about")
    put(door("About us", page=about.pk))
    assert doors_on(client) == [("/en/about/", "About us")]
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert doors_on(client) == []


def test_a_door_to_a_place_that_is_no_more_is_not_shown(client, starter_library):
    put(door("Nowhere", place="no-such-place"), door("I plan", place="plan"))
    assert doors_on(client) == [("/en/plan/", "I plan")]


@pytest.mark.parametrize(
    ("leads", "is_good"), [({"place": "plan"}, True), ({"place": ""}, False), ({"place": "no-such-place"}, False)]
)
def test_a_door_has_to_lead_somewhere(leads, is_good):
    value = DoorBlock().to_python({"label": "A", "icon": "spark", "colour": "m-sun", "page": None, **leads})
    with nullcontext() if is_good else pytest.raises(StructBlockValidationError):
        DoorBlock().clean(value)


def test_every_place_is_a_page_of_the_hub(client, starter_library):
    places = [doors.place(key).path for key, _label in doors.choices()]
    answers = {path: client.get(f"/en/{path}").status_code for path in places}
    assert answers == dict.fromkeys(places, 200)


def line(title, hours) -> Happening:
    at = timezone.now() + dt.timedelta(hours=hours)
    return Happening("Kind", title, "en", f"/en/{title}/", "soon", "m-sun", at)


def test_what_goes_on_is_told_in_order_and_only_as_long_as_it_is_true(monkeypatch):
    soon, now = timezone.now() + dt.timedelta(hours=1), timezone.now()
    later = now + dt.timedelta(hours=9)
    given = {
        "calls": lambda _language, _now: ([line("second", 5), line("fourth", 9), line("fifth", 10)], later),
        "gatherings": lambda _language, _now: ([line("first", 2), line("third", 7)], soon),
        "nothing": lambda _language, _now: ([], None),
    }
    monkeypatch.setattr(happening, "_given", given)
    lines, until = happening.now_on("en", now)
    assert [each.title for each in lines] == ["first", "second", "third", "fourth"]
    assert until == soon


def test_home_is_kept_no_longer_than_what_it_says_is_true(client, starter_library, monkeypatch):
    until = timezone.now() + dt.timedelta(hours=1)
    monkeypatch.setattr(happening, "_given", {"one": lambda _language, _now: ([line("first", 2)], until)})
    response = client.get("/en/")
    assert response.fresh_until == until
    assert ">first</strong>" in response.content.decode()


@pytest.mark.parametrize(
    ("block", "empty", "field"),
    [
        (DoorBlock(), {"label": "A", "icon": "spark", "colour": "m-sun", "place": "", "page": None}, "place"),
        (LinkBlock(), {"label": "A", "page": None, "address": "", "note": ""}, "page"),
    ],
)
def test_what_leads_nowhere_is_named_by_its_field_and_may_stand_in_a_draft(block, empty, field):
    value = block.to_python(empty)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == [field]
    assert block.clean_deferred(value)["label"] == "A"

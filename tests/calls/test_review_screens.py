"""The screens of the review: who gets which, what stands on them, and what leaves the hub by them."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from hub.calls.enums import Decision
from hub.calls.models import LateCode, Message, Opening, Review
from hub.calls.review import deciding
from hub.calls.rounds_of import round_of
from hub.core.models import User
from hub.mail.models import Letter
from tests.calls import makers, reviewing
from tests.calls.reviewing import CANARIES
from tests.people.conftest import person
from tests.people.matrix import nothing_drawn

pytestmark = pytest.mark.django_db
ON_ROUND = (
    *("round", "applications", "reviewers", "reading", "release", "waiting_list", "late_codes", "export", "log"),
)
ON_APPLICATION = ("application", "read", "first")


@pytest.fixture
def page():
    return reviewing.call(places=1)


@pytest.fixture
def held(page):
    return reviewing.marked(page)


@pytest.fixture
def staff():
    return reviewing.client_of(person("demo-staff", "Moderators"))


@pytest.fixture
def reader(page, held):
    """She was given the application."""
    user = reviewing.reader(page)
    reviewing.given(held, user)
    return reviewing.client_of(user)


def at(name: str, *args) -> str:
    return reverse(f"calls:{name}", args=args)


def desk(held) -> str:
    return at("application", held.pk)


def is_refused(answer) -> bool:
    """Wagtail's admin leads whoever may not to its home, with a word."""
    return answer.status_code == 403 or (answer.status_code, answer.headers.get("Location")) == (302, "/admin/")


def opened_by(client, page, held, file) -> set[str]:
    addresses = {name: at(name, round_of(page).pk) for name in ON_ROUND}
    addresses |= {name: at(name, held.pk) for name in ON_APPLICATION}
    addresses |= {"index": at("index"), "file": at("file", file.pk)}
    found = {name for name, address in addresses.items() if client.get(address).status_code == 200}
    if client.post(at("paper", held.pk)).status_code == 200:
        found.add("paper")
    return found


def test_each_role_opens_what_is_hers(page, held, staff, reader):
    telling, harmless = held.files.get(key="portrait"), held.files.get(key="sketch")
    other = person("demo-added", "Reviewers")
    round_of(page).reviewers.add(other)
    close = person("demo-close", "Reviewers")
    round_of(page).reviewers.add(close)
    reviewing.given(held, close, state=Review.State.CONFLICT)
    clients = {role: reviewing.client_of(person(f"demo-{role}", role)) for role in ("Editors", "Translators", "Hosts")}
    clients["outside"] = reviewing.client_of(person("demo-outside", "Reviewers"))
    clients |= {"added": reviewing.client_of(other), "close": reviewing.client_of(close)}
    clients |= {"staff": staff, "reader": reader}
    added = {"index", "reading", "export"}
    everything = {*ON_ROUND, "index", "application", "paper", "file"} - {"reading"}
    expected = {"Editors": set(), "Translators": set(), "Hosts": set(), "outside": {"index"}, "added": added}
    expected |= {"close": added, "reader": {*added, "read", "first", "paper"}, "staff": everything}
    assert {name: opened_by(client, page, held, telling) for name, client in clients.items()} == expected
    answers = {name: client.get(at("file", harmless.pk)).status_code for name, client in clients.items()}
    assert {name for name, code in answers.items() if code == 200} == {"staff", "reader"}


def test_staff_who_said_she_is_too_close_sees_it_no_more(page, held, staff):
    user = User.objects.get(username="demo-staff")
    round_of(page).reviewers.add(user)
    reviewing.given(held, user, state=Review.State.CONFLICT)
    assert is_refused(staff.get(desk(held)))
    assert is_refused(staff.get(at("file", held.files.first().pk)))
    said = staff.post(at("export", round_of(page).pk), {"kind": "csv"}).content.decode()
    assert held.reference not in said


def test_what_tells_who_it_is_stays_closed_until_opened_and_the_log_says_so(page, held, staff):
    closed = staff.get(desk(held)).content.decode()
    secret = [CANARIES[key] for key in ("name", "contact", "safe", "identifying")]
    assert ([word for word in secret if word in closed], "We sing by the river." in closed) == ([], True)
    opened = staff.post(desk(held), {"do": "open"}).content.decode()
    assert [word for word in secret if word not in opened] == []
    assert [word for word in secret if word in staff.get(desk(held)).content.decode()] == []
    rows = Opening.objects.values_list("what", "reference", "user__username", "number")
    assert list(rows) == [("contact", held.reference, "demo-staff", 1)]
    log = staff.get(at("log", round_of(page).pk)).content.decode()
    assert (held.reference in log, [word for word in reviewing.words() if word in log]) == (True, [])


def test_file_is_handed_out_to_be_saved_under_a_name_that_says_nothing(page, held, staff):
    answer = staff.get(at("file", held.files.get(key="portrait").pk))
    assert answer.content == CANARIES["file"]
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="demo-call-')
    kept = ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Content-Type")
    assert [answer.headers[name] for name in kept] == [
        "default-src 'none'; sandbox",
        "nosniff",
        "no-store, private",
        "image/jpeg",
    ]
    assert list(Opening.objects.values_list("what", "reference")) == [("file", held.reference)]


def table_of(client, page, **asked) -> str:
    answer = client.post(at("export", round_of(page).pk), {"kind": "csv", **asked})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="demo-call-')
    return answer.content.decode("utf-8-sig")


def test_export_holds_what_the_role_may_see(page, held, staff, reader):
    other = makers.application(page, language="ar", state="received", answers={"idea": "=1+1", "colour": "red"})
    makers.application(page, state="draft", answers={"idea": "not sent"})
    lines = table_of(staff, page).splitlines()
    assert [line.split(",")[0] for line in lines] == ["Reference", held.reference, other.reference]
    assert (lines[1].count("We sing by the river."), "Blue" in lines[1], "'=1+1" in lines[2]) == (1, True, True)
    narrow, whole = table_of(staff, page), table_of(staff, page, with_names="on")
    personal = [CANARIES[key] for key in ("name", "contact", "safe", "identifying")]
    assert [word for word in personal if word in narrow] == []
    assert [word for word in personal if word not in whole] == []
    hers = table_of(reader, page, with_names="on")
    assert [word for word in reviewing.words() if word in hers] == []
    assert [line.split(",")[0] for line in hers.splitlines()] == ["Reference", held.reference]
    assert list(Opening.objects.filter(what="export").values_list("number", flat=True)) == [1, 2, 2, 2]
    sheet = staff.post(at("export", round_of(page).pk), {"kind": "xlsx"}).content
    assert zipfile.ZipFile(io.BytesIO(sheet)).testzip() is None
    assert b"Canary" not in sheet


def test_reviewer_reads_scores_and_sees_others_only_then(page, held, reader, settings):
    settings.LANGUAGE_CODE = "en"
    other = reviewing.reader(page, "demo-other")
    reviewing.given(held, other, 2.0, note="Others say so.")
    Message.objects.create(application=held, circle="team", text="The team says so.")
    gate = reader.get(at("first", held.pk)).content.decode()
    assert ("We sing" in gate, held.reference in gate) == (False, True)
    before = reader.get(at("read", held.pk)).content.decode()
    assert ("We sing" in before, "say so" in before, "says so" in before) == (True, False, False)
    wrong = reader.post(at("read", held.pk), {"do": "score", "note": "Half done"}).content.decode()
    assert ("Half done" in wrong, wrong.count("Please choose a score.")) == (True, 4)
    scores = {f"c-{each.key}": "4" for each in page.criteria.all()}
    assert reader.post(at("read", held.pk), {"do": "score", "note": "Warm", **scores}).status_code == 302
    after = reader.get(at("read", held.pk)).content.decode()
    assert ("say so" in after, "says so" in after) == (True, True)
    said = {"do": "say", "team-circle": "team", "team-text": "I agree", "team-opening": "0" * 32}
    for _click in range(2):
        reader.post(at("read", held.pk), said)
    assert Message.objects.filter(circle="team").count() == 2
    assert reader.post(at("first", held.pk), {"do": "conflict"}).status_code == 302
    assert is_refused(reader.get(at("read", held.pk)))
    assert held.reviews.filter(state="conflict", score=None).count() == 1


def test_staff_decide_and_tell_and_a_second_click_does_nothing(page, held, staff):
    assert staff.post(desk(held), {"do": "prepare", "seen": "in_review:"}).status_code == 200
    decided = {"do": "prepare", "seen": "in_review:", "decision": "offer", "note": "Come to us."}
    for _click in range(2):
        assert staff.post(desk(held), decided).status_code == 302
    release = at("release", round_of(page).pk)
    assert "Tell 1 person" in staff.get(release).content.decode()
    for _click in range(2):
        staff.post(release, {"offer": 1, "waitlist": 0, "decline": 0})
    held.refresh_from_db()
    assert (held.state, held.decision_note, held.told_at) == ("offered", "Come to us.", None)
    assert Opening.objects.filter(what="decided").count() == 2
    assert not Letter.objects.exists()


def test_deciding_several_overwrites_nothing_that_was_changed_since_the_list_was_shown(page, held, staff):
    other, late = (makers.application(page, state="in_review") for _number in range(2))
    path = at("applications", round_of(page).pk)
    html = staff.get(path).content.decode()
    seen = dict(re.findall(r'name="(seen-[^"]+)" value="([^"]*)"', html))
    assert seen == {f"seen-{each.pk}": "in_review:" for each in (held, other, late)}
    user = person("demo-second", "Moderators")
    deciding.prepare(application=other, decision=Decision.DECLINE, note="No.", seen="in_review:", user=user)
    keys = [str(each.pk) for each in (held, other, late)]
    del seen[f"seen-{late.pk}"]  # a list from before lists said how each stood
    answer = staff.post(path, {"keys": keys, "decision": "offer", **seen}, follow=True).content.decode()
    names = ", ".join(sorted([other.reference, late.reference]))
    assert "1 decision is prepared." in answer
    assert (
        f"2 applications were changed meanwhile, or have gone another way, and are left as they are: {names}." in answer
    )
    for each in (held, other, late):
        each.refresh_from_db()
    assert [(each.state, each.decision, each.decision_note) for each in (held, other, late)] == [
        ("decided_pending", "offer", ""),
        ("decided_pending", "decline", "No."),
        ("in_review", "", ""),
    ]


def test_only_who_may_decide_decides(page, held):
    user = person("demo-screener", "Translators")
    user.user_permissions.add(*_rights("change_application"))
    client, key = reviewing.client_of(user), round_of(page).pk
    assert client.get(desk(held)).status_code == 200
    refused = [
        client.post(desk(held), {"do": "prepare", "seen": "in_review:", "decision": "offer"}),
        client.post(desk(held), {"do": "take_back", "seen": "in_review:"}),
        client.post(at("applications", key), {"keys": [str(held.pk)], "decision": "offer"}),
        client.get(at("release", key)),
        client.post(at("waiting_list", key), {"do": "offer"}),
    ]
    assert [is_refused(answer) for answer in refused] == [True] * 5
    held.refresh_from_db()
    assert held.state == "in_review"


def _rights(*names):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=names, content_type__app_label="calls")


def test_staff_write_ask_note_give_and_move(page, held, staff):
    reader = reviewing.reader(page)
    assert CANARIES["message"] in staff.get(desk(held)).content.decode()
    words = {"do": "say", "applicant-circle": "applicant", "applicant-text": "Where?", "applicant-opening": "1" * 32}
    staff.post(desk(held), {**words, "applicant-asks": "on"})
    held.refresh_from_db()
    assert (held.state, held.messages.filter(author__username="demo-staff").count()) == ("more_info", 1)
    assert not held.messages.filter(is_from_applicant=True, read_at=None).exists()
    staff.post(desk(held), {"do": "notes", "notes-inner": "Known", "notes-hint": "New hint"})
    staff.post(desk(held), {"do": "give", "user": reader.pk})
    staff.post(desk(held), {"do": "move", "to": "discussion"})
    held.refresh_from_db()
    assert (held.notes, held.state) == ({"inner": "Known", "hint": "New hint"}, "discussion")
    assert held.reviews.get().reviewer == reader
    staff.post(desk(held), {"do": "ungive", "user": reader.pk})
    assert not held.reviews.exists()


def test_round_is_run_from_its_screens(page, held, staff):
    key, reader = round_of(page).pk, person("demo-new", "Reviewers")
    outside = person("demo-translator", "Translators")
    for user in (reader, outside):
        staff.post(at("reviewers", key), {"do": "add", "user": user.pk})
    staff.post(at("reviewers", key), {"do": "give_out"})
    assert list(Review.objects.values_list("reviewer__username", flat=True)) == ["demo-new"]
    made = staff.post(at("late_codes", key), {"until": "2190-01-01T10:00", "uses": 2})
    code, row = made.context["code"], LateCode.objects.get()
    assert (code in made.content.decode(), row.uses_left) == (True, 2)
    assert code not in staff.get(at("late_codes", key)).content.decode()
    assert staff.post(at("late_codes", key), {"until": "1990-01-01T10:00", "uses": 2}).context["code"] == ""
    staff.post(at("late_codes", key), {"do": "end", "late_code": row.pk})
    row.refresh_from_db()
    assert row.uses_left == 0
    staff.post(at("reviewers", key), {"do": "remove", "user": reader.pk})
    assert not Review.objects.exists()
    news = [
        staff.get(at("applications", key), asked).context["page_obj"].paginator.count for asked in ({}, {"news": 1})
    ]
    assert news == [1, 1]
    home = staff.get("/admin/").content.decode()
    assert at("round", key) in home


LISTED = 18  # eleven of them are Wagtail's own: session, rights, menu
HOSTILE = ["", "-999999999999999999999", "\x00'<script>%s" + "a" * 5000]


@pytest.mark.parametrize("value", HOSTILE)
def test_strange_values_are_no_error(page, held, staff, reader, value):
    with nothing_drawn():
        answers = _answers(page, held, staff, reader, value)
    assert {answer.status_code for answer in answers} <= {200, 302}
    held.refresh_from_db()
    assert held.state == "in_review"


def _answers(page, held, staff, reader, value) -> list:
    key = round_of(page).pk
    names = ("do", "state", "language", "order", "p", "keys", "user", "to", "seen", "decision", "kind", "until", "uses")
    asked = dict.fromkeys((*names, "place", "application", "late_code", "team-text", "team-opening", "note"), value)
    answers = [staff.get(at(name, key), asked) for name in ON_ROUND if name != "reading"]
    answers += [staff.post(at(name, key), asked) for name in ON_ROUND if name not in {"reading", "round", "log"}]
    for do in ("say", "notes", "move", "prepare", "take_back", "give", "ungive", "offer", "place", "end", "add"):
        answers += [staff.post(desk(held), {**asked, "do": do})]
        answers += [
            staff.post(at(name, key), {**asked, "do": do}) for name in ("reviewers", "waiting_list", "late_codes")
        ]
    for do in ("score", "say", value):
        answers += [reader.post(at(name, held.pk), {**asked, "do": do}) for name in ("read", "first")]
    return answers


def test_list_and_ranking_take_few_queries_however_long(page, staff, django_assert_num_queries):
    key, readers = round_of(page).pk, [reviewing.reader(page, f"demo-r{number}") for number in range(2)]
    for number in range(3):
        held = makers.application(page, state="in_review")
        for reader in readers:
            reviewing.given(held, reader, 2.0 + number)
        if number in (0, 2):
            staff.get(at("applications", key))
            for order in ("sent", "rank", "least-read", "disagreed"):
                with django_assert_num_queries(LISTED + (order == "sent")):
                    staff.get(at("applications", key), {"order": order})
    ranked = staff.get(at("applications", key), {"order": "rank"})
    assert [each.mean for each, _range in ranked.context["rows"]] == [4.0, 3.0, 2.0]

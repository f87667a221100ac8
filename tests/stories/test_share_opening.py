"""Beginning a story, its code, coming back, and whom nothing is shown to."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from hub.core.codes import LETTERS
from hub.core.models import User
from hub.stories import codes
from hub.stories.enums import SubmissionState
from hub.stories.models import StoryIndexPage, Submission
from hub.stories.share_views import holding
from hub.stories.sharing import keeping
from tests.stories.sharing import WHAT, begin, code_shown, hidden, resume, say, sent, tell, token, told_stories

AGAIN = "We could not take this yet. Please send it once more."
PAGES = [
    "steps/",
    "steps/what/",
    "steps/pictures/",
    "steps/pictures/1/",
    "steps/pictures/1/small.jpg",
    "check/",
    "state/",
]


def test_code_has_six_groups_and_is_read_however_it_is_typed():
    code = codes.code_for("an opening")
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-\w{5}-\w{4}-\w{4}-\w{4}-\w{4}", code)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    typed = [code.lower(), code.replace("-", " "), f"  {code}\n", arabic, code.replace("0", "o").replace("1", "l")]
    assert [codes.hashes(each) for each in typed] == [codes.hashes(code)] * len(typed)


def test_codes_have_128_bits():
    made = {codes.code_for(str(number)) for number in range(500)}
    assert len(made) == 500
    assert {LETTERS.index(code[0]) < 8 for code in made} == {True}


def test_code_is_shown_until_it_is_kept_and_stored_nowhere(client, place):
    submission = begin(client)
    code = code_shown(client)
    stored = " ".join(str(value) for value in Submission.objects.values_list().get())
    assert (code in stored, code.replace("-", "") in stored) == (False, False)
    assert submission.code_hash == codes.hashes(code)[0]
    assert client.post("/en/share/code/").headers["Location"] == "/en/share/steps/"
    assert client.get("/en/share/code/").headers["Location"] == "/en/share/steps/"


def test_two_clicks_begin_one_story_with_one_code(client, place):
    data = {"token": token(), "website": ""}
    shown = []
    for _click in range(2):
        client.post("/en/share/", data)
        shown.append(code_shown(client))
    assert (Submission.objects.count(), len(set(shown))) == (1, 1)


def test_story_is_resumed_with_its_code_on_another_device(client, place):
    begin(client)
    code = code_shown(client)
    say(client, "what", WHAT)
    other = Client()
    assert resume(other, code.lower().replace("-", " ")).headers["Location"] == "/en/share/steps/"
    assert WHAT["title"] in other.get("/en/share/steps/what/").content.decode()


@pytest.mark.parametrize("code", ["", "x", "0" * 26, "'; drop table", "٣" * 26, "\x00", "A" * 300])
def test_wrong_code_opens_nothing(client, place, code):
    begin(Client())
    answer = resume(client, code)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert 'href="#id_code"' in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("cookie", ["", "x", "1:2:3"])
def test_without_the_cookie_nothing_is_seen(client, place, page, cookie):
    tell(Client())
    client.cookies["share-en"] = cookie
    answer = client.get(f"/en/share/{page}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/share/resume/")


def test_cookie_is_signed_and_sent_to_these_pages_alone(client, place):
    begin(client)
    cookies = {name: (each["path"], each["httponly"], each["samesite"]) for name, each in client.cookies.items()}
    assert cookies["share-en"] == ("/en/share/", True, "Lax")
    assert {path for path, _httponly, _samesite in cookies.values()} == {f"/{name[6:]}/share/" for name in cookies}
    forged = client.cookies["share-en"].value[:-1] + "_"
    client.cookies["share-en"] = forged
    assert client.get("/en/share/steps/").status_code == 302


def test_cookie_is_for_secure_lines_alone_where_the_session_is(settings):
    settings.SESSION_COOKIE_SECURE = True
    assert holding.cookie_name("fr") == "__Secure-share-fr"


def test_switch_of_language_keeps_the_story_and_the_step(client, place):
    begin(client)
    say(client, "what", WHAT)
    text = client.get("/en/share/steps/what/").content.decode()
    assert 'href="/ar/share/steps/what/"' in text
    assert WHAT["title"] in client.get("/ar/share/steps/what/").content.decode()


def test_lock_forgets_the_story_on_this_device_alone(client, place):
    begin(client)
    code = code_shown(client)
    client.post("/en/share/lock/")
    assert client.get("/en/share/steps/").status_code == 302
    resume(client, code)
    assert client.get("/en/share/steps/").status_code == 200


def test_pages_are_kept_by_nobody_and_not_indexed(client, place):
    submission = tell(client)
    picture = submission.pictures.get()
    pages = ["", "code/", "resume/", *PAGES[:3], f"steps/pictures/{picture.pk}/", "check/", "take-back/", "gone/"]
    for page in pages:
        answer = client.get(f"/en/share/{page}")
        assert (page, answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
            page,
            "private, no-store",
            "noindex",
        )
    assert (
        client.get(f"/en/share/steps/pictures/{picture.pk}/small.jpg").headers["Cache-Control"] == "private, no-store"
    )
    assert "/share/" not in client.get("/sitemap-1.xml").content.decode()


def test_draft_is_over_after_fourteen_days_without_a_change(client, place, django_capture_on_commit_callbacks):
    submission = tell(client)
    code_page = "/en/share/steps/"
    Submission.objects.update(changed_at=timezone.now() - dt.timedelta(days=13, hours=23))
    assert client.get(code_page).status_code == 200
    Submission.objects.update(changed_at=timezone.now() - dt.timedelta(days=14, minutes=1))
    assert client.get(code_page).status_code == 302
    file = submission.pictures.get().image.file
    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_submissions")
    assert (Submission.objects.count(), submission.pictures.model.objects.count()) == (0, 0)
    assert file.storage.exists(file.name) is False


def test_what_is_with_the_team_is_not_over(client, place):
    sent(client)
    Submission.objects.update(changed_at=timezone.now() - dt.timedelta(days=400))
    call_command("forget_submissions")
    assert Submission.objects.count() == 1
    assert client.get("/en/share/state/").status_code == 200


def test_machines_are_asked_to_send_it_again(client, place):
    for wrong in ({"token": ""}, {"token": "a:b:c"}, {"token": token(0)}, {"token": token(), "website": "x"}):
        answer = client.post("/en/share/", {"website": "", **wrong})
        assert list(answer.context["form"].non_field_errors()) == [AGAIN]
    assert Submission.objects.count() == 0


def test_thousand_posts_of_machines_queue_at_most_twenty(client, place):
    replayed = token()
    whole = tell(Client())
    words = {name: value for name, value in whole.answers.items() if name in {"what", "where"}}
    for number in range(1000):
        wrong = [{"token": ""}, {"token": replayed}, {"token": token(), "website": "buy"}, {"token": token(0)}][
            number % 4
        ]
        client.post("/en/share/", {"website": "", **wrong})
    same = []
    for _number in range(25):  # those that wait, take a fresh token and send the same words
        bot = Client()
        submission = begin(bot)
        Submission.objects.filter(pk=submission.pk).update(answers=words)
        text = bot.get("/en/share/check/").content.decode()
        same.append(bot.post("/en/share/check/", {"mark": re.search(r'name="mark" value="(\w+)"', text).group(1)}))
    assert Submission.objects.filter(state=SubmissionState.SENT).count() == 1
    assert {answer.status_code for answer in same[1:]} == {200}
    assert told_stories().live().count() == 0


def test_hundred_people_in_a_row_all_get_through(place):
    for number in range(100):
        person = Client()
        begin(person)
        say(person, "what", {**WHAT, "title": f"Demo story {number}"})
        text = person.get("/en/share/check/").content.decode()
        mark = re.search(r'name="mark" value="(\w+)"', text).group(1)
        assert person.post("/en/share/check/", {"mark": mark}).headers["Location"] == "/en/share/state/"
    assert Submission.objects.filter(state=SubmissionState.SENT).count() == 100


def test_flood_ends_and_tells_so(client, place, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_BEGUN_IN_A_DAY", 2)
    for _each in range(2):
        begin(Client())
    answer = client.post("/en/share/", {"token": token(), "website": ""})
    assert "Many stories are coming in just now." in answer.content.decode()
    assert Submission.objects.count() == 2


def test_there_is_no_sharing_without_a_stories_page(client, place):
    StoryIndexPage.objects.update(live=False)
    assert client.get("/en/share/").status_code == 404


@pytest.fixture
def host(place):
    return User.objects.create_user("demo-host", "", "a long enough password")


def test_who_is_signed_in_finds_her_stories_and_nobody_elses(client, host):
    foreign = begin(Client())
    client.force_login(host)
    own = begin(client)
    client.post("/en/share/lock/")
    assert (own.owner, foreign.owner) == (host, None)
    assert [each.pk for each in client.get("/en/share/").context["own"]] == [own.pk]
    assert client.post("/en/share/own/", {"story": own.pk}).headers["Location"] == "/en/share/steps/"
    client.post("/en/share/lock/")
    assert client.post("/en/share/own/", {"story": foreign.pk}).status_code == 404
    assert client.get("/en/share/steps/").status_code == 302


@pytest.mark.parametrize("story", ["", "x", "-1", "9" * 40, "1 or 1=1"])
def test_strange_choices_of_ones_own_story_open_nothing(client, host, story):
    client.force_login(host)
    assert client.post("/en/share/own/", {"story": story}).headers["Location"] == "/en/share/resume/"


def test_who_is_not_signed_in_opens_no_story_by_its_number(client, place):
    begin(Client())
    answer = client.post("/en/share/own/", {"story": Submission.objects.get().pk})
    assert (answer.headers["Location"], dict(answer.cookies)) == ("/en/share/resume/", {})


def test_words_for_one_story_never_go_into_another(client, place):
    begin(client)
    old = hidden(client, "/en/share/steps/what/")
    second = begin(client)
    answer = client.post("/en/share/steps/what/", {**old, **WHAT})
    second.refresh_from_db()
    assert second.answers == {}
    assert WHAT["title"] in answer.content.decode()
    assert "Not kept yet" in answer.content.decode()

"""The editor: what a translator sees, who may be there, and how she ends: checked, published or handed over."""

import pytest
from django.urls import reverse

from hub.core.models import User
from hub.translation import services, translating, wording
from hub.translation.enums import WorkState
from hub.translation.models import Work
from hub.translation.presenting import Sheet
from tests.factories import activity
from tests.translation.translators import address, held, person, sent, step, work_of, write_all

pytestmark = pytest.mark.django_db


# Seeing ---------------------------------------------------------------------------------------------------------------


def test_editor_opens_at_the_first_open_part(client, translator, page):
    work = work_of(page)
    first, second, *_rest = translating.parts(work)
    translating.write(work=work, segment=translating.segment_of(work, first.segment_id), text="Ronda")
    answer = client.get(address(work))
    assert answer.context["row"].part.segment_id == second.segment_id
    chosen = client.get(f"{address(work)}?part={first.segment_id}")
    assert chosen.context["row"].part.segment_id == first.segment_id
    assert chosen.context["form"]["text"].value() == "Ronda"


@pytest.mark.parametrize("query", ["part=x", "part=0", "part=99999999999999999999", "show=<b>", "saved=-1&part="])
def test_editor_drops_an_address_it_cannot_use(client, translator, page, query):
    work = work_of(page)
    answer = client.get(f"{address(work)}?{query}")
    assert answer.status_code == 200
    assert answer.context["row"].number == 1


def test_editor_makes_ready_what_nobody_has_begun(client, translator, page):
    work = Work.objects.get(subject__translation_key=page.translation_key, locale__language_code="es")
    assert work.translation is None
    answer = client.get(address(work))
    assert len(answer.context["sheet"].rows) == len(translating.parts(work_of(page))) > 0
    assert not Work.objects.get(pk=work.pk).is_live


def test_editor_of_the_original_leads_back_to_the_desk(client, starter_library, page):
    client.force_login(person("chief", runs_the_desk=True))
    work = Work.objects.get(subject__translation_key=page.translation_key, locale__language_code="en")
    assert client.get(address(work)).headers["Location"] == reverse("translation:desk")


def test_list_shows_the_lines_of_a_part(client, translator, starter_library):
    work = work_of(activity(title="Lines", steps=[step("B", "Stand.\n Then <sit>.")]))
    assert "Stand.\nThen <sit>." in [row.source for row in Sheet(work).rows]
    assert ">Stand.\nThen &lt;sit&gt;.</p>" in client.get(address(work)).content.decode()


def test_parts_are_named_in_words_and_numbered(client, translator, starter_library):
    step = {"title": "Begin", "minutes": 5, "do": "Stand."}
    page = activity(
        title="Two steps", steps=[("step", step), ("step", {**step, "title": "End"})], purpose="<p>One.</p>"
    )
    labels = {row.part.source: row.label for row in Sheet(work_of(page)).rows}
    assert {source: labels[source] for source in ["Two steps", "One.", "Begin", "End"]} == {
        "Two steps": "Title",
        "One.": "Purpose",
        "Begin": "Step 1 · Title",
        "End": "Step 2 · Title",
    }


def test_paragraphs_of_one_field_are_counted(page, starter_library):
    labels = {row.part.source: row.label for row in Sheet(work_of(page)).rows}
    assert (labels["First one."], labels["Second one."]) == ("Purpose (1/2)", "Purpose (2/2)")


def test_field_shows_what_the_store_holds_and_gives_it_back_unchanged(starter_library):
    for code in ["es", "ar", "th"]:
        works = Work.objects.filter(locale__language_code=code, translation__isnull=False)
        for work in works.select_related("subject__content_type", "locale", "translation"):
            for row in (row for row in Sheet(work).rows if row.part.text):
                shown = wording.shown(row.part, row.field, is_right_to_left=code == "ar")
                assert wording.stored(wording.tidy(shown), row.part, row.field) == row.part.text


def test_editor_answers_with_few_queries(client, translator, page, django_assert_max_num_queries):
    work = work_of(page)
    client.get(address(work))
    with django_assert_max_num_queries(20):
        client.get(address(work))


# Finishing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("credit", ["", "Comadre <b>"])
def test_check_is_kept_with_the_name_she_chose_or_none(client, translator, page, credit):
    work = work_of(page)
    write_all(work)
    answer = client.post(address(work, "finish"), {"step": "check", "credit": credit})
    assert answer.headers["Location"] == f"{address(work)}#finish"
    work.refresh_from_db()
    assert (work.state, work.credit, work.checked_by) == (WorkState.CHECKED, credit, translator)


def test_check_is_refused_while_a_part_is_open(client, translator, page):
    work = work_of(page)
    assert 'value="check"' not in client.get(address(work)).content.decode()
    answer = client.post(address(work, "finish"), {"step": "check", "credit": "Comadre"})
    assert answer.context["finish_form"].non_field_errors() == [
        "Some parts are not translated yet, or their original has changed. Finish those first."
    ]
    assert answer.context["finish_form"]["credit"].value() == "Comadre"
    work.refresh_from_db()
    assert work.checked_at is None


@pytest.mark.parametrize("data", [{}, {"step": "rule"}, {"step": "check", "credit": "x" * 121}, {"step": "\x00"}])
def test_finish_refuses_what_it_does_not_know(client, translator, page, data):
    work = work_of(page)
    write_all(work)
    assert client.post(address(work, "finish"), data).status_code == 200
    work.refresh_from_db()
    assert (work.checked_at, work.is_live) == (None, False)


@pytest.mark.parametrize(
    ("role", "is_allowed"), [("translator", False), ("publisher", True), ("runner", True), ("other", False)]
)
def test_publishing_is_for_those_who_may(client, starter_library, page, role, is_allowed):
    people = {
        "translator": lambda: person("a", "es"),
        "publisher": lambda: person("b", "es", may_publish=True),
        "runner": lambda: person("c", runs_the_desk=True),
        "other": lambda: person("d", "fr", may_publish=True),
    }
    client.force_login(people[role]())
    work = work_of(page)
    write_all(work)
    shown = client.get(address(work)).content.decode()
    assert ('value="publish"' in shown) == is_allowed
    client.post(address(work, "finish"), {"step": "publish"})
    work.refresh_from_db()
    assert work.is_live == is_allowed


def test_hand_over_gives_the_work_back_and_leaves_it_waiting(client, translator, page):
    work = work_of(page)
    write_all(work)
    Work.objects.filter(pk=work.pk).update(assigned_to=translator)
    answer = client.post(address(work, "finish"), {"step": "hand-over"})
    assert answer.headers["Location"] == reverse("translation:desk")
    work.refresh_from_db()
    assert (work.assigned_to, work.is_live, work.waiting_since is None) == (None, False, False)


# Preview --------------------------------------------------------------------------------------------------------------


def test_preview_shows_what_is_written_and_publishes_nothing(client, translator, page):
    work = work_of(page)
    part = translating.parts(work)[0]
    client.post(address(work), sent(part, "Ronda de piedras"))
    answer = client.get(address(work, "preview"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="es"' in html
    assert "Ronda de piedras" in html
    assert page.summary in html  # not translated yet
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert client.get("/es/activities/round-of-stones/").content.decode().count("Ronda de piedras") == 0
    assert not Work.objects.get(pk=work.pk).is_live


def test_preview_of_a_published_translation_shows_what_is_new(client, translator, starter_library):
    work = Work.objects.filter(subject__kind="activities.activitypage", locale__language_code="es", is_live=True)[0]
    part = translating.parts(work)[0]
    client.post(address(work), sent(part, "Un nombre muy nuevo"))
    assert "Un nombre muy nuevo" in client.get(address(work, "preview")).content.decode()


def test_preview_of_a_snippet_leads_back(client, translator, starter_library):
    work = Work.objects.filter(subject__kind="core.theme", locale__language_code="es")[0]
    assert client.get(address(work, "preview")).headers["Location"] == address(work)


# Rights ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "spanish", "arabic", "private"),
    [
        ("nobody", 302, 302, 302),
        ("guest", 302, 302, 302),
        ("translator", 200, 302, 302),
        ("assigned", 200, 302, 200),
        ("runner", 200, 200, 200),
        ("chief", 200, 200, 200),
    ],
)
def test_editor_is_for_those_who_may_translate(client, page, role, spanish, arabic, private):
    secret = activity(title="Nobody's business", publish=False, steps=[step()])
    secret.save_revision()
    services.refresh([services.key_of(secret)])
    works = [work_of(page, "es"), work_of(page, "ar"), work_of(secret, "es")]
    people = {
        "guest": lambda: person("guest"),
        "translator": lambda: person("a", "es"),
        "assigned": lambda: person("b", "es"),
        "runner": lambda: person("c", runs_the_desk=True),
        "chief": lambda: User.objects.create_superuser("chief", "", "a long enough password"),
    }
    if role in people:
        user = people[role]()
        client.force_login(user)
        if role == "assigned":
            Work.objects.filter(pk=works[2].pk).update(assigned_to=user)
    assert [client.get(address(work)).status_code for work in works] == [spanish, arabic, private]
    if private == 302:
        part = translating.parts(works[2])[0]
        client.post(address(works[2]), sent(part, "Nada"))
        client.post(address(works[2], "finish"), {"step": "publish"})
        assert client.get(address(works[2], "preview")).status_code == 302
        assert held(works[2]) == {}


def test_translator_of_a_private_original_does_not_publish_it(client, page):
    user = person("b", "es", may_publish=True)
    client.force_login(user)
    work = work_of(page)
    write_all(work)
    page.unpublish()
    Work.objects.filter(pk=work.pk).update(assigned_to=user)
    client.post(address(work, "finish"), {"step": "publish"})
    assert not Work.objects.get(pk=work.pk).is_live


@pytest.mark.parametrize("work_id", ["0", "999999999", "99999999999999999999999"])
def test_work_that_is_not_there_is_not_found(client, translator, work_id):
    assert client.get(f"/admin/translation/work/{work_id}/").status_code == 404


@pytest.mark.parametrize(("name", "method"), [("finish", "get"), ("preview", "post"), ("edit", "put")])
def test_editor_refuses_other_methods(client, translator, page, name, method):
    assert getattr(client, method)(address(work_of(page), name)).status_code == 405

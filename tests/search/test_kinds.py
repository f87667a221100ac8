"""The search over the whole hub, kind by kind."""

import re

import pytest

from tests.factories import activity, story, translation

pytestmark = pytest.mark.django_db
WORD = "zyxwvu"


def groups(client, language="en", **query) -> list[tuple]:
    """Kind, total and titles of each group, as the page has them."""
    found = client.get(f"/{language}/search/", query).context["results"].groups
    return [(group.key, group.total, [document.title for document in group.documents]) for group in found]


def test_results_of_several_kinds_come_in_groups_with_true_totals(client, starter_library):
    for number in range(5):
        activity(title=f"Zyxwvu {number}")
    story(title="A zyxwvu told")
    found = {kind: (total, len(titles)) for kind, total, titles in groups(client, q=WORD)}
    assert found == {"activity": (5, 3), "story": (1, 1)}


def test_the_kind_with_the_best_match_comes_first(client, starter_library):
    activity(title="A long walk", summary="Somewhere a zyxwvu is met.")
    story(title="Zyxwvu")
    assert [kind for kind, _total, _titles in groups(client, q=WORD)] == ["story", "activity"]
    story_first = [kind for kind, _total, _titles in groups(client, q=WORD, sort="title")]
    assert story_first == ["activity", "story"]


def test_one_kind_is_a_plain_list(client, starter_library):
    for number in range(5):
        activity(title=f"Zyxwvu {number}")
    story(title="A zyxwvu told")
    assert groups(client, q=WORD, kind="activity") == []
    html = client.get("/en/search/", {"q": WORD, "kind": "activity"}).content.decode()
    assert len(re.findall(r'<li class="hit', html)) == 5


def test_a_group_leads_to_all_of_it(client, starter_library):
    for number in range(5):
        activity(title=f"Zyxwvu {number}")
    story(title="A zyxwvu told")
    html = client.get("/en/search/", {"q": WORD}).content.decode()
    assert re.findall(r'href="(\?[^"]*kind=[^"]*)"', html) == ["?q=zyxwvu&amp;kind=activity"]
    assert sorted(re.findall(r'data-kind-total="(\d+)"', html)) == ["1", "5"]


def test_groups_count_in_the_reader_s_language(client, starter_library):
    english = activity(title="Zyxwvu walk")
    translation(english, "es", title="Paseo zyxwvu")
    story(title="A zyxwvu told")
    found = {kind: titles for kind, _total, titles in groups(client, "es", q=WORD)}
    assert found == {"activity": ["Paseo zyxwvu"], "story": ["A zyxwvu told"]}


@pytest.mark.parametrize("stories", [1, 3])
def test_queries_do_not_grow_with_the_groups(client, starter_library, django_assert_max_num_queries, stories):
    for number in range(3):
        activity(title=f"Zyxwvu {number}")
    for number in range(stories):
        story(title=f"A zyxwvu told {number}")
    groups(client, q="something else")
    with django_assert_max_num_queries(15):
        assert len(groups(client, q=WORD)) == 2

"""Where the findings lead: every way into the library says what the library understands."""

from urllib.parse import parse_qs, urlsplit

import pytest

from hub.activities.facets import facets
from hub.planner.thinking import weighed
from tests.planner.test_thinking import TABLE

pytestmark = pytest.mark.django_db


def test_links_into_the_library_use_its_own_keys(starter_library):
    known = {facet.key: {key for key, _label, _level in facet.options} for facet in facets("en")}
    links = {
        remedy.link
        for raises, facts, *_others in TABLE.values()
        for finding in weighed(raises, facts)
        for remedy in finding.remedies
        if remedy.link.startswith("/en/activities/?")
    }
    asked = [pair for link in links for pair in parse_qs(urlsplit(link).query, strict_parsing=True).items()]
    assert {name for name, _keys in asked} == {"type", "time", "people", "format", "needs", "access", "safety"}
    assert [(name, key) for name, keys in asked for key in keys if key not in known[name]] == []

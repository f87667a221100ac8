"""When a consent holds: the same whether the database is asked or one that is read already."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hub.consent.models import Consent
from tests.emptying import empty

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 10)
GIVEN = {"state": "given", "scopes": ["site", "print"]}
CASES = [
    (GIVEN, "site", True),
    (GIVEN, "print", True),
    (GIVEN, "social", False),
    (GIVEN | {"scopes": []}, "site", False),
    (GIVEN | {"until": DAY}, "site", True),
    (GIVEN | {"until": DAY - dt.timedelta(1)}, "site", False),
    (GIVEN | {"state": "unsure"}, "site", False),
    (GIVEN | {"state": "withdrawn", "withdrawn_on": DAY}, "site", False),
    (GIVEN | {"withdrawn_on": DAY + dt.timedelta(9)}, "site", False),
]


@pytest.mark.parametrize(("fields", "scope", "holds"), CASES)
def test_consent_holds(fields, scope, holds):
    empty(Consent)
    consent = Consent.objects.create(pseudonym="Demo person", kind="quote", **fields)
    assert list(Consent.objects.valid_on(DAY, scope)) == [consent][: int(holds)]
    assert consent.is_valid_on(DAY, scope) is holds


def test_new_consent_is_unsure_and_holds_for_nothing():
    consent = Consent.objects.create(pseudonym="Demo person", kind="picture")
    assert (consent.state, consent.scopes, consent.is_valid_on(DAY, "site")) == ("unsure", [], False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"state": "withdrawn"}, "withdrawn_on"), ({"state": "given", "withdrawn_on": DAY}, "state")],
)
def test_withdrawal_has_its_day(fields, field):
    consent = Consent(pseudonym="Demo person", kind="quote", **fields)
    with pytest.raises(ValidationError) as failure:
        consent.full_clean()
    assert list(failure.value.message_dict) == [field]


def test_consent_is_listed_in_the_admin(admin_client):
    Consent.objects.create(pseudonym="Demo person of the ledger", kind="quote")
    assert "Demo person of the ledger" in admin_client.get("/admin/snippets/hub_consent/consent/").content.decode()

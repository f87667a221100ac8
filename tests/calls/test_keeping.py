"""Taking back: at once, and with everything that hangs on it."""

import pytest
from django.contrib.auth.models import Group

from hub.calls import events, keeping
from hub.calls.enums import State
from hub.calls.hosting import accounts
from hub.calls.models import Application, Hosting, Report, Round
from hub.core.models import User
from hub.people import invitations
from hub.people.models import Invitation
from tests import factories
from tests.calls import full

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    round_ = Round.objects.create(title="Demo call")
    return full.application(round_, says="heron", reviewer=User.objects.create_user("demo-reviewer"))


def test_what_is_taken_back_is_gone_at_once(application):
    keeping.withdraw(application=application)
    held = Application.objects.get()
    assert (held.state, held.answers, held.contact, held.code_hash) == (State.WITHDRAWN, {}, {}, None)
    assert full.found_when_opened("heron") == set()
    assert (Hosting.objects.count(), Report.objects.count()) == (0, 0)
    emptied = held.anonymised_at
    keeping.withdraw(application=application)
    assert Application.objects.get().anonymised_at == emptied


def test_draft_that_was_never_sent_is_told_so_when_it_is_emptied(application):
    Application.objects.update(state=State.DRAFT)
    keeping.anonymise(application=application)
    assert Application.objects.get().state == State.EXPIRED


def test_unused_invitation_ends_with_the_application(application):
    token = accounts.link(application=application, link_to=str)
    keeping.withdraw(application=application)
    with pytest.raises(invitations.InvitationOverError):
        invitations.find(token)
    assert Application.objects.get().invitation is None


def test_account_that_was_made_stays_hers(application):
    token = accounts.link(application=application, link_to=str)
    user = invitations.accept(token=token, username="demo-host", chosen_name="", password="seven quiet rivers")
    assert application.hosting.__class__.objects.get().host == user
    keeping.withdraw(application=application)
    assert (user.groups.get(), Invitation.objects.get().withdrawn_at) == (Group.objects.get(name="Hosts"), None)
    assert list(accounts.hostings_of(user)) == []


def test_story_that_came_of_it_is_told_of_and_stays(application):
    story = factories.story(publish=False)
    Report.objects.update(story=story)
    told = []

    def listen(sender, story_id, **kwargs):
        told.append(story_id)

    events.report_taken_back.connect(listen)
    try:
        keeping.anonymise(application=full.application(application.round, says="x", reviewer=User.objects.get()))
        keeping.withdraw(application=application)
    finally:
        events.report_taken_back.disconnect(listen)
    story.refresh_from_db()
    assert told == [story.pk]

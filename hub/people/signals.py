"""What happens at every sign-in, by whichever way in."""

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.contrib.auth.signals import user_logged_in

from hub.people import rights, services


def connect():
    user_logged_in.connect(on_signed_in, dispatch_uid="people.signed_in")


def on_signed_in(sender, request, user, **kwargs):
    """A session keeps when it began, and not the name that was typed.

    Whoever has no second factor yet has just shown all that she has: for the next minutes she is not asked for it again.
    """
    services.mark_seen(session=request.session)
    records = [
        {name: value for name, value in record.items() if name not in {"username", "email"}}
        for record in request.session.get(RECORDS, [])
    ]
    if records and not rights.has_second_factor(user):
        records[-1]["reauthenticated"] = True
    if records:
        request.session[RECORDS] = records

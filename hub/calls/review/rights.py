"""Who may what with applications. Each is a permission, or a place in a round; nothing asks for the name of a group."""

from django.db.models import Q, QuerySet

from hub.calls.enums import WITH_TEAM, State
from hub.calls.models import Application, Review, Round
from hub.core.models import User

ENTER_THE_ADMIN = "wagtailadmin.access_admin"
RUN = "calls.change_application"
DECIDE = "calls.decide_application"
READ = "calls.read_application"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def may_run(user: User) -> bool:
    """Sees all applications, gives them out, writes to applicants."""
    return user.is_active and user.has_perm(ENTER_THE_ADMIN) and user.has_perm(RUN)


def may_decide(user: User) -> bool:
    """Prepares decisions and tells them."""
    return may_run(user) and user.has_perm(DECIDE)


def may_read(user: User) -> bool:
    """Reads in rounds to which she was added."""
    return user.is_active and user.has_perm(ENTER_THE_ADMIN) and (user.has_perm(READ) or user.has_perm(RUN))


def may_come(user: User) -> bool:
    return may_run(user) or may_read(user)


def reads_in(user: User, round_: Round) -> bool:
    return may_read(user) and round_.reviewers.filter(pk=user.pk).exists()


def may_handle(user: User, application: Application) -> bool:
    """As staff: all but those that she said she is too close to."""
    return may_run(user) and not _is_too_close(user, application)


def may_review(user: User, application: Application) -> bool:
    """As a reviewer: what was given to her, and what the round talks about, as long as it is with the team."""
    if application.state not in WITH_TEAM or application.anonymised_at or not reads_in(user, application.round):
        return False
    reviews = Review.objects.filter(application=application, reviewer=user)
    state = reviews.values_list("state", flat=True).first()
    if state == Review.State.CONFLICT:
        return False
    return state is not None or application.state == State.DISCUSSION


def readable_by(user: User, round_: Round) -> QuerySet[Application]:
    """What `may_review` allows, as one query. The round must be one she reads in."""
    hers = Review.objects.filter(reviewer=user, application__round=round_)
    found = Application.objects.whole().filter(round=round_, state__in=WITH_TEAM)
    found = found.exclude(pk__in=too_close(user))
    return found.filter(Q(pk__in=hers.values("application")) | Q(state=State.DISCUSSION))


def too_close(user: User) -> QuerySet:
    """Keys of the applications of which she said that she is too close to them."""
    return Review.objects.filter(reviewer=user, state=Review.State.CONFLICT).values("application")


def possible_reviewers() -> QuerySet[User]:
    """All who could be added to a round."""
    held = [User.objects.with_perm(right, include_superusers=False, backend=MODEL_BACKEND) for right in (READ, RUN)]
    return (held[0] | held[1]).filter(is_active=True).order_by("username")


def _is_too_close(user, application) -> bool:
    return too_close(user).filter(application=application).exists()

from django.db import models
from django.db.models import Avg, Count, F, Max, Min, OuterRef, Q, Subquery

from hub.calls.enums import WITH_TEAM, State

SEALED = ("answers", "contact", "notes", "decision_note")


class ApplicationQuerySet(models.QuerySet):
    def sent(self):
        """All that reached us and were not taken back, whatever became of them."""
        return self.exclude(state__in=[State.DRAFT, State.WITHDRAWN, State.EXPIRED])

    def undecided(self):
        return self.filter(state__in=WITH_TEAM)

    def whole(self):
        """Those whose answers are still there."""
        return self.filter(anonymised_at=None)

    def listed(self):
        """For lists: without what is sealed."""
        return self.defer(*SEALED)

    def with_readings(self):
        """Counts `readings`, `waiting`, `abstained`, `conflicts`; and `mean`, `least`, `most` of the scores."""
        done = Q(reviews__state="done")
        return self.annotate(
            readings=Count("reviews", filter=done),
            waiting=Count("reviews", filter=Q(reviews__state="asked")),
            abstained=Count("reviews", filter=Q(reviews__state="abstained")),
            conflicts=Count("reviews", filter=Q(reviews__state="conflict")),
            mean=Avg("reviews__score", filter=done),
            least=Min("reviews__score", filter=done),
            most=Max("reviews__score", filter=done),
        )

    def given_to(self, user):
        """`given`: when each was given to her."""
        hers = self.model._meta.get_field("reviews").related_model.objects.filter(
            application=OuterRef("pk"), reviewer=user
        )
        return self.annotate(given=Subquery(hers.values("given_at")[:1]))

    def newest(self):
        return self.order_by(F("sent_at").desc(nulls_last=True), "pk")

    def ranked(self):
        """The best first; those without a score last."""
        return self.order_by(F("mean").desc(nulls_last=True), "-readings", "reference")

    def least_read(self):
        return self.order_by("readings", "sent_at", "pk")

    def least_agreed(self):
        """Those about which readers differ most first."""
        return self.annotate(spread=F("most") - F("least")).order_by(F("spread").desc(nulls_last=True), "reference")

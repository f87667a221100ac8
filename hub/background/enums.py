from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskState(models.TextChoices):
    """Where a task stands, in words for staff."""

    WAITING = "waiting", _("Waiting")
    AGAIN = "again", _("To be tried again")
    RUNNING = "running", _("At work")
    GIVEN_UP = "given-up", _("Given up")
    DONE = "done", _("Done")


FAILED = [TaskState.AGAIN, TaskState.GIVEN_UP]

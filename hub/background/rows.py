"""The rows of django-tasks-db as we use them. Raised errors leave the name of their class there, and nothing else.

READY without an error waits, READY with one waits for its next try, FAILED was given up. `worker_ids` holds one key a try.
"""

from django.db.models import Count, Min, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

BACKEND = "background"


def every() -> QuerySet:
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def due() -> QuerySet:
    """What may be begun now, in its turn."""
    return every().ready()


def failed() -> QuerySet:
    """What failed and was given up, or waits for its next try."""
    return every().filter(status__in=[TaskResultStatus.READY, TaskResultStatus.FAILED]).exclude(exception_class_path="")


def ours(row) -> QuerySet:
    """The row, as long as it is still in the hands of the one who claimed it as `row` says."""
    return every().filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)


def counted() -> QuerySet:
    """Dictionaries of task, status and error, how many there are, and since when. No arguments."""
    found = every().order_by("task_path", "status", "exception_class_path")
    found = found.values("task_path", "status", "exception_class_path")
    return found.annotate(number=Count("pk"), since=Min("enqueued_at"))

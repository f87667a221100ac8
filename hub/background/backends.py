"""The backend of our own tasks: a row in the transaction of what it is about, then a worker's, or done after commit."""

from functools import partial

from asgiref.sync import sync_to_async
from django.db import transaction
from django_tasks_db.backend import DatabaseBackend

from hub.background import rows, running, validators


class BackgroundBackend(DatabaseBackend):
    """Keeps ids only. What waits already with the same ids is not asked for twice."""

    def enqueue(self, task, args, kwargs):
        self.validate_task(task)
        args, kwargs = validators.ids(args, kwargs)
        with transaction.atomic():
            row = self._waiting(task, args, kwargs) or self._task_to_db_task(task, args, kwargs)
            transaction.on_commit(partial(running.without_worker, row.pk), robust=True)
        return self.get_result(str(row.pk))

    async def aenqueue(self, task, args, kwargs):
        return await sync_to_async(self.enqueue, thread_sensitive=True)(task, args, kwargs)

    def _waiting(self, task, args, kwargs):
        """A row that is due and not begun. It is held until our transaction ends, so nobody begins it without our news."""
        same = rows.due().filter(task_path=task.module_path, args_kwargs={"args": args, "kwargs": kwargs})
        return same.filter(exception_class_path="").get_locked()

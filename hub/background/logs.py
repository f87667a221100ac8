"""Errors of tasks in the log, without what they say: an error of the database repeats the values of the row."""

import logging


class WithoutWords(logging.Filter):
    """Leaves the class of the error and takes the rest away. For the logger of django_tasks."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            kind = record.exc_info[0]
            record.msg, record.args = f"{record.getMessage()} ({kind.__name__ if kind else '?'})", ()
            record.exc_info = record.exc_text = None
        return True

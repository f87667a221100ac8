"""Logs never show a link of a kept plan: whoever reads them could open it."""

import logging
import re

LINK = re.compile(r"(/plan/(?:edit|view|say)/)[^/\s?\"']+")


class WithoutLinks(logging.Filter):
    """Puts `…` where the code of a link stands, in the message and in what is put into it."""

    def filter(self, record):
        if isinstance(record.msg, str):
            record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(each) if isinstance(each, str) else each for each in record.args)
        return True


def _hidden(text: str) -> str:
    return LINK.sub(r"\1…", text)

"""What a request says of its own letters, put right before Django believes it."""

import re
from collections.abc import Callable

BOUNDARY = re.compile(
    r"""(?i);\s*boundary\s*=\s*("[\w'()+,./:=? -]{1,70}"|[\w'()+,./:=?-]{1,70})\s*(?:;|$)""", re.ASCII
)


def plain(said: str) -> str:
    """A Content-Type with nothing beside the boundary of a form: the hub reads UTF-8, whatever a request calls it.

    Any codec of Python's can be named there. Some fail, some make letters that no database takes, and all of them read an
    address in another way than the page cache, which would keep it.
    """
    kind = said.partition(";")[0].strip()
    boundary = BOUNDARY.search(said)
    return f"{kind}; boundary={boundary[1]}" if boundary else kind


def with_plain_content_type(application: Callable) -> Callable:
    """The same WSGI application, in front of which this is done."""

    def answer(environ, start_response):
        if ";" in environ.get("CONTENT_TYPE", ""):
            environ["CONTENT_TYPE"] = plain(environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return answer

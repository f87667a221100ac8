"""What servers may answer that means us no good."""

from email.message import Message

import pytest

from hub.resources.health.exchanges import Answer
from hub.resources.health.judging import LONGEST_WAIT, retry_after


def wait(said: str) -> int:
    headers = Message()
    headers["Retry-After"] = said
    return retry_after(Answer(503, headers))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("9" * 500, LONGEST_WAIT),
        ("-1", 0),
        ("Mon, 01 Jan 9999 00:00:00 -2359", LONGEST_WAIT),
        ("Mon, 01 Jan 0001 00:00:00 +9999", 0),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", 0),
        ("Mon, 01 Jan 2026 00:00:00 +999999999999999", 0),
        ("soon", 0),
    ],
)
def test_time_to_wait_is_a_number_whatever_is_said(said, seconds):
    assert wait(said) == seconds

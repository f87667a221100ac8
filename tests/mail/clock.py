import datetime as dt

from django.utils import timezone


class Clock:
    """Time that stands still, at noon of today, until it is moved."""

    def __init__(self, monkeypatch):
        self.now = timezone.now().replace(hour=12, minute=0, second=0)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def forward(self, **time) -> None:
        self.now += dt.timedelta(**time)

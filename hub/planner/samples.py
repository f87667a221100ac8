"""Sample agendas as plans."""

from hub.planner.plans.document import Plan


def offered() -> list:
    return []


def begun(key: str, zone: str) -> Plan | None:
    """A plan made from the sample; None where there is none of this key."""
    return None

"""A plan that is kept nowhere travels in the form of its page, with what it was before, so that a step can be taken back."""

import base64
import binascii
import json
import zlib

from hub.planner.plans.document import BadPlanError, Plan, read, said

MOST_STEPS = 12  # that can be taken back
MOST_PACKED, MOST_UNPACKED = 400_000, 4_000_000


def packed(plans: list[Plan]) -> str:
    """The newest first. The older ones cost little: most of their words are the same."""
    raw = json.dumps([said(plan) for plan in plans[: MOST_STEPS + 1]], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(raw.encode(), 9)).decode().rstrip("=")


def unpacked(text: str) -> list[Plan]:
    """Raises BadPlanError."""
    if not text or len(text) > MOST_PACKED:
        raise BadPlanError("nothing, or too much")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        opener = zlib.decompressobj()
        found = json.loads(opener.decompress(raw, MOST_UNPACKED))
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise BadPlanError("not readable") from error
    if not isinstance(found, list) or not found:
        raise BadPlanError("no list of plans")
    return [read(each) for each in found[: MOST_STEPS + 1]]


def as_file(plan: Plan) -> bytes:
    """A plan as a file of one's own."""
    return json.dumps(said(plan), ensure_ascii=False, indent=1).encode()


def from_file(content: bytes) -> Plan:
    """Raises BadPlanError."""
    try:
        return read(json.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise BadPlanError("not readable") from error

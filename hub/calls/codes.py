"""Codes with which somebody comes back to an application, and codes for coming late, as `hub.core.codes` makes them."""

from functools import partial

from hub.core import codes

SALT = "hub.calls.code"
LATE_SALT = "hub.calls.late_code"

code_for = partial(codes.code_for, salt=SALT)
hashes = partial(codes.hashes, salt=SALT)
opening_hash = partial(codes.opening_hash, salt=SALT)
late_hashes = partial(codes.hashes, salt=LATE_SALT)

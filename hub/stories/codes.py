"""Codes with which a host comes back to her story, as `hub.core.codes` makes them."""

from functools import partial

from hub.core import codes

SALT = "hub.stories.code"

code_for = partial(codes.code_for, salt=SALT)
hashes = partial(codes.hashes, salt=SALT)
opening_hash = partial(codes.opening_hash, salt=SALT)

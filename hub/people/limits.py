"""Counting how often somebody tries, without keeping who she is."""

import hashlib
import hmac
import ipaddress
import secrets

from django.core.cache import cache
from django.utils import timezone

TWO_DAYS = 2 * 24 * 3600


def blurred(value: str) -> str:
    """The same text for the same value until midnight (UTC). The secret behind it lives in the cache alone, for two days."""
    key = f"limits:{timezone.now():%Y-%m-%d}"
    secret = cache.get_or_set(key, secrets.token_hex, TWO_DAYS) or key
    return hmac.new(secret.encode(), value.encode(), hashlib.sha256).hexdigest()[:32]


def network_of(address: str) -> str:
    """An IPv6 network of one household, or the IPv4 address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address

"""What Wagtail asks of this app; it looks for it in this module alone."""

from hub.calls import hosting_hooks, page_hooks, review_hooks  # noqa: F401

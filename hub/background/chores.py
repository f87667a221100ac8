"""What the foundation wants done now and then; it knows nothing of workers itself."""

from django.core.management import call_command

from hub.core import guarding, storage_checking


def publish_scheduled(_is_stopping) -> str | None:
    """Brings out the pages whose day has come, takes down those whose day is over; their media follow."""
    call_command("publish_scheduled", verbosity=0)
    guarding.settle()
    return None


def mend_media(_is_stopping) -> str | None:
    failed = storage_checking.mend()
    return f"The storage failed for {failed} files." if failed else None

from django.core.management.base import BaseCommand, CommandError

from hub.core import resealing
from hub.core.sealed import box


class Command(BaseCommand):
    help = (
        "Seals everything anew with the first of HUB_SEALING_KEYS. May be broken off and run again: what is done is not "
        "done twice. Afterwards the older keys can be taken out of the setting."
    )

    def handle(self, **options):
        try:
            newest = box.current_key()
            missing = sum(self._say(each) for each in resealing.reseal())
        except box.SealingError as error:
            raise CommandError(f"{error} What was done before stays done; nothing was lost.") from error
        if missing:
            raise CommandError(f"{missing} files are not in the storage.")
        self.stdout.write(f"Everything is sealed with the key {newest}.")

    def _say(self, each: resealing.Resealed) -> int:
        self.stdout.write(f"{each.place}: {each.done} sealed anew" + (f", {each.missing} missing" * bool(each.missing)))
        return each.missing

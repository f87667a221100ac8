from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.calls import keeping
from hub.calls.enums import Afterwards

WORDS = {Afterwards.ANONYMISE: "to be anonymised", Afterwards.DELETE: "to be deleted"}


class Command(BaseCommand):
    help = (
        "Empties or deletes the applications whose call promised it for today or before. Without --really it only says "
        "how many of which call."
    )

    def add_arguments(self, parser):
        parser.add_argument("--really", action="store_true", help="do it")

    def handle(self, *args, really=False, **options):
        day = timezone.localdate()
        for title, afterwards, number in keeping.counts(day):
            self.stdout.write(f"{title}: {number} {WORDS[afterwards]}")
        if really:
            self.stdout.write(f"{keeping.purge(day=day)} applications purged.")
        else:
            self.stdout.write(
                f"{keeping.due(day).count()} applications would be purged. Nothing was done: see --really."
            )

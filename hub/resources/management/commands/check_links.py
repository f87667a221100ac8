import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from hub.resources.health import letters, running, services

MOST = 5000


class Command(BaseCommand):
    help = (
        "Looks at the links on the hub's pages that are due. May be broken off and run again: it goes on where it was. "
        "The worker does the same a little at a time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=MOST, help=f"at most so many links (otherwise {MOST})")
        parser.add_argument("--all", action="store_true", help="also those that are not due")
        parser.add_argument("--dry-run", action="store_true", help="say how many are due, ask nobody, change nothing")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args, limit, dry_run, quiet, **options):
        if dry_run:
            due, known = services.waiting()
            self.stdout.write(f"{known} links are known, {due} are due.")
            return
        came, gone = services.settle()
        if options["all"]:
            services.all_due()
        due = min(services.waiting()[0], max(limit, 0))
        with tqdm(total=due, desc="Links", unit="link", file=sys.stderr, disable=quiet) as bar:
            done = running.run(most=limit, on_each=bar.update)
        told = letters.tell()
        self.stdout.write(f"{came} links are new, {gone} went. Looked at {done}; editors hear of {told}.")

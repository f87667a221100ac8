from django.core.management.base import BaseCommand, CommandError

from hub.core import storage_checking


class Command(BaseCommand):
    help = "Puts right whatever pictures and documents are open, closed or lie where they should not."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what is wrong and change nothing")

    def handle(self, *args, **options):
        found = storage_checking.found()
        for words, number in found.items():
            self.stdout.write(f"{number:6} {words}")
        if options["dry_run"]:
            return
        failed = storage_checking.mend()
        if failed:
            raise CommandError(f"The storage failed for {failed} files. Run the command again.")
        self.stdout.write("All is as it should be.")

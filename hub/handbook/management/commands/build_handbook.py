import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from hub.core.context_processors import offered_languages
from hub.handbook.out import building


class Command(BaseCommand):
    help = "Makes the handbook as PDF and EPUB in each language. The worker does it by itself soon after a change."

    def add_arguments(self, parser):
        parser.add_argument(
            "--language", action="append", help="only this language, such as en; can be given repeatedly"
        )
        parser.add_argument("--again", action="store_true", help="make also what has not changed")

    def handle(self, *args, language, again, **options):
        offered = offered_languages()
        unknown = sorted(set(language or ()) - set(offered))
        if unknown:
            raise CommandError(f"The hub does not offer: {', '.join(unknown)}. It offers: {', '.join(offered)}.")
        wanted = [code for code in offered if not language or code in language]
        hidden = options["verbosity"] == 0
        with tqdm(total=len(wanted), desc="Handbook", unit="language", file=sys.stderr, disable=hidden) as bar:
            made, failed = building.build(wanted, is_new=again, step=lambda _code: bar.update())
        for kept in made if not hidden else ():
            self.stdout.write(f"{kept.name}: {kept.size:,} bytes, sha256 {kept.checksum}")
        if not made and not failed and not hidden:
            self.stdout.write("All files are of what is published now.")
        if failed:
            lines = [f"{key}: {type(error).__name__} {error}" for key, error in failed.items()]
            raise CommandError("\n".join(["Not made; the files from before are still there:", *lines]))

import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from hub.core.context_processors import offered_languages
from hub.planner.packing import building


class Command(BaseCommand):
    help = "Makes the offline packs: the library of each language in one file. The worker does it once a day by itself."

    def add_arguments(self, parser):
        parser.add_argument(
            "--language", action="append", help="only this language, such as en; can be given repeatedly"
        )

    def handle(self, *args, language, **options):
        offered = offered_languages()
        unknown = sorted(set(language or ()) - set(offered))
        if unknown:
            raise CommandError(f"The hub does not offer: {', '.join(unknown)}. It offers: {', '.join(offered)}.")
        wanted = [code for code in offered if not language or code in language]
        hidden = options["verbosity"] == 0
        with tqdm(total=len(wanted), desc="Offline packs", unit="language", file=sys.stderr, disable=hidden) as bar:
            made, failed = building.build(wanted, step=lambda _code: bar.update())
        for kept in made if not hidden else ():
            self.stdout.write(f"{kept.name}: {kept.size:,} bytes, sha256 {kept.checksum}")
        if failed:
            lines = [f"{code}: {type(error).__name__} {error}" for code, error in failed.items()]
            raise CommandError("\n".join(["Not made; the packs from before are still there:", *lines]))

import sys
from collections import Counter
from pathlib import Path, PurePath

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from hub.starter import activities, files, services
from hub.starter.handbook import Chapters
from hub.starter.ledger import CREATED, KEPT, REMOVED, SAME, UPDATED
from hub.starter.resources import Resources
from hub.starter.sample_agendas import Agendas
from hub.starter.stories import Stories


class Command(BaseCommand):
    help = (
        "Loads the starter library. Run again, it changes only what the content files changed, never an editor's work."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="neither progress nor summary")
        parser.add_argument("--content", type=Path, default=files.CONTENT, help="another folder of content")

    def handle(self, *args, content, quiet, **options):
        total = sum(len(each.folders(content)) for each in (activities, Agendas, Stories, Resources, Chapters))
        try:
            with tqdm(total=total, desc="Starter library", unit="item", file=sys.stderr, disable=quiet) as bar:
                ledger = services.load(root=content, step=bar.update)
        except files.ContentError as error:
            raise CommandError(f"Nothing was changed. The content has mistakes:\n{error}") from error
        if not quiet:
            self._report(ledger)

    def _report(self, ledger):
        words = [(CREATED, "new"), (UPDATED, "updated"), (SAME, "unchanged"), (KEPT, "kept"), (REMOVED, "removed")]
        self.stdout.write(", ".join(f"{ledger.counts[outcome]} {word}" for outcome, word in words) + ".")
        for title, lines in (
            ("Kept, because an editor has changed it:", ledger.kept),
            ("Not made again, because it was removed here:", ledger.removed),
            ("Left out, because its language or its place in the tree is missing:", _counted(ledger.left_out)),
        ):
            if lines:
                self.stdout.write("\n".join([title, *(f"  {line}" for line in lines)]))


def _counted(paths: list[str]) -> list[str]:
    """One line for each kind of content and language, which is the name of the file, or for themes of the folder."""
    names = [PurePath(path) for path in paths]
    counts = Counter((path.parts[0], path.parts[1] if path.parts[0] == "themes" else path.stem) for path in names)
    return [f"{kind}, {language}: {count}" for (kind, language), count in sorted(counts.items())]

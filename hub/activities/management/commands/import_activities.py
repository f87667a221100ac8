import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from hub.activities import importing, record_files


class Command(BaseCommand):
    help = "Imports activities from a .jsonl or .csv file (see docs/import.md): all of the file, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", help="the language of records that do not name one, such as en")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--keep-going", action="store_true", help="leave out what has mistakes, import the rest")
        parser.add_argument("--publish", action="store_true", help="also what does not say its minutes or people")

    def handle(self, *args, file, language, dry_run, keep_going, publish, **options):
        try:
            items, problems = record_files.read(file, language)
        except record_files.UnreadableError as error:
            raise CommandError(str(error)) from error
        hidden = options["verbosity"] == 0
        with tqdm(total=len(items), desc="Import", unit="activity", file=sys.stderr, disable=hidden) as bar:
            summary = importing.run(
                items=items,
                problems=problems,
                publish=publish,
                keep_going=keep_going,
                dry_run=dry_run,
                step=bar.update,
            )
        for problem in summary.problems:
            self.stderr.write(str(problem))
        if summary.problems and not keep_going:
            raise CommandError(f"Nothing was changed. Mistakes in the file: {len(summary.problems)}, listed above.")
        if summary.problems and not summary.outcomes:
            raise CommandError("Nothing was changed: every activity of the file has mistakes, listed above.")
        self._report(summary, dry_run)

    def _report(self, summary, dry_run):
        counts = ", ".join(f"{summary.outcomes[name]} {name}" for name in ("created", "updated", "unchanged"))
        begin = "Dry run, nothing was changed. It would be" if dry_run else "Pages"
        self.stdout.write(f"{begin}: {counts}. Drafts among them: {summary.drafts}.")
        if summary.problems:
            self.stdout.write(f"Left out because of mistakes, listed above: {len(summary.problems)}.")
        for languages, reason in (
            (summary.without_locale, "the site does not have the language"),
            (summary.without_library, "the language has no library page"),
        ):
            for code, count in sorted(languages.items()):
                self.stdout.write(f"Left out: {count} in {code}, because {reason}.")

from django.core.management.base import BaseCommand
from tqdm import tqdm

from hub.search import rebuilding
from hub.search.models import SearchDocument


class Command(BaseCommand):
    help = (
        "Writes the search document of every page anew while the site goes on searching. "
        "Broken off, it goes on where it was; --restart begins again; --if-due works only where the analysis has changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--restart", action="store_true")
        parser.add_argument("--if-due", action="store_true")

    def handle(self, *args, restart=False, if_due=False, **options):
        if if_due and not rebuilding.is_due():
            return
        if restart or not rebuilding.is_begun():
            rebuilding.begin()
        else:
            self.stdout.write("Going on where the last rebuild was broken off.")
        with tqdm(total=rebuilding.pages_left(), desc="Search", unit="page") as bar:
            for done in rebuilding.steps():
                bar.update(done)
        self.stdout.write(f"{SearchDocument.objects.count()} documents written.")

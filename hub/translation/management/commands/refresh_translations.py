import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from hub.translation import services
from hub.translation.models import Subject


class Command(BaseCommand):
    help = "Brings the translation desk up to date with all pages and snippets. Needed once after an upgrade, and never harmful."

    def add_arguments(self, parser):
        parser.add_argument("--if-due", action="store_true", help="only where the desk has not been filled yet")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args, if_due, quiet, **options):
        if if_due and Subject.objects.exists():
            return
        keys = services.all_keys()
        with tqdm(total=len(keys), desc="Translation desk", unit="page", file=sys.stderr, disable=quiet) as bar:
            for start in range(0, len(keys), services.AT_ONCE):
                part = keys[start : start + services.AT_ONCE]
                services.refresh(part)
                bar.update(len(part))

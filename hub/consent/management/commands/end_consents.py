from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.consent import services


class Command(BaseCommand):
    help = (
        "Takes out what rests on consents that ended 30 days ago, and removes files that could not be removed before."
    )

    def handle(self, **options):
        reports = services.end(today=timezone.localdate())
        gone, failed = services.remove_leftovers()
        self.stdout.write(f"{len(reports)} consents ended. Of the files left, {gone} removed, {failed} not.")

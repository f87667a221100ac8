from django.core.management.base import BaseCommand

from hub.translation import noting


class Command(BaseCommand):
    help = f"Removes readers' notes that have been handled and were written more than {noting.KEPT_DAYS} days ago."

    def handle(self, *args, **options):
        self.stdout.write(f"{noting.forget_handled()} notes removed.")

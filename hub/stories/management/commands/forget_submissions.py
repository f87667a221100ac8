from django.core.management.base import BaseCommand

from hub.stories.sharing import deciding, keeping


class Command(BaseCommand):
    help = (
        f"Removes stories that were begun and not changed for {keeping.KEPT_DAYS} days, and what is not published of stories "
        f"that were decided more than {keeping.TOLD_DAYS} days ago."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{deciding.forget_old()} submissions removed.")
